import { connect, type Socket } from 'node:net';
import { describeError, type ExitCode, MaintError, type Plan } from '@flatnet-maint/core';
import type { RunOptions, RunReport } from '../house.ts';
import { t } from '../texts.ts';
import { type Handed, lineFrom, send } from './handing.ts';

/**
 * Runs a plan that another process hands over, in that one's environment and folder. Until the run is open its giver may
 * call it off, also by dying; from then on nothing of it is heard any more.
 */
export async function runHanded(
  from: string,
  start: (plan: Plan, how: RunOptions) => Promise<RunReport>,
  how: RunOptions,
): Promise<RunReport> {
  const socket = await reach(from);
  const handed = (await lineFrom(socket)) as Handed | null;
  if (handed === null) throw nothingThere(from);
  stepInto(handed);
  const calledOff = new AbortController();
  const isGone = () => calledOff.abort(t('called-off'));
  socket.once('close', isGone);
  const signal = how.signal === undefined ? calledOff.signal : AbortSignal.any([how.signal, calledOff.signal]);
  try {
    return await start(handed.plan, {
      ...how,
      signal,
      onEntry(entry) {
        if (entry.type === 'opened') {
          socket.off('close', isGone);
          send(socket, { pid: process.pid });
          socket.end();
        }
        how.onEntry?.(entry);
      },
    });
  } catch (error) {
    const exit: ExitCode = error instanceof MaintError ? error.exit : 1;
    socket.off('close', isGone);
    if (!socket.destroyed) send(socket, { error: { ...describeError(error), exit } });
    socket.end();
    throw error;
  }
}

async function reach(path: string): Promise<Socket> {
  const socket = connect(path);
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('error', () => fail(nothingThere(path)));
  });
  return socket;
}

/** So that the site file, its secrets and every command are what they were for whoever planned. */
function stepInto({ env, cwd }: Handed): void {
  Object.assign(process.env, env);
  try {
    process.chdir(cwd);
  } catch {
    // It was removed meanwhile; only the search for a site file would have begun there.
  }
}

const nothingThere = (path: string): MaintError =>
  new MaintError('E_DETACH_EMPTY', t('detach-empty', { path }), t('detach-empty-next'));
