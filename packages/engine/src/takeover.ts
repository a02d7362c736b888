import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Entry, foldRun, MaintError, moveLimit, type ProcessRef, type RunState } from '@flatnet-maint/core';
import { runDamaged } from './errors.ts';
import {
  allOwners,
  claim,
  lastOwner,
  moment,
  monotonic,
  type Owner,
  openRun,
  type RunFolder,
  readRun,
  takeRun,
  whoseRun,
} from './run-folder.ts';
import type { RunRecord } from './run-record.ts';
import { t } from './texts.ts';
import { waitLeft } from './waiting.ts';

/** What fencing needs of the system that runs us; the host driver has it. */
export interface Fence {
  self(): Promise<ProcessRef>;
  alive(owner: ProcessRef): Promise<boolean>;
  /** SIGKILL, if it is still that process; true = it is gone. */
  end(owner: ProcessRef): Promise<boolean>;
  /** Ends everything that carries the run's mark; the number of processes that could not be ended. */
  sweep(run: string): Promise<number>;
}

const grace = 15_000;
/** An owner that took a run over must have written its first line in this time: it sweeps first. */
const firstLine = 15_000;

/** Dead = owner gone. Hung = no entry for longer than the move's limit and 15 s. A wait that is lawful is neither. */
export async function ownerState(
  state: string,
  id: string,
  fence: Fence,
): Promise<{ owner: Owner | null; is: 'alive' | 'dead' | 'hung' | 'waiting' }> {
  const owner = lastOwner(state, id);
  const { entries, damage } = readRun(state, id);
  const alive = owner !== null && (await fence.alive(owner));
  const last = entries.at(-1);
  if (alive) {
    // Its silence begins with its claim: the last line may be a former owner's, and old.
    const since = Math.max(owner.mono, last !== undefined && last.boot === owner.boot ? last.mono : 0);
    const may = last === undefined || damage !== null ? firstLine : moveLimit(entries);
    return { owner, is: damage === null && monotonic() - since > may + grace ? 'hung' : 'alive' };
  }
  return { owner, is: isWaiting(entries) && !ordered(state, id) ? 'waiting' : 'dead' };
}

/** Verified and waiting for `confirm`, its time not over: a lawful state without an owner. */
function isWaiting(entries: readonly Entry[]): boolean {
  return entries[0]?.type === 'opened' && waits(foldRun(entries)) && (waitLeft(entries, moment()) ?? 0) > 0;
}

const waits = (run: RunState): boolean =>
  run.waiting !== null && !run.confirmed && !run.goesBack && !run.committed && run.closed === null;

const ordered = (state: string, id: string): boolean => fs.readdirSync(join(state, 'runs', id, 'orders')).length > 0;

/**
 * Claims, ends the former owner and everything of its mark, cuts the torn tail, appends `resumed`: only then may anybody
 * act (A12). Refused while the owner lives, unless it is hung or `evenAlive`.
 */
export async function takeOver(
  state: string,
  id: string,
  fence: Fence,
  how: { by: 'operator' | 'dead-man' | 'emergency'; evenAlive?: boolean },
): Promise<RunFolder> {
  const folder = join(state, 'runs', id);
  const { owner, is } = await ownerState(state, id, fence);
  if (is === 'alive' && how.evenAlive !== true) {
    throw new MaintError(
      'E_RUN_OWNED',
      t('run-owned', { pid: owner?.pid ?? '', run: id, since: owner?.since ?? '' }),
      t('abort-sends-back'),
      { exit: 6 },
    );
  }
  const before = readRun(state, id);
  if (before.damage !== null) throw runDamaged(id, before.damage, whoseRun(state, before));
  const number = (owner?.number ?? 0) + 1;
  try {
    claim(folder, number, await fence.self(), how.by);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new MaintError('E_RUN_OWNED', t('other-was-faster', { run: id }), `flatnet-maint show ${id}`, { exit: 6 });
  }
  await fenceOff(state, id, fence, number);
  if (openRun(state) !== id) {
    throw new MaintError('E_RUN_CLOSED', t('run-closed', { run: id }), `flatnet-maint show ${id}`);
  }
  const record = takeRun(state, id, number);
  // Killed before its first line: nothing was begun, so there is nothing to go back from.
  if (record.entries.length === 0) {
    record.finish();
    throw new MaintError('E_RUN_EMPTY', t('run-empty', { run: id }), 'flatnet-maint status');
  }
  takeUp(record, how.by, is === 'hung' ? t('owner-hung') : t('owner-ended'));
  return record;
}

/** The first lines of a new owner: an order that found nobody counts, then the takeover itself. */
export function takeUp(record: RunRecord, by: 'operator' | 'dead-man' | 'emergency', reason: string): void {
  for (const order of record.orders()) {
    const run = foldRun(record.entries);
    if (run.committed || run.goesBack || (order === 'confirm' && !waits(run))) continue;
    record.append({ type: 'ordered', order, by: `flatnet-maint ${order}` });
  }
  const run = foldRun(record.entries);
  const unconfirmed = waits(run) ? `${t('confirm-absent', { until: run.waiting ?? '' })} ` : '';
  record.append({ type: 'resumed', by, reason: `${unconfirmed}${reason}` });
}

/** Ends all owners before number `below` (an earlier one may have outlived its fencing) and everything of the run's mark, or throws. */
async function fenceOff(state: string, id: string, fence: Fence, below: number): Promise<void> {
  const owners = fs.existsSync(join(state, 'runs', id)) ? allOwners(state, id) : [];
  let lives = 0;
  for (const owner of owners) if (owner.number < below && owner.pid !== 0 && !(await fence.end(owner))) lives += 1;
  const left = await fence.sweep(id);
  if (lives + left === 0) return;
  throw new MaintError(
    'E_OWNER_UNKILLABLE',
    t('owner-unkillable', { run: id, count: lives + left }),
    t('look-ps-resume'),
    { exit: 5 },
  );
}

/** Ends an open run without undoing it, because an emergency rollback takes its place; a damaged journal is set aside as evidence. */
export async function supersede(state: string, fence: Fence): Promise<string | null> {
  for (;;) {
    const id = openRun(state);
    if (id === null) return null;
    try {
      const record = await takeOver(state, id, fence, { by: 'emergency', evenAlive: true });
      record.append({ type: 'closed', outcome: 'superseded' });
      record.finish();
      return id;
    } catch (error) {
      const code = (error as MaintError).code;
      if (code === 'E_RUN_EMPTY') return id;
      // Somebody was faster, or it has just ended by itself: look again.
      if (code === 'E_RUN_OWNED' || code === 'E_RUN_CLOSED' || code === 'E_RUN_SUPERSEDED') continue;
      if (code === 'E_OWNER_UNKILLABLE' || isSound(state, id)) throw error;
    }
    await fenceOff(state, id, fence, Number.POSITIVE_INFINITY);
    const journal = join(state, 'runs', id, 'journal');
    if (fs.existsSync(`${journal}.jsonl`)) fs.renameSync(`${journal}.jsonl`, `${journal}.set-aside.jsonl`);
    fs.rmSync(join(state, 'open', 'run'), { force: true });
    return id;
  }
}

function isSound(state: string, id: string): boolean {
  try {
    return readRun(state, id).damage === null;
  } catch {
    return false;
  }
}
