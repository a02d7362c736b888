import { type Answer, describeError, type Gate, MaintError } from '@flatnet-maint/core';
import { heed, isKilled, type Running, write } from './run.ts';
import { lending } from './step.ts';
import { t } from './texts.ts';

/** Asks until it passed `passes` times in a row, or its limit is over. Changes nothing. */
export async function passGate(running: Running, gate: Gate): Promise<void> {
  const inquiry = running.registry.inquiry(gate.ask.inquiry);
  const began = running.clock.now();
  let inRow = 0;
  let last = t('never-answered');
  let answered = false;
  /** When the present run of misses began, for rollbackMs. */
  let failing: string | null = null;
  await lending(running, gate, gate.limit, async (host) => {
    for (;;) {
      let answer: Answer | null = null;
      try {
        answer = await inquiry.ask(gate.ask.args, host);
        last = answer.detail;
        answered = true;
      } catch (error) {
        if (isKilled(error)) throw error;
        // At the limit every question is cut short; what was answered before it is the better reason.
        const isCut = running.clock.now() - began >= gate.limit && answered;
        if (!isCut) last = t('not-asked', { why: describeError(error).message });
      }
      const passed = answer?.ok === true;
      inRow = passed ? inRow + 1 : 0;
      failing = passed ? null : (failing ?? running.clock.wall().toISOString());
      running.onTick(`${gate.id}: ${last}`);
      if (inRow >= gate.passes) break;
      if (answer?.final === true && !answer.ok) throw closed(gate, last, failing);
      const left = gate.limit - (running.clock.now() - began);
      if (left <= gate.every) throw closed(gate, last, failing);
      heed(running);
      await running.turn.rest((time) => host.sleep(time), gate.every);
    }
  });
  write(running, { type: 'passed', id: gate.id, detail: last, took: Math.round(running.clock.now() - began) });
}

function closed(gate: Gate, last: string, failing: string | null): MaintError {
  const error = new MaintError(
    'E_GATE_CLOSED',
    t('gate-closed', { title: gate.title, last: last.replace(/\.$/, '') }),
    'flatnet-maint show',
  );
  return failing === null ? error : Object.assign(error, { failing });
}
