import { type DeadManArgs, deadMan, keepLastGood, recordGeneration, recordLeft } from '@flatnet-maint/actions';
import {
  type Accepted,
  type Change,
  type Component,
  compareVersions,
  digestOf,
  type Gate,
  type Generation,
  type Json,
  type Millis,
  type Plan,
  type Probe,
  type RunPlace,
  redProbe,
  type Step,
  type Way,
} from '@flatnet-maint/core';
import type { Tool } from './house.ts';
import { t } from './texts.ts';

/** What stands in `<state>/last-good/<component>.json`: the way to the newest proven generation, and to the one before it. */
export interface LastGood {
  readonly good: Way;
  readonly previous: Way | null;
}

const verifyLimit = 60_000;
const backLimit = 30_000;

export interface Composing {
  readonly component: Component<never, Json>;
  readonly facts: Json;
  readonly place: RunPlace;
  readonly tool: Tool;
  readonly lastGood: LastGood | null;
  readonly accepted: readonly Accepted[];
}

/** An upgrade, a change of configuration, or a return to a kept generation: all are one change, verified the same way. */
export function composeChange(
  from: Composing,
  change: Change,
  how: { command: 'upgrade' | 'rollback' | 'config'; soak: Millis; confirmWithin: Millis | null },
): Plan {
  const { component, facts, place } = from;
  const leaving = component.live(facts);
  const { good, previous } = waysOf(from, leaving);
  const isForward = compareVersions(change.to.version, leaving.version) > 0;
  const verifying = component.verify(facts, change.to, place);
  const coming = component.verify(facts, leaving, place);
  const probes = { forward: verifying.probes, back: coming.probes.filter(mustBeBack) };
  return {
    ...bare(from, how.command),
    from: leaving.version,
    to: change.to.version,
    prepare: change.prepare,
    around: change.around,
    backup: [
      ...component.backup(facts, place),
      ...(good === null ? [] : [lastGoodStep(from, 'before', { good, previous })]),
    ],
    cutover: change.cutover,
    trial: verifying.trial,
    probes,
    green: how.command !== 'rollback' ? mustBeGreen([...probes.forward, ...probes.back], from.accepted) : [],
    limits: { verify: verifying.within ?? verifyLimit, back: coming.within ?? backLimit },
    soak: how.soak,
    confirmWithin: how.confirmWithin,
    // Nobody is asked where nothing waits for the answer.
    ...(how.confirmWithin === null || verifying.confirmedBy === undefined
      ? {}
      : { confirmedBy: verifying.confirmedBy }),
    cleanup: [
      lastGoodStep(from, 'after', {
        good: component.way(facts, change.to),
        // What a rollback to an older version left behind is not what an emergency should return to.
        previous:
          good === null ? beside(from.lastGood, change.to) : how.command !== 'rollback' || isForward ? good : null,
      }),
      ...(good === null ? [] : [recordLeaving(from, leaving)]),
      ...change.cleanup,
      // Last: the old build may write in its tree until it has finished what it had.
      ...(good === null ? [] : [leftStep(from, leaving, t('record-left', { id: leaving.id }))]),
    ],
    expects: withUnkept(from, change.expects),
    evidence: change.evidence,
  };
}

/**
 * The way to what is live now, and to the good one before it. null = nothing is live: that can be left, and not gone back to,
 * and the ready way that there is must outlive it.
 */
function waysOf({ component, facts, lastGood }: Composing, leaving: Generation) {
  return {
    good: leaving.digest === '' ? null : component.way(facts, leaving),
    previous: beside(lastGood, leaving),
  };
}

/** The newest good one that is not this one. */
const beside = (lastGood: LastGood | null, { id }: Generation): Way | null =>
  lastGood?.good.generation.id === id ? lastGood.previous : (lastGood?.good ?? null);

/** The old version is back when it works; how fast and how quiet it is in that moment also tells of the one that just left. */
const mustBeBack = (probe: Probe): boolean => probe.severity === 'outage' || probe.severity === 'partial';

/** A rollback never asks for green: what is ill is why one goes back. */
const mustBeGreen = (probes: readonly Probe[], accepted: readonly Accepted[]): readonly string[] => {
  const borne = new Set(accepted.map(({ id }) => id));
  return [...new Set(probes.map(({ id }) => id))].filter((id) => !borne.has(redProbe(id)));
};

/** What the snapshot of a plan does not hold is said in the plan. */
function withUnkept({ component, facts, place }: Composing, expects: Change['expects']): Change['expects'] {
  const notes = component.unkept?.(facts, place).notes ?? [];
  return { ...expects, notes: [...expects.notes, ...notes] };
}

/**
 * A backup alone: snapshot, last good, and nothing live changes. `isRecorded`: the live generation has a record, which
 * learns what it holds now. `isWell`: it works, so that a way back may lead to it.
 */
export function composeBackup(from: Composing, { isRecorded = false, isWell = true } = {}): Plan {
  const { component, facts, place } = from;
  const leaving = component.live(facts);
  const { good, previous } = waysOf(from, leaving);
  return {
    ...bare(from, 'backup'),
    from: leaving.version,
    to: null,
    backup: [
      ...component.backup(facts, place),
      ...(isRecorded ? [leftStep(from, leaving, t('record-present', { id: leaving.id }))] : []),
      ...(good === null || !isWell ? [] : [lastGoodStep(from, 'before', { good, previous })]),
    ],
    expects: withUnkept(from, { darkMs: 0, notes: [] }),
  };
}

/** Trial and probes, journaled. Probes that compare with before have no before here; they are named, not passed. */
export function composeVerify(from: Composing): Plan {
  const { trial, probes } = from.component.verify(from.facts, from.component.live(from.facts), from.place);
  const asked = probes.filter((probe) => probe.compare === undefined);
  const left = probes.filter((probe) => probe.compare !== undefined).map((probe) => probe.id);
  const notes = left.length === 0 ? [] : [t('not-compared', { probes: left.join(', ') })];
  return { ...bare(from, 'verify'), trial, probes: { forward: asked, back: [] }, expects: { darkMs: 0, notes } };
}

/** Forward only: everything is cleanup, so that whoever resumes it finishes it. `tells`: what is asked last of what stands beside. */
export function composeEmergency(
  component: string,
  way: Way,
  tool: Tool,
  place: RunPlace,
  record: LastGood,
  tells: readonly Gate[] = [],
): Plan {
  const plain = emptyPlan(place.id, 'emergency', component, [guardStep(tool, place, 'local')]);
  const keep = keepStep(place, component, 'local', 'after', record);
  return { ...plain, to: way.generation.version, cleanup: [...way.cutover, keep, ...tells] };
}

/** A plan of nothing but its guard. */
export function bare(from: Composing, command: Plan['command']): Plan {
  const { component, facts, place, tool, accepted } = from;
  const plan = emptyPlan(place.id, command, component.id, [guardStep(tool, place, hostOf(facts))]);
  return { ...plan, facts: digestOf(facts), accepted };
}

function emptyPlan(id: string, command: Plan['command'], component: string, guard: readonly Step[]): Plan {
  return {
    id,
    command,
    component,
    from: null,
    to: null,
    facts: '',
    guard,
    prepare: [],
    around: [],
    backup: [],
    cutover: [],
    trial: [],
    probes: { forward: [] as readonly Probe[], back: [] as readonly Probe[] },
    soak: 0,
    confirmWithin: null,
    cleanup: [],
    limits: { verify: verifyLimit, back: backLimit },
    expects: { darkMs: 0, notes: [] },
    evidence: [],
    accepted: [],
  };
}

export const hostOf = (facts: Json): string => (facts as { host?: string }).host ?? 'local';

/** The dead-man of a state folder: what arms it and what disarms it must mean the same service. */
export function deadManOf(tool: Tool, state: string): DeadManArgs {
  const name = state === usualState ? 'flatnet-maint-guard' : `flatnet-maint-guard-${digestOf(state).slice(0, 8)}`;
  const argv: [string, ...string[]] = [tool.node, tool.cli, 'deadman', '--state', state];
  return { name, argv, env: { FLATNET_MAINT_STATE: state }, marker: `${state}/dead-man.json` };
}

function guardStep(tool: Tool, place: RunPlace, host: string): Step {
  const args = deadManOf(tool, place.state);
  return {
    kind: 'step',
    id: 'run.dead-man',
    title: t('arm-dead-man', { service: args.name }),
    host,
    action: deadMan.name,
    args,
    limits: { capture: 5_000, do: 15_000, undo: 15_000 },
    undoes: 'never',
  };
}

/** Fixed, so that an emergency needs no site file to find it. */
export const usualState = '/var/lib/flatnet-maint';

export const lastGoodStep = (from: Composing, when: 'before' | 'after', record: LastGood): Step =>
  keepStep(from.place, from.component.id, hostOf(from.facts), when, record);

function keepStep(place: RunPlace, component: string, host: string, when: 'before' | 'after', record: LastGood): Step {
  return {
    kind: 'step',
    id: `${component}.last-good-${when}`,
    title: t('write-ready-way', { generation: record.good.generation.id }),
    host,
    action: keepLastGood.name,
    args: { state: place.state, component, record: record as unknown as Json },
    limits: { capture: 5_000, do: 10_000, undo: 1_000 },
    undoes: 'never',
  };
}

/** The version that was left becomes a generation that can be returned to. */
function recordLeaving(from: Composing, leaving: Generation): Step {
  return {
    kind: 'step',
    id: `${from.component.id}.record-leaving`,
    title: t('record-generation', { generation: leaving.id }),
    host: hostOf(from.facts),
    action: recordGeneration.name,
    args: { state: from.place.state, generation: leaving as unknown as Json },
    limits: { capture: 5_000, do: 30_000, undo: 1_000 },
    undoes: 'never',
  };
}

/** Edited while it was live or not: what it holds now is what a return to it means to find. */
function leftStep({ component, facts, place }: Composing, generation: Generation, title: string): Step {
  return {
    kind: 'step',
    id: `${component.id}.record-left`,
    title,
    host: hostOf(facts),
    action: recordLeft.name,
    args: { state: place.state, generation: generation as unknown as Json, run: place.id },
    limits: { capture: 5_000, do: 60_000, undo: 1_000 },
    undoes: 'never',
  };
}
