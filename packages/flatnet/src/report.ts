import {
  type Entry,
  foldRun,
  type Outcome,
  type Plan,
  type RunState,
  type Severity,
  type Verdict,
} from '@flatnet-maint/core';
import type { RunReport } from './house.ts';
import { t } from './texts.ts';

/** The report of a run, read from its journal and from nothing else. */
export function reportOf(entries: readonly Entry[], journal: string): RunReport {
  const state = foldRun(entries);
  const { plan, failure } = state;
  const first = entries[0] as Entry;
  const last = entries.at(-1) as Entry;
  const leftovers = [...state.leftovers].map(([id, message]) => `${id}: ${message}`);
  const told = entries.flatMap((entry) => (entry.type === 'note' && entry.told === true ? [entry.text] : []));
  const now = outcomeOf(state);
  const outcome = now === 'open' ? 'waiting' : now;
  const why = state.stuckAt ?? failure ?? (outcome === 'stuck' ? unproven(leftovers) : null);
  const error =
    why !== null && outcome !== 'committed'
      ? { code: why.code, message: why.message, next: next(outcome, why.next, plan) }
      : null;
  return {
    run: plan.id,
    command: plan.command,
    component: plan.component,
    from: plan.from,
    to: plan.to,
    outcome,
    startedAt: first.at,
    endedAt: state.closed === null ? null : last.at,
    darkMs: darkOf(entries),
    rollbackMs: rollbackOf(entries),
    probes: verdictsOf(entries),
    leftovers,
    ...(told.length === 0 ? {} : { told: [...new Set(told)] }),
    accepted: plan.accepted,
    journal,
    ...(error === null ? {} : { error }),
  };
}

/** How a run ended, or how it stands. */
export function outcomeOf(state: RunState): Outcome | 'open' | 'waiting' {
  const { plan, closed, leftovers, waiting, goesBack, committed } = state;
  // An emergency has no way back; one of its steps that failed means that a human is needed.
  const told = new Set(plan.cleanup.flatMap((item) => (item.kind === 'gate' && item.tells === true ? [item.id] : [])));
  const failed = [...leftovers.keys()].some((id) => !told.has(id));
  if (plan.command === 'emergency' && closed === 'committed' && failed) return 'stuck';
  return closed ?? (waiting !== null && !goesBack && !committed ? 'waiting' : 'open');
}

const unproven = (leftovers: readonly string[]) => ({
  code: 'E_EMERGENCY_UNPROVEN',
  message: t('emergency-unproven', { leftovers: leftovers.join('; ') }),
  next: '',
});

function next(outcome: RunReport['outcome'], own: string, { id: run, component, command }: Plan): string {
  // It was gone to its end and is closed: there is nothing to resume, and once more would be the same.
  if (outcome === 'stuck' && command === 'emergency') return t('unproven-next', { run });
  if (outcome === 'stuck') return t('stuck-next', { run, component });
  // Who threw it did not know the run's name.
  return own === '' || own === 'flatnet-maint show' ? `flatnet-maint show ${run}` : own;
}

/** From the first failing sign to the old version verified. */
function rollbackOf(entries: readonly Entry[]): number | null {
  const failed = entries.find(
    (entry) =>
      entry.type === 'failed' || (entry.type === 'ordered' && entry.order === 'abort') || entry.type === 'resumed',
  );
  const verified = entries.findLast((entry) => entry.type === 'verified' && entry.direction === 'back');
  if (failed === undefined || verified === undefined) return null;
  return Date.parse(verified.at) - Date.parse(failed.type === 'failed' ? failed.failing : failed.at);
}

/** From the stop of the old to the start of the new version, where a plan has both; a handover is measured from outside. */
function darkOf(entries: readonly Entry[]): number | null {
  const stop = entries.find((entry) => entry.type === 'doing' && entry.id.endsWith('stop'));
  const start = entries.find((entry) => entry.type === 'done' && /(^|[.-])start$/.test(entry.id));
  return stop === undefined || start === undefined ? null : Date.parse(start.at) - Date.parse(stop.at);
}

function verdictsOf(entries: readonly Entry[]): RunReport['probes'] {
  const { plan } = foldRun(entries);
  const severity = new Map<string, Severity>(
    [...plan.probes.forward, ...plan.probes.back].map((probe) => [probe.id, probe.severity]),
  );
  const last = new Map<string, { verdict: Verdict; detail: string }>();
  for (const entry of entries)
    if (entry.type === 'verdict') last.set(entry.id, { verdict: entry.verdict, detail: entry.detail });
  return [...last].map(([id, { verdict, detail }]) => ({
    id,
    severity: severity.get(id) ?? 'outage',
    verdict,
    detail,
  }));
}
