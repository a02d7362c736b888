import {
  type Checked,
  foldRun,
  type Host,
  type Json,
  type Lent,
  MaintError,
  type Millis,
  type Step,
} from '@flatnet-maint/core';
import { Superseded } from './errors.ts';
import { heed, isKilled, type Running, write } from './run.ts';
import { t } from './texts.ts';

/** After commit there is no way back that would mend it, so a step is tried this often before it is left over. */
const triesAfterCommit = 3;

/** capture → `doing` on disk → do → check until done → `done`. After commit do() may run twice, from what was saved first. */
export async function doStep(running: Running, step: Step): Promise<void> {
  const began = running.clock.now();
  const tries = foldRun(running.record.entries).committed ? triesAfterCommit : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await tryStep(running, step);
      break;
    } catch (error) {
      const isOver = running.clock.now() - began >= step.limits.do;
      if (attempt >= tries || isOver || isKilled(error) || error instanceof Superseded) throw error;
      write(running, {
        type: 'note',
        text: t('try-failed', { step: step.id, attempt, why: (error as Error).message }),
      });
      await running.clock.sleep(250 * attempt);
    }
  }
  write(running, { type: 'done', id: step.id, took: Math.round(running.clock.now() - began) });
}

async function tryStep(running: Running, step: Step): Promise<void> {
  const action = running.registry.action(step.action);
  const known = foldRun(running.record.entries).begun.get(step.id);
  let saved: Json;
  if (known === undefined) {
    saved = await lending(running, step, step.limits.capture, (host) =>
      action.capture(step.args, host, running.record.keep),
    );
    write(running, { type: 'doing', id: step.id, saved });
  } else saved = known;
  await lending(running, step, step.limits.do, async (host) => {
    const told = await action.do(step.args, saved, host);
    if (typeof told === 'string') write(running, { type: 'note', text: told, told: true });
    await until(running, step, host, 'done', () => action.check(step.args, saved, host));
  });
}

/**
 * Undone from wherever it stands, any number of times; tries again inside its limit, for a first try may meet a busy file
 * or a host that does not answer yet.
 */
export async function undoStep(running: Running, step: Step, saved: Json): Promise<void> {
  const action = running.registry.action(step.action);
  const began = running.clock.now();
  write(running, { type: 'undoing', id: step.id });
  await lending(running, step, step.limits.undo, async (host) => {
    const check = () => action.check(step.args, saved, host);
    let cause: unknown = null;
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (is(await check(), 'undone')) return;
        if (action.undo === undefined) throw oneWay(step);
        const told = await action.undo(step.args, saved, host);
        if (typeof told === 'string') write(running, { type: 'note', text: told, told: true });
        await until(running, step, host, 'undone', check);
        return;
      } catch (error) {
        if (isKilled(error) || (error as MaintError).code === 'E_STEP_ONE_WAY') throw error;
        // At the limit every call fails with the limit; what failed before it is the better reason.
        if (running.clock.now() - began >= step.limits.undo) throw cause ?? error;
        cause = error;
        running.turn.heed();
        write(running, {
          type: 'note',
          text: t('undo-failed', { step: step.id, attempt, why: (error as Error).message }),
        });
        await running.clock.sleep(Math.min(250 * attempt, 2_000));
      }
    }
  });
  write(running, { type: 'undone', id: step.id, took: Math.round(running.clock.now() - began) });
}

const oneWay = (step: Step): MaintError =>
  new MaintError('E_STEP_ONE_WAY', t('one-way', { step: step.id }), t('human-must-look'));

/** Polls check() until it says what is wanted; the lend's limit ends the wait. "Could not ask" is no answer, but a try (A8). */
async function until(
  running: Running,
  step: Step,
  host: Host,
  want: 'done' | 'undone',
  check: () => Promise<Checked>,
): Promise<void> {
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
    let said = '';
    try {
      const now = await check();
      if (is(now, want)) return;
      if (now === 'foreign' && want === 'done') throw foreign(step);
      said = t(`is-${now}`);
    } catch (error) {
      if (isKilled(error) || (error as MaintError).code === 'E_STEP_FOREIGN') throw error;
      said = t('not-asked', { why: (error as Error).message });
    }
    heed(running);
    await host.sleep(pause).catch((over) => {
      if (isKilled(over) || (over as MaintError).code !== 'E_LIMIT') throw over;
      const message = t(`not-${want}`, { step: step.id, said });
      throw new MaintError('E_LIMIT', message, 'flatnet-maint status', { cause: over });
    });
  }
}

const is = (now: Checked, want: 'done' | 'undone'): boolean => now === want || now === 'either';

const foreign = (step: Step): MaintError =>
  new MaintError('E_STEP_FOREIGN', t('step-foreign', { step: step.id }), 'flatnet-maint status');

/** Lends a host for one deed, bound to its limit; whatever it started is ended before the next move. */
export async function lending<T>(
  running: Running,
  item: { host: string; id: string },
  limit: Millis,
  deed: (host: Host) => Promise<T>,
): Promise<T> {
  const lent: Lent = running.hosts.lend(item.host, limit, running.record.id);
  running.turn.holds(lent);
  try {
    return await deed(lent.host);
  } finally {
    running.turn.holds(null);
    await lent.release();
  }
}
