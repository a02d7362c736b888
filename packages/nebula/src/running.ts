import { lastLines } from '@flatnet-maint/actions';
import { type Host, type HostView, MaintError, type ProcessInfo, type ServiceState, typed } from '@flatnet-maint/core';
import { logLines } from './log.ts';
import { mainOf, processesOf } from './processes.ts';
import { t } from './texts.ts';

/** Where it runs: its service, its program, and where it logs. */
export type Runs = { readonly service: string; readonly program: string; readonly log: string | null };

const patience = 8_000;
const pause = 50;
/** Until then a process may still be the manager's own, which is about to become the program. */
const settles = 1_000;

/** Stops the service, and returns when nothing of it is left. E_NEBULA_STAYS (5) when it does not end. */
export async function stopAndSee(host: Host, { service, program }: Runs): Promise<void> {
  if ((await host.services.manager()) === 'windows') await outOf(host, service, 'starting');
  const { state } = await host.services.status(service);
  if (!isDown(state)) await host.services.stop(service);
  for (let waited = 0; ; waited += pause) {
    const { state: now } = await host.services.status(service);
    const { ours } = await processesOf(host, { program, service });
    if (isDown(now) && ours.length === 0) return;
    if (waited >= patience)
      throw new MaintError(
        'E_NEBULA_STAYS',
        t('stays', { service, pids: ours.map(({ pid }) => pid).join(', ') || now }),
        `systemctl status ${typed(service)}`,
        {
          exit: 5,
        },
      );
    await host.sleep(pause);
  }
}

/**
 * Starts the service, and returns when it runs this very program; whether it stays is asked after. E_NEBULA_START says what it
 * logged: `systemctl start` of a program that cannot run ends well (Q8).
 */
export async function startAndSee(host: Host, runs: Runs, sha256: string): Promise<void> {
  const { service } = runs;
  const before = await mainOf(host, service);
  if (before?.sha256 === sha256) return;
  // One of another program, or on its way down, is not what is wanted.
  if (before !== null) await stopAndSee(host, runs);
  await outOf(host, service, 'stopping');
  await host.services.start(service);
  for (let waited = 0; waited <= patience; waited += pause) {
    const main = await mainOf(host, service);
    // One that cannot run may be seen for a moment; of that its service has failed a look later.
    if (main?.sha256 === sha256 && (await isStill(host, service, main.process))) return;
    if (main !== null && main.sha256 !== sha256 && waited > settles)
      throw await failed(host, runs, t('other-program', { service, pid: main.process.pid, sha256: main.sha256 }));
    if ((await host.services.status(service)).state === 'failed')
      throw await failed(host, runs, t('died', { service }));
    await host.sleep(pause);
  }
  throw await failed(host, runs, t('not-up', { service, wait: patience }));
}

async function isStill(host: Host, service: string, { pid, started }: ProcessInfo): Promise<boolean> {
  await host.sleep(pause);
  const now = (await mainOf(host, service))?.process;
  return now?.pid === pid && now.started === started;
}

const isDown = (state: ServiceState): boolean => state === 'stopped' || state === 'failed' || state === 'absent';

/** Windows refuses an order while it carries out another; what then is still so is for the order to say. */
async function outOf(host: Host, service: string, pending: ServiceState): Promise<void> {
  for (let waited = 0; waited < patience; waited += pause) {
    if ((await host.services.status(service)).state !== pending) return;
    await host.sleep(pause);
  }
}

async function failed(host: HostView, runs: Runs, what: string): Promise<MaintError> {
  const lines = await logLines(host, runs, null).catch(() => []);
  const said = lastLines(lines.join('\n'));
  return new MaintError(
    'E_NEBULA_START',
    said === '' ? what : t('and-said', { what, said }),
    `systemctl status ${typed(runs.service)}`,
  );
}
