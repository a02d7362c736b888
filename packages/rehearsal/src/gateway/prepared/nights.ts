import { rmSync, truncateSync } from 'node:fs';
import { killByHand, layNew, mastersFirst, startByHand, stopByHand, swap, type Work } from './by-hand.ts';

/**
 * The old one would not stop, so its master was killed, and a worker that nobody owns holds the ports. A test of the
 * configuration left an empty pid file. `openresty` has its other name already, and the new tree is half there.
 */
export async function halfRenamed(work: Work, newer: string, half: 'no-program' | 'truncated'): Promise<void> {
  const { machine, gateway, hands } = work;
  const tree = await layNew(work, newer);
  const program = machine.path(`${tree}/sbin/nginx`);
  if (half === 'no-program') rmSync(program);
  else truncateSync(program, 300_000);
  const [master, worker] = mastersFirst(machine);
  for (const one of [master, worker]) await killByHand(work, one?.pid ?? 0);
  await hands.must('rm', gateway.pidFile);
  await hands.must(...gateway.argv, '-t');
  await hands.must('mv', gateway.home, `${gateway.home}-old`);
}

/** All of the manual's steps as they are written; what they bring about does not start, and there it was left. */
export async function halfSwapped(work: Work, newer: string): Promise<void> {
  await layNew(work, newer);
  await stopByHand(work);
  await swap(work);
  const { code } = await startByHand(work);
  if (code === 0) throw new Error('the new program starts with the old Lua, which it must not');
}

/** The pid file was lost, so nothing was stopped, and the folders were renamed under the master that runs. */
export async function halfMovedRunning(work: Work, newer: string): Promise<void> {
  await layNew(work, newer);
  await work.hands.must('truncate', '-s', '0', work.gateway.pidFile);
  const { code } = await work.hands.type(...work.gateway.argv, '-s', 'stop');
  if (code === 0) throw new Error('a stop without a pid cannot succeed');
  await swap(work);
  await startByHand(work);
}
