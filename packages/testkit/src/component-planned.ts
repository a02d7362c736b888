import type {
  AnyAction,
  AnyInquiry,
  Component,
  Item,
  Json,
  Plan,
  Release,
  RunPlace,
  Step,
  Way,
} from '@flatnet-maint/core';
import type { SpecParts } from './component-case.ts';

/** Facts, and the release that is wanted. */
export interface Situation<Facts extends Json> {
  readonly facts: Facts;
  readonly release: Release;
}

export const tool = { version: '0', node: '/usr/bin/node', cli: '/usr/lib/flatnet-maint/main.js' };
export const place: RunPlace = { id: 'spec-0', state: '/var/lib/flatnet-maint' };

/** What may be named: the component's own verbs and questions, and those of the actions that were passed in. */
export function knownTo(component: Component<never, Json>, { actions }: SpecParts) {
  const shared = Object.values(actions);
  const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
  return {
    actions: [...component.actions, ...shared.filter((one): one is AnyAction => has(one, 'capture'))],
    inquiries: [...component.inquiries, ...shared.filter((one): one is AnyInquiry => has(one, 'ask'))],
  };
}

export const isStep = (item: Item): item is Step => item.kind === 'step';

export type Planned = ReturnType<typeof plannedFrom>;

/** Everything that these facts are turned into. */
export function plannedFrom<Facts extends Json>(
  component: Component<never, Json>,
  { flatnet }: SpecParts,
  { facts, release }: Situation<Facts>,
) {
  const live = component.live(facts);
  const there = component.upgrade(facts, release, place);
  const back = component.rollback(facts, there.to, place);
  const from = { component, facts, place, tool, lastGood: null, accepted: [] as const };
  const how = { soak: 0, confirmWithin: null };
  const empty = { around: [], backup: [], cutover: [], trial: [], cleanup: [] };
  const adoption = component.adopt?.(facts, place);
  const revived = component.revive?.(facts, there.to, place);
  const plans: Record<'upgrade' | 'rollback', Parts> & Record<string, Parts> = {
    upgrade: partsOf(flatnet.composeChange(from, there, { command: 'upgrade', ...how })),
    rollback: partsOf(flatnet.composeChange(from, back, { command: 'rollback', ...how })),
    ...(adoption === undefined ? {} : { adoption: { ...empty, prepare: adoption.prepare } }),
    ...(revived === undefined ? {} : { revival: { ...empty, ...partsOf({ ...empty, ...revived }) } }),
  };
  return {
    live,
    plans,
    changes: { there, back },
    ways: { back: component.way(facts, live), there: component.way(facts, there.to) },
    verified: {
      old: component.verify(facts, live).probes,
      new: component.verify(facts, there.to).probes,
      confirming: component.verify(facts, there.to).confirmedBy ?? [],
    },
    generations: [live, there.to].flatMap(({ tree, besides = [] }) => [tree, ...besides]),
  };
}

type Parts = Pick<Plan, 'prepare' | 'around' | 'backup' | 'cutover' | 'trial' | 'cleanup'>;
const partsOf = ({ prepare, around, backup, cutover, trial, cleanup }: Parts): Parts => ({
  ...{ prepare, around, backup, cutover, trial, cleanup },
});

export const allOf = ([name, { prepare, around, backup, cutover, trial, cleanup }]: [string, Parts]): [
  string,
  readonly Item[],
] => [name, [...prepare, ...around, ...backup, ...cutover, ...trial, ...cleanup]];
export const forwardOf = ([name, { cutover }]: [string, Way]): [string, readonly Item[]] => [
  `the way ${name}`,
  cutover,
];

/** The paths that these items say they read or write. */
export const pathsOf = (
  actions: ReadonlyMap<string, AnyAction>,
  items: readonly Item[],
  access: 'reads' | 'writes',
): readonly string[] =>
  items
    .filter(isStep)
    .flatMap(({ action, args }) => actions.get(action)?.touches(args) ?? [])
    .filter((one) => one.kind === 'path' && one.access === access)
    .map(({ name }) => name);

export const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
