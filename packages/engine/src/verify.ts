import {
  emptyTally,
  foldRun,
  judge,
  MaintError,
  type Plan,
  type Probe,
  redProbe,
  type Tally,
  tallied,
  type Verdict,
  verdictOf,
  wasGreen,
} from '@flatnet-maint/core';
import { ask } from './baseline.ts';
import { heed, type Running, write } from './run.ts';
import { t } from './texts.ts';

/**
 * Asks the probes until the verdict is certain. Only changes of verdict are journaled. Forward: all pass and stay passed
 * for the soak; a certain miss throws, which turns the run round; one that may be red (isBorne) is reported only. Back: the old version answers, else stuck; a probe that
 * was already red before the change is reported, not required.
 */
export async function verify(running: Running, plan: Plan, direction: 'forward' | 'back'): Promise<void> {
  const { baseline } = foldRun(running.record.entries);
  const probes = direction === 'forward' ? plan.probes.forward : plan.probes.back;
  const required = probes.filter(
    (probe) => baseline === null || wasGreen(baseline[probe.id]) || (direction === 'forward' && !isBorne(plan, probe)),
  );
  const limit = direction === 'forward' ? plan.limits.verify + plan.soak : plan.limits.back;
  const soak = direction === 'forward' ? plan.soak : 0;
  const tallies = new Map<string, Tally>();
  const shown = new Map<string, Verdict>();
  const due = new Map<string, number>(probes.map((probe) => [probe.id, 0]));
  const began = running.clock.now();
  for (;;) {
    for (const probe of probes) {
      if ((due.get(probe.id) ?? 0) > running.clock.now()) continue;
      if (running.clock.now() - began > limit) break;
      const { answer, why } = await ask(running, probe);
      const verdict = verdictOf(probe, baseline?.[probe.id], answer);
      tallies.set(probe.id, tallied(tallies.get(probe.id) ?? emptyTally, verdict, running.clock.now()));
      due.set(probe.id, running.clock.now() + probe.every);
      if (shown.get(probe.id) !== verdict) {
        shown.set(probe.id, verdict);
        write(running, {
          type: 'verdict',
          direction,
          id: probe.id,
          verdict,
          detail: why,
          value: answer?.value ?? null,
        });
      }
      running.onTick(`${probe.id}: ${t(`verdict-${verdict}`, { why })}`);
      heed(running);
      if (direction === 'forward' && judge(required, tallies, soak, running.clock.now()) === 'back')
        throw missed(running, required, tallies, (names) => t('probes-failed', { probes: names }));
    }
    const now = running.clock.now();
    // On the way back misses end nothing: the old version may be coming up, and only the limit ends that wait.
    if (judge(required, tallies, soak, now) === 'commit') break;
    if (now - began > limit)
      throw missed(running, required, tallies, (names) => t('probes-late', { probes: names, limit }));
    const next = Math.min(...probes.map((probe) => due.get(probe.id) ?? 0));
    await running.turn.rest((time) => running.clock.sleep(time), Math.max(10, next - now));
  }
  write(running, {
    type: 'verified',
    direction,
    detail: t('all-passed', { required: required.length, probes: probes.length }),
  });
}

/**
 * What was red before the change is reported, not required after it, when that was accepted by name, and on a rollback:
 * it tells nothing against the old version, and going back to the one that is being left helps nobody. Not so the worst
 * kind: a target that cannot be seen answering is never committed.
 */
const isBorne = ({ command, accepted }: Plan, { id, severity }: Probe): boolean =>
  severity !== 'outage' && (command === 'rollback' || accepted.some((one) => one.id === redProbe(id)));

function missed(
  running: Running,
  probes: readonly Probe[],
  tallies: ReadonlyMap<string, Tally>,
  said: (probes: string) => string,
): MaintError {
  const bad = probes.filter((probe) => (tallies.get(probe.id) ?? emptyTally).misses > 0);
  const now = running.clock.now();
  const since = Math.min(now, ...bad.map((probe) => tallies.get(probe.id)?.missingSince ?? now));
  const error = new MaintError(
    'E_VERIFY_FAILED',
    said(bad.map((probe) => probe.id).join(', ') || t('verification')),
    'flatnet-maint show',
  );
  const failing = new Date(running.clock.wall().getTime() - (now - since)).toISOString();
  return Object.assign(error, { failing });
}
