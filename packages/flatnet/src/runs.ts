import * as fs from 'node:fs';
import { join } from 'node:path';
import type { DeadManArgs } from '@flatnet-maint/actions';
import { describeError, foldRun, type Hosts, MaintError, type Plan } from '@flatnet-maint/core';
import {
  createRun,
  type Fence,
  type Order,
  openRun,
  ownerState,
  putOrder,
  type Registry,
  type RunFolder,
  type Running,
  readRun,
  run,
  runDamaged,
  supersede,
  systemClock,
  Turn,
  takeOver,
  whoseRun,
  write,
} from '@flatnet-maint/engine';
import { arm, sendHome } from './dead-man.ts';
import { keepTails } from './evidence.ts';
import type { RunOptions, RunReport, Tool } from './house.ts';
import { reportOf } from './report.ts';
import { noteClosed } from './run-history.ts';
import { summaryOf } from './run-list.ts';
import { t } from './texts.ts';

export interface RunHouse {
  readonly state: string;
  readonly hosts: Hosts;
  readonly registry: Registry;
  readonly fence: Fence;
  readonly tool: Tool;
  readonly deadMan: () => Promise<DeadManArgs>;
  readonly factsNow: (plan: Plan) => () => Promise<string>;
}

/** Opens a run for a plan and drives it to its close. */
export async function startRun(house: RunHouse, plan: Plan, how: RunOptions): Promise<RunReport> {
  await arm(house);
  return openAndDrive(house, plan, how);
}

async function openAndDrive(house: RunHouse, plan: Plan, how: RunOptions): Promise<RunReport> {
  const record = createOrRefuse(house, plan.id, await house.fence.self());
  const running = runningOf(house, record, plan, how);
  try {
    write(running, { type: 'opened', plan, tool: house.tool.version, node: house.tool.node, cli: house.tool.cli });
  } catch (error) {
    record.finish();
    throw error;
  }
  const report = await drive(house, record, running);
  await sendHome(house);
  return report;
}

/** Takes an open run over: back before commit, on after it. */
export async function resumeRun(
  house: RunHouse,
  by: 'operator' | 'dead-man',
  how: RunOptions,
): Promise<RunReport | null> {
  const id = openRun(house.state);
  if (id === null) {
    // An owner that was killed right after its run was closed has not sent its guard home.
    if (by === 'operator') await sendHome(house);
    return null;
  }
  if (by === 'operator') {
    // Verified, and its time not over: a lawful state without an owner, in which nothing is to be brought to an end.
    const { is } = await ownerState(house.state, id, house.fence);
    if (is === 'waiting') return waitingReport(house, id);
    // The way back does not wait for its own safety net: a disk that is full may be why it is needed.
    await arm(house).catch(() => {});
  }
  const record = await takeOver(house.state, id, house.fence, { by });
  const report = await drive(house, record, runningOf(house, record, foldRun(record.entries).plan, how));
  if (by === 'operator') await sendHome(house);
  return report;
}

/** An order is obeyed by the owner; a run without a living one is taken over and obeys. */
export async function orderRun(house: RunHouse, order: Order, how: RunOptions): Promise<RunReport | null> {
  const id = openRun(house.state);
  if (id === null) return null;
  const journal = readRun(house.state, id);
  const { entries, damage } = journal;
  if (damage !== null) throw runDamaged(id, damage, whoseRun(house.state, journal));
  if (order === 'confirm' && (entries.length === 0 || foldRun(entries).waiting === null)) {
    throw new MaintError('E_CONFIRM_EARLY', t('confirm-early', { run: id }), `flatnet-maint show ${id}`);
  }
  putOrder(house.state, id, order);
  const { is } = await ownerState(house.state, id, house.fence);
  if (is === 'alive') return followed(house, id);
  try {
    return await resumeRun(house, 'operator', how);
  } catch (error) {
    // The dead-man saw the order too, and was faster: it obeys.
    const { code } = error as MaintError;
    if (code !== 'E_RUN_OWNED' && code !== 'E_RUN_CLOSED' && code !== 'E_RUN_SUPERSEDED') throw error;
    return followed(house, id);
  }
}

/**
 * Whoever types a command again after it was killed means it: an open run of the same command whose owner is gone, or whose
 * way back the dead-man is on, is brought to its end first. Anything else that is open is left to who opens runs to refuse.
 */
export async function settleRun(house: RunHouse, command: Plan['command'], how: RunOptions): Promise<RunReport | null> {
  const id = openRun(house.state);
  if (id === null) return null;
  const { entries, damage } = readRun(house.state, id);
  if (damage !== null || (entries[0]?.type === 'opened' && entries[0].plan.command !== command)) return null;
  const { is } = await ownerState(house.state, id, house.fence);
  if (is === 'alive' && !entries.some(({ type }) => type === 'resumed')) return null;
  if (is === 'alive') return followed(house, id);
  try {
    return await resumeRun(house, 'operator', how);
  } catch (error) {
    const { code } = error as MaintError;
    if (code === 'E_RUN_EMPTY') return null;
    if (code !== 'E_RUN_OWNED' && code !== 'E_RUN_CLOSED' && code !== 'E_RUN_SUPERSEDED') throw error;
    return followed(house, id);
  }
}

function waitingReport(house: RunHouse, id: string): RunReport {
  const report = reportOf(readRun(house.state, id).entries, join(house.state, 'runs', id, 'journal.jsonl'));
  const message = t('run-waits', { run: id });
  return { ...report, error: { code: 'E_RUN_WAITS', message, next: t('confirm-or-abort') } };
}

/** An emergency sets the open run aside, then goes forward only. */
export async function emergency(house: RunHouse, compose: () => Plan, how: RunOptions): Promise<RunReport> {
  const ended = await supersede(house.state, house.fence);
  if (ended !== null) noteEnd(house.state, ended);
  const plan = compose();
  try {
    await arm(house);
  } catch (error) {
    // The way back does not wait for its own safety net: a disk that is full may be why it is needed.
    how.onNotice?.(t('no-dead-man', { why: describeError(error).message }));
    return openAndDrive(house, { ...plan, guard: [] }, how);
  }
  return openAndDrive(house, plan, how);
}

async function drive(house: RunHouse, record: RunFolder, running: Running): Promise<RunReport> {
  try {
    await run(running);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof MaintError || code === undefined) throw error;
    throw new MaintError(
      'E_JOURNAL_UNWRITABLE',
      t('journal-unwritable', { run: record.id, why: message }),
      t('journal-unwritable-next', { state: house.state }),
      { exit: 5, cause: error },
    );
  }
  noteEnd(house.state, record.id);
  return reportOf(record.entries, join(record.folder, 'journal.jsonl'));
}

/** A run that is not open has no owner that could be alive; one that still is open is not noted. */
const noteEnd = (state: string, id: string): void => noteClosed(state, id, () => summaryOf(state, id, () => false));

function runningOf(house: RunHouse, record: RunFolder, plan: Plan, how: RunOptions): Running {
  const turn = new Turn();
  const asked = () => turn.ask(String(how.signal?.reason ?? t('a-signal')));
  if (how.signal?.aborted === true) asked();
  how.signal?.addEventListener('abort', asked);
  return {
    record,
    hosts: house.hosts,
    registry: house.registry,
    clock: systemClock,
    facts: house.factsNow(plan),
    turn,
    keepEvidence: async (files: readonly string[]) => keepTails(files, join(record.folder, 'evidence')),
    onEntry: how.onEntry ?? (() => {}),
    onTick: how.onTick ?? (() => {}),
  };
}

function createOrRefuse(house: RunHouse, id: string, self: Awaited<ReturnType<Fence['self']>>): RunFolder {
  try {
    return createRun(house.state, id, self, `flatnet-maint ${house.tool.version}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof MaintError) throw error;
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    throw new MaintError(
      full ? 'E_STATE_FULL' : 'E_STATE_UNWRITABLE',
      t('state-unwritable', { state: house.state, why: message }),
      full ? t('free-some-space') : t('run-with-sudo'),
      { cause: error },
    );
  }
}

/** Waits for the owner to obey, then tells what came of it; null when it takes longer than is worth waiting for. */
async function followed(house: RunHouse, id: string): Promise<RunReport | null> {
  const journal = join(house.state, 'runs', id, 'journal.jsonl');
  for (let waited = 0; waited < 60_000; waited += 200) {
    if (openRun(house.state) !== id && fs.existsSync(journal))
      return reportOf(readRun(house.state, id).entries, journal);
    await systemClock.sleep(200);
  }
  return null;
}
