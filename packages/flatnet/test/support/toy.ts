import {
  type Component,
  catalogue,
  defineComponent,
  type Entry,
  type EntryBody,
  type Generation,
  type Item,
  type Json,
  type Plan,
  type Probe,
  type Step,
} from '@flatnet-maint/core';
import type { LastGood } from '../../src/compose.ts';

/* A component as small as can be: one version is live, the pointer leads to another one, and back. */

export const generation = (version: string): Generation => ({
  id: `${version}-first`,
  component: 'toy',
  version,
  tree: `/srv/toy/${version}`,
  digest: 'd'.repeat(64),
  made: '2026-01-02T03:04:05.000Z',
  parts: null,
});

export const step = (id: string, title: string, undoes: Step['undoes'] = 'exactly'): Step => ({
  kind: 'step',
  id,
  title,
  host: 'local',
  action: `${id}@1`,
  args: {},
  limits: { capture: 1_000, do: 9_000, undo: 5_000 },
  undoes,
});
const probe = (id: string, severity: Probe['severity'], more: Partial<Probe> = {}): Probe => ({
  id,
  host: 'local',
  severity,
  ask: { inquiry: 'http', args: {} },
  every: 500,
  passes: 3,
  fails: 2,
  ...more,
});
const answers: Item = {
  kind: 'gate',
  id: 'toy.answers',
  title: 'it answers',
  host: 'local',
  ask: { inquiry: 'http', args: {} },
  passes: 1,
  every: 100,
  limit: 3_000,
};

export const toy = defineComponent<never, { host: string; live: string }>({
  id: 'toy',
  after: [],
  actions: [],
  inquiries: [],
  texts: catalogue({}),
  inspect: () => Promise.reject(new Error('nothing is inspected in these tests')),
  live: (facts) => generation(facts.live),
  preflight: () => [],
  way: (_facts, to) => ({
    generation: to,
    cutover: [
      {
        ...step('toy.emergency-point', `point to ${to.version}`, 'never'),
        action: 'swap-pointer@1',
        args: { live: '/srv/toy/live', to: to.tree },
      },
      answers,
    ],
    probes: [],
  }),
  backup: () => [step('toy.snapshot', 'keep a snapshot', 'never')],
  stage: (_facts, want) => ({
    prepare: [step('toy.lay', `unpack ${want.version}`)],
    to: generation(want.version),
  }),
  prove: (_facts, kept) => [step('toy.rehearse', `start ${kept.version} on a private port`)],
  cutover: (_facts, to) => ({
    around: [step('toy.silence', 'silence the alarms')],
    cutover: [step('toy.point', `point to ${to.version}`), answers],
    cleanup: [step('toy.retire', 'end the old one', 'never')],
    evidence: ['/srv/toy/error.log'],
    expects: { darkMs: 0, notes: [] },
  }),
  verify: (_facts, to) => ({
    trial: [],
    probes: [
      probe(`identity ${to.version}`, 'outage'),
      probe('api', 'partial'),
      probe('latency', 'slow', { compare: { atMost: { times: 4, floor: 8 } } }),
      probe('log', 'noisy', { compare: { nothingNew: true } }),
    ],
  }),
}) as unknown as Component<never, Json>;

export const record = (good: string, previous: string | null): LastGood => ({
  good: toy.way(null as never, generation(good)),
  previous: previous === null ? null : toy.way(null as never, generation(previous)),
});

/** A plan as sentences: part by part, what is done and where a ready way leads. */
export function told(plan: Plan): string {
  const say = (item: Item): string => {
    if (item.kind === 'gate') return `${item.id}? ${item.title}`;
    const { record: kept } = item.args as { record?: LastGood };
    const ways = kept === undefined ? '' : `, before it ${kept.previous?.generation.version ?? 'nothing'}`;
    return `${item.id}: ${item.title}${ways}${item.undoes === 'never' ? '' : ' (undone on the way back)'}`;
  };
  const parts = ['guard', 'prepare', 'around', 'backup', 'cutover', 'trial', 'cleanup'] as const;
  return [
    `${plan.command} ${plan.component} ${plan.from} → ${plan.to}`,
    ...parts.flatMap((part) => plan[part].map((item) => `${part.padEnd(8)}${say(item)}`)),
    `forward ${plan.probes.forward.map(({ id }) => id).join(', ') || 'nothing is asked'}`,
    `back    ${plan.probes.back.map(({ id }) => id).join(', ') || 'nothing is asked'}`,
    `${plan.confirmWithin === null ? '' : `confirm within ${plan.confirmWithin} ms, `}soak ${plan.soak} ms`,
    ...plan.expects.notes.map((note) => `note    ${note}`),
  ].join('\n');
}

/** Stamps bodies one second apart. */
export const stamped = (bodies: readonly EntryBody[]): readonly Entry[] =>
  bodies.map((body, index) => ({
    n: index + 1,
    at: new Date(Date.UTC(2026, 0, 2, 3, 4, 5 + index)).toISOString(),
    mono: 1_000 * index,
    boot: 'b',
    owner: 1,
    ...body,
  }));
