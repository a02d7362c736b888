import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Entry, foldRun, MaintError, moveLimit, type ProcessRef } from '@flatnet-maint/core';
import { runDamaged } from './errors.ts';
import { claim, lastOwner, type Owner, openRun, type RunFolder, readRun, takeRun } from './run-folder.ts';
import type { RunRecord } from './run-record.ts';

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
const monotonic = (): number => Number(process.hrtime.bigint() / 1_000_000n);

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
    const silent = last !== undefined && last.boot === owner.boot ? monotonic() - last.mono : 0;
    return {
      owner,
      is: damage === null && last !== undefined && silent > moveLimit(entries) + grace ? 'hung' : 'alive',
    };
  }
  return { owner, is: isWaiting(entries) && !ordered(state, id) ? 'waiting' : 'dead' };
}

/** Verified and waiting for `confirm`, its time not over: a lawful state without an owner. */
function isWaiting(entries: readonly Entry[]): boolean {
  if (entries[0]?.type !== 'opened') return false;
  const run = foldRun(entries);
  return (
    run.waiting !== null && !run.confirmed && !run.goesBack && !run.committed && new Date().toISOString() < run.waiting
  );
}

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
      `Process ${owner?.pid} works on run ${id} since ${owner?.since}. Nothing was changed.`,
      'flatnet-maint abort   (sends it back)',
      { exit: 6 },
    );
  }
  const before = readRun(state, id);
  if (before.damage !== null) throw runDamaged(id, before.damage);
  const number = (owner?.number ?? 0) + 1;
  try {
    claim(folder, number, await fence.self(), how.by);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new MaintError(
      'E_RUN_OWNED',
      `Another process was faster in taking run ${id} over.`,
      `flatnet-maint show ${id}`,
      { exit: 6 },
    );
  }
  const ended = owner === null || owner.pid === 0 || (await fence.end(owner));
  const left = await fence.sweep(id);
  if (!ended || left > 0) {
    throw new MaintError(
      'E_OWNER_UNKILLABLE',
      `What the former owner of run ${id} started cannot be ended (${left} processes left). Nothing was done.`,
      'Look with `ps`; when they are gone: flatnet-maint resume',
      { exit: 5 },
    );
  }
  const record = takeRun(state, id, number);
  // Killed before its first line: nothing was begun, so there is nothing to go back from.
  if (record.entries.length === 0) {
    record.finish();
    throw new MaintError(
      'E_RUN_EMPTY',
      `Run ${id} ended before its first entry; nothing was changed. It is closed now.`,
      'flatnet-maint status',
    );
  }
  takeUp(
    record,
    how.by,
    is === 'hung' ? 'The owner wrote nothing for too long.' : 'The owner ended before the run did.',
  );
  return record;
}

/** The first lines of a new owner. */
export function takeUp(record: RunRecord, by: 'operator' | 'dead-man' | 'emergency', reason: string): void {
  record.append({ type: 'resumed', by, reason });
}

/** Ends an open run without undoing it, because an emergency rollback takes its place; a damaged journal is set aside as evidence. */
export async function supersede(state: string, fence: Fence): Promise<string | null> {
  const id = openRun(state);
  if (id === null) return null;
  const folder = join(state, 'runs', id);
  try {
    const record = await takeOver(state, id, fence, { by: 'emergency', evenAlive: true });
    record.append({ type: 'closed', outcome: 'superseded' });
    record.finish();
  } catch (error) {
    const code = (error as MaintError).code;
    if (code === 'E_RUN_EMPTY') return id;
    if (code === 'E_OWNER_UNKILLABLE') throw error;
    const owner = fs.existsSync(folder) ? lastOwner(state, id) : null;
    if (owner !== null) await fence.end(owner);
    await fence.sweep(id);
    if (fs.existsSync(join(folder, 'journal.jsonl')))
      fs.renameSync(join(folder, 'journal.jsonl'), join(folder, 'journal.set-aside.jsonl'));
    fs.rmSync(join(state, 'open', 'run'), { force: true });
  }
  return id;
}
