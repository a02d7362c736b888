import type { Entry, EntryBody, Gate, Plan, Probe, Step } from '@flatnet-maint/core';

/* Journals as the engine writes them, made by hand: one small upgrade and four ways it can end. */

const step = (id: string, title: string, undoes: Step['undoes'] = 'exactly'): Step => ({
  kind: 'step',
  id,
  title,
  host: 'local',
  action: `${id}@1`,
  args: {},
  limits: { capture: 1_000, do: 9_000, undo: 5_000 },
  undoes,
});
const gate: Gate = {
  kind: 'gate',
  id: 'gateway.test',
  title: 'nginx -t with the new build',
  host: 'local',
  ask: { inquiry: 'nginx-test', args: {} },
  passes: 1,
  every: 100,
  limit: 10_000,
};
const probe = (id: string, severity: Probe['severity']): Probe => ({
  id,
  host: 'local',
  severity,
  ask: { inquiry: 'http', args: {} },
  every: 500,
  passes: 3,
  fails: 2,
});

export const plan: Plan = {
  id: '20260102-030405-abcd',
  command: 'upgrade',
  component: 'gateway',
  from: '1.25.3',
  to: '1.26.3',
  facts: 'f'.repeat(64),
  guard: [step('guard.arm', 'arm the dead-man')],
  prepare: [step('gateway.unpack', 'unpack 1.26.3'), gate],
  around: [step('gateway.drain', 'let long requests end')],
  backup: [step('gateway.backup', 'keep configuration and routes', 'never')],
  cutover: [step('gateway.swap', 'point live at 1.26.3'), step('gateway.start', 'start the new master')],
  trial: [],
  probes: { forward: [probe('site', 'outage'), probe('api', 'partial')], back: [probe('site', 'outage')] },
  soak: 30_000,
  confirmWithin: null,
  cleanup: [step('gateway.retire', 'end the old master', 'never')],
  limits: { verify: 60_000, back: 20_000 },
  expects: { darkMs: 0, notes: ['routes are carried by the boot file'] },
  evidence: [],
  accepted: [],
};

/** Stamps bodies one second apart. */
export function stamped(bodies: readonly EntryBody[]): readonly Entry[] {
  return bodies.map((body, n) => ({
    n,
    at: new Date(Date.UTC(2026, 0, 2, 3, 4, 5 + n)).toISOString(),
    mono: n * 1_000,
    boot: 'boot-1',
    owner: 1,
    ...body,
  }));
}

const opened: EntryBody = { type: 'opened', plan, tool: '0.1.0', node: '/node', cli: '/cli' };
const phase = (name: 'prepare' | 'do' | 'check' | 'done', note: string): EntryBody => ({
  type: 'phase',
  phase: name,
  note,
});
const did = (id: string): readonly EntryBody[] => [
  { type: 'doing', id, saved: null },
  { type: 'done', id, took: 120 },
];
const undid = (id: string): readonly EntryBody[] => [
  { type: 'undoing', id },
  { type: 'undone', id, took: 80 },
];
const verdict = (id: string, is: 'pass' | 'fail' | 'unknown', detail: string): EntryBody => ({
  type: 'verdict',
  direction: 'forward',
  id,
  verdict: is,
  detail,
  value: null,
});
const failed = (code: string, message: string, id: string | null): EntryBody => ({
  type: 'failed',
  code,
  message,
  next: 'Look at it.',
  id,
  failing: '2026-01-02T03:04:30.000Z',
});

const prepared: readonly EntryBody[] = [
  opened,
  phase('prepare', 'nothing live changes'),
  ...did('guard.arm'),
  ...did('gateway.unpack'),
];
const tested: EntryBody = { type: 'passed', id: 'gateway.test', detail: 'syntax is ok', took: 40 };
const cutOver: readonly EntryBody[] = [
  ...prepared,
  tested,
  phase('do', 'the live system changes from here on'),
  { type: 'rechecked', facts: 'f' },
  ...did('gateway.drain'),
  ...did('gateway.backup'),
  { type: 'baseline', answers: { site: [], api: [] } },
  ...did('gateway.swap'),
];

export const committed = stamped([
  ...cutOver,
  ...did('gateway.start'),
  phase('check', 'is it what we wanted?'),
  verdict('site', 'pass', '1.26.3 answers'),
  verdict('api', 'pass', '3 routes'),
  { type: 'verified', direction: 'forward', detail: 'all probes passed for 30 s' },
  { type: 'committed' },
  phase('done', 'committed; the way is forward only'),
  ...did('gateway.retire'),
  ...undid('gateway.drain'),
  ...undid('guard.arm'),
  { type: 'closed', outcome: 'committed' },
]);

export const rolledBack = stamped([
  ...cutOver,
  ...did('gateway.start'),
  phase('check', 'is it what we wanted?'),
  verdict('site', 'pass', '1.26.3 answers'),
  verdict('api', 'fail', '502 from /api/status'),
  failed('E_PROBE_FAILED', 'api failed twice: 502 from /api/status', null),
  ...undid('gateway.start'),
  ...undid('gateway.swap'),
  { type: 'verified', direction: 'back', detail: '40 of 40 are 1.25.3' },
  phase('done', 'the old version serves'),
  ...undid('gateway.drain'),
  ...undid('gateway.unpack'),
  ...undid('guard.arm'),
  { type: 'closed', outcome: 'rolled-back' },
]);

export const stuck = stamped([
  ...cutOver,
  { type: 'doing', id: 'gateway.start', saved: null },
  failed('E_LIMIT', 'the new master did not start within 9 s', 'gateway.start'),
  ...undid('gateway.start'),
  { type: 'undoing', id: 'gateway.swap' },
  failed('E_HOST_EROFS', 'read-only file system', 'gateway.swap'),
  ...undid('gateway.drain'),
  ...undid('guard.arm'),
  { type: 'closed', outcome: 'stuck' },
]);

export const refused = stamped([
  ...prepared,
  failed('E_GATE_FAILED', 'nginx: unknown directive "fo\u001b[31mo"', 'gateway.test'),
  phase('done', 'nothing live was changed'),
  ...undid('gateway.unpack'),
  ...undid('guard.arm'),
  { type: 'closed', outcome: 'refused' },
]);
