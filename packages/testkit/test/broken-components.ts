import {
  type Action,
  type AnyAction,
  type Change,
  type Component,
  type Item,
  type Json,
  step,
} from '@flatnet-maint/core';
import type { ComponentCase } from '../src/index.ts';
import { parts, play, type SignFacts, type SignSite, sign } from './sample-component.ts';

type Sign = Component<SignSite, SignFacts>;
export type SignCase = ComponentCase<SignSite, SignFacts>;

export const broken = (how: Partial<Sign>, more: Partial<SignCase> = {}): SignCase => ({
  component: { ...sign, ...how },
  parts,
  play,
  ...more,
});

/** The sign with other changes, in both directions. */
export const changed = (
  how: (change: Change, facts: SignFacts) => Partial<Change>,
  more: Partial<Sign> = {},
): SignCase =>
  broken({
    upgrade(facts, ...rest) {
      const change = sign.upgrade(facts, ...rest);
      return { ...change, ...how(change, facts) };
    },
    rollback(facts, ...rest) {
      const change = sign.rollback(facts, ...rest);
      return { ...change, ...how(change, facts) };
    },
    ...more,
  });

export const mapSteps = (items: readonly Item[], how: (args: Record<string, Json>) => Partial<Item>): readonly Item[] =>
  items.map((item) => (item.kind === 'step' ? ({ ...item, ...how(item.args as never) } as Item) : item));

type At = { readonly path: string; readonly to: string };
const touches = ({ path }: At) => [{ kind: 'path' as const, name: path, access: 'writes' as const }];

/** A step of a verb that is wrong, in the place of all steps of a list. */
export const onlyStep = (action: Action<At, Json>, facts: SignFacts, to: string, more: { undoes?: 'never' } = {}) => [
  step(action, {
    id: `sign.${action.name.slice(0, -2)}`,
    title: action.name,
    host: facts.host,
    args: { path: facts.file, to },
    do: 3_000,
    undo: 3_000,
    ...more,
  }),
];

/** Puts back what was there, whatever is there now. */
export const heedless: Action<At, { readonly was: string }> = {
  name: 'heedless@1',
  touches,
  capture: async ({ path }, host) => ({ was: await host.files.text(path) }),
  do: ({ path, to }, _saved, host) => host.files.write(path, to, { mode: 0o644 }),
  undo: ({ path }, { was }, host) => host.files.write(path, was, { mode: 0o644 }),
  async check({ path, to }, { was }, host) {
    const now = await host.files.text(path);
    return now === to ? 'done' : now === was ? 'undone' : 'foreign';
  },
};

/** Writes a note first, and forgets it when it is asked how far it came. */
export const forgetful: Action<At, Json> = {
  name: 'forgetful@1',
  touches,
  capture: async () => null,
  async do({ path, to }, _saved, host) {
    await host.files.write(`${path}.note`, to);
    await host.files.write(`${path}.second`, to);
  },
  async undo({ path }, _saved, host) {
    await host.files.remove(`${path}.second`);
    await host.files.remove(`${path}.note`);
  },
  check: async ({ path }, _saved, host) => ((await host.files.stat(`${path}.second`)) === null ? 'undone' : 'done'),
};

/** Cannot be done twice. */
export const onceOnly: Action<At, Json> = {
  ...heedless,
  name: 'once-only@1',
  capture: async () => null,
  async do({ path, to }, _saved, host) {
    await host.files.rename(path, `${path}.old`);
    await host.files.write(path, to, { mode: 0o644 });
  },
  check: async ({ path, to }, _saved, host) => {
    const there = await host.files.stat(path);
    return there !== null && (await host.files.text(path)) === to ? 'done' : 'undone';
  },
};

/** Takes every failure for a success. */
export const hopeful: Action<At, Json> = {
  ...heedless,
  name: 'hopeful@1',
  capture: async () => null,
  do: ({ path, to }, _saved, host) => host.files.write(path, to, { mode: 0o644 }).catch(() => undefined),
  undo: async () => undefined,
  check: async () => 'done',
};

/** Makes the folder in which the old is to be kept, and keeps nothing there. */
export const empty: AnyAction = {
  name: 'sign-keep@1',
  touches: () => [],
  capture: async () => null,
  do: ({ into }, _saved, host) => host.files.makeFolder(into),
  check: async ({ into }, _saved, host) => ((await host.files.stat(into)) === null ? 'undone' : 'done'),
};

/** Makes it aside, and does not look whether something lies there from before. */
export const besides: AnyAction = {
  name: 'sign-keep@1',
  touches: ({ into }) => [{ kind: 'path', name: into, access: 'writes' }],
  capture: async () => null,
  async do({ from, into }, _saved, host) {
    if ((await host.files.stat(`${into}.partial`)) !== null) return host.files.copy(`${into}.partial`, into);
    await host.files.makeFolder(`${into}.partial`);
    await host.files.copy(from, `${into}.partial/sign`);
    await host.files.rename(`${into}.partial`, into);
  },
  check: async ({ into }, _saved, host) => ((await host.files.stat(into)) === null ? 'undone' : 'done'),
};
