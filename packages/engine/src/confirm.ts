import { foldRun, MaintError, type Millis, type Plan, type Probe } from '@flatnet-maint/core';
import { ask } from './baseline.ts';
import { type Running, write } from './run.ts';
import { t } from './texts.ts';

const look: Millis = 200;
const perAsk: Millis = 5_000;

/**
 * A lawful wait: the way back begins by itself when nobody confirms in time. Somebody is a human, or whoever answers one of
 * the plan's questions. Its time is that of the clock that nobody sets, so that a jump of the other neither ends nor prolongs it.
 */
export async function awaitConfirm(running: Running, plan: Plan, within: Millis): Promise<void> {
  const { clock, record, turn } = running;
  const began = clock.now();
  const left = () => within - (clock.now() - began);
  const state = foldRun(record.entries);
  const until = state.waiting ?? new Date(clock.wall().getTime() + within).toISOString();
  if (state.waiting === null) write(running, { type: 'waiting', until });
  const asked = (plan.confirmedBy ?? []).map((probe) => ({ probe, due: began, inRow: 0 }));
  for (;;) {
    if (turn.asked !== null) return;
    const order = record.orders()[0];
    if (order !== undefined) {
      write(running, { type: 'ordered', order, by: `flatnet-maint ${order}` });
      return;
    }
    // Only now: an order may have been put in time while a peer was asked.
    if (left() <= 0) break;
    const due = asked.filter((one) => one.due <= clock.now()).toSorted((a, b) => a.due - b.due)[0];
    if (due === undefined) {
      running.onTick(t('waiting-confirm', { until }));
      await clock.sleep(Math.min(look, left()));
      continue;
    }
    const { passed, why } = await answerOf(running, due.probe, left());
    due.due = clock.now() + due.probe.every;
    due.inRow = passed ? due.inRow + 1 : 0;
    // Somebody may have sent it back meanwhile, and what comes too late confirms nothing.
    if (turn.asked !== null || record.orders().includes('abort') || left() <= 0) continue;
    if (due.inRow < due.probe.passes) continue;
    write(running, { type: 'ordered', order: 'confirm', by: t('confirmed-by', { probe: due.probe.id, why }) });
    return;
  }
  throw new MaintError('E_CONFIRM_ABSENT', t('confirm-absent', { until }), 'flatnet-maint show');
}

/** Asked for no longer than the wait lasts. */
async function answerOf(running: Running, probe: Probe, left: Millis): Promise<{ passed: boolean; why: string }> {
  const { answer, why } = await ask(running, { ...probe, limit: Math.min(probe.limit ?? perAsk, left) });
  running.onTick(`${probe.id}: ${t(`verdict-${answer === null ? 'unknown' : answer.ok ? 'pass' : 'fail'}`, { why })}`);
  return { passed: answer?.ok === true, why };
}
