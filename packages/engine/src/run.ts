import {
  describeError,
  type Entry,
  foldRun,
  type Hosts,
  MaintError,
  type Move,
  nextMove,
  type Outcome,
  type Plan,
} from '@flatnet-maint/core';
import { askBaseline } from './baseline.ts';
import type { Clock } from './clock.ts';
import { awaitConfirm } from './confirm.ts';
import { Superseded } from './errors.ts';
import { passGate } from './gate.ts';
import { Leases } from './leases.ts';
import { checkKnown, type Registry } from './registry.ts';
import type { RunRecord } from './run-record.ts';
import { doStep, undoStep } from './step.ts';
import { t } from './texts.ts';
import type { Turn } from './turn.ts';
import { verify } from './verify.ts';

export interface Running {
  readonly record: RunRecord;
  readonly hosts: Hosts;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Digest of inspect()'s facts now; asked again before the first change. */
  readonly facts: () => Promise<string>;
  readonly turn: Turn;
  /** Keeps what a failing generation left, before anything is undone; what it fails with is journaled and changes nothing. */
  readonly keepEvidence: (files: readonly string[]) => Promise<void>;
  readonly onEntry: (entry: Entry) => void;
  readonly onTick: (text: string) => void;
}

/**
 * Runs a record to its close: asks the journal for the next move, makes it, writes it down. Everything that goes wrong
 * before commit is one `failed` line, after which the journal itself asks for the way back.
 * Throws only Superseded, or when the journal can no longer be written: then nothing more is done, and a takeover follows.
 */
export async function run(running: Running): Promise<Outcome> {
  const { record } = running;
  checkKnown(foldRun(record.entries).plan, running.registry);
  const leases = new Leases(running);
  try {
    for (;;) {
      obey(running);
      const move = nextMove(record.entries);
      if (move === null) {
        const { closed } = foldRun(record.entries);
        if (closed === null) throw new Error('no move and not closed');
        if (closed !== 'stuck') record.finish();
        return closed;
      }
      // What is being renewed would come back after it was ended.
      if (move.move === 'undo') await leases.end(move.step.id);
      else if (move.move === 'close') await leases.endAll();
      else leases.tend();
      await make(running, move);
    }
  } finally {
    await leases.endAll();
  }
}

/** Journals an entry and shows it. */
export function write(running: Running, body: Parameters<RunRecord['append']>[0]): Entry {
  const entry = running.record.append(body);
  running.onEntry(entry);
  return entry;
}

/** For long waits: a wish to turn back ends them, and an order to abort is one. Changes nothing on the way back. */
export function heed(running: Running): void {
  if (running.turn.asked === null && running.record.orders().includes('abort')) running.turn.ask('flatnet-maint abort');
  running.turn.heed();
}

/** The death of our own process, as tests stage it: nothing is done any more, not even journaled. */
export const isKilled = (error: unknown): boolean => (error as { killed?: boolean } | null)?.killed === true;

/** Orders and interrupts become journal lines before the next move is chosen. */
function obey(running: Running): void {
  const state = foldRun(running.record.entries);
  if (state.committed || state.goesBack || state.closed !== null) return;
  for (const order of running.record.orders()) write(running, { type: 'ordered', order, by: `flatnet-maint ${order}` });
  if (running.turn.asked !== null && !foldRun(running.record.entries).goesBack) {
    write(running, { type: 'ordered', order: 'abort', by: running.turn.asked });
  }
}

async function make(running: Running, move: Move): Promise<void> {
  const state = foldRun(running.record.entries);
  const forward = !state.goesBack && !state.committed;
  const began = running.clock.wall().toISOString();
  try {
    await (forward ? running.turn.during(() => act(running, move)) : act(running, move));
  } catch (error) {
    if (error instanceof Superseded || isKilled(error)) throw error;
    const id = idOf(move);
    const { code, message, next } = describeError(error);
    // Before commit anything that fails turns the run round; a bracket, or what comes after commit, is left over and said.
    const leftOver = (move.move === 'undo' && move.bracket) || state.committed;
    if (leftOver && id !== null) write(running, { type: 'leftover', id, message: `${message} ${next}`.trim() });
    else {
      const failing = (error as { failing?: string }).failing ?? began;
      write(running, { type: 'failed', code, message, next, id, failing });
      if (forward) await evidence(running, state.plan);
    }
  }
}

async function evidence(running: Running, plan: Plan): Promise<void> {
  const state = foldRun(running.record.entries);
  if (!plan.cutover.some((item) => state.begun.has(item.id))) return;
  try {
    await running.keepEvidence(plan.evidence);
  } catch (error) {
    write(running, { type: 'note', text: t('evidence-not-kept', { why: (error as Error).message }) });
  }
}

function idOf(move: Move): string | null {
  if (move.move === 'do') return move.item.id;
  return move.move === 'undo' ? move.step.id : null;
}

async function act(running: Running, move: Move): Promise<void> {
  const { plan } = foldRun(running.record.entries);
  switch (move.move) {
    case 'phase':
      write(running, { type: 'phase', phase: move.phase, note: move.note });
      return;
    case 'do':
      return move.item.kind === 'gate' ? passGate(running, move.item) : doStep(running, move.item);
    case 'undo':
      return undoStep(running, move.step, move.saved);
    case 'recheck':
      return recheck(running, plan);
    case 'baseline':
      return askBaseline(running, plan);
    case 'verify':
      return verify(running, plan, move.direction);
    case 'confirm':
      return awaitConfirm(running, plan, move.within);
    case 'commit':
      write(running, { type: 'committed' });
      return;
    case 'close':
      write(running, { type: 'closed', outcome: move.outcome });
      return;
  }
}

async function recheck(running: Running, plan: Plan): Promise<void> {
  const facts = await running.facts();
  if (facts !== plan.facts) {
    throw new MaintError(
      'E_FACTS_CHANGED',
      t('facts-changed'),
      // An import has no plan to look at beforehand.
      plan.command === 'dashboards'
        ? t('type-again')
        : t('plan-again', { command: `${plan.command} ${plan.component}` }),
    );
  }
  write(running, { type: 'rechecked', facts });
}
