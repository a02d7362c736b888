import { lastLines } from '@flatnet-maint/actions';
import { type Host, type HostView, MaintError, typed } from '@flatnet-maint/core';
import { logLines } from './log.ts';
import { mainOf, processesOf } from './processes.ts';
import { t } from './texts.ts';

/** Where it runs: its service, its program, and where it logs. */
export type Runs = { readonly service: string; readonly program: string; readonly log: string | null };

/** A program that cannot run has ended by then. */
const holds = 1_500;
const patience = 8_000;
const pause = 100;

/** Stops the service, and returns when nothing of it is left. E_NEBULA_STAYS (5) when it does not end. */
export async function stopAndSee(host: Host, { service, program }: Runs): Promise<void> {
  const { state } = await host.services.status(service);
  if (state !== 'stopped' && state !== 'absent') await host.services.stop(service);
  for (let waited = 0; ; waited += pause) {
    const { state: now } = await host.services.status(service);
    const isDown = now === 'stopped' || now === 'failed' || now === 'absent';
    const { ours } = await processesOf(host, { program, service });
    if (isDown && ours.length === 0) return;
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

/** Starts the service, and returns when the same process of this very program ran on for a moment. E_NEBULA_START says what it logged. */
export async function startAndHold(host: Host, runs: Runs, sha256: string): Promise<void> {
  const { service } = runs;
  const before = await mainOf(host, service);
  // One of another program, or on its way down, is not what is wanted.
  if (before !== null && before.sha256 !== sha256) await stopAndSee(host, runs);
  if (before === null || before.sha256 !== sha256) await host.services.start(service);
  let first: string | null = null;
  let held = 0;
  for (let waited = 0; waited <= patience; waited += pause) {
    const main = await mainOf(host, service);
    const one = main === null ? null : `${main.process.pid} ${main.process.started}`;
    if (main !== null && main.sha256 !== sha256)
      throw await failed(host, runs, t('other-program', { service, pid: main.process.pid, sha256: main.sha256 }));
    // Another process than before: the first one died.
    if (first !== null && one !== first) throw await failed(host, runs, t('died', { service }));
    if (first === null && (await host.services.status(service)).state === 'failed')
      throw await failed(host, runs, t('died', { service }));
    held = one === null ? 0 : held + pause;
    first = one;
    if (held > holds) return;
    await host.sleep(pause);
  }
  throw await failed(host, runs, t('not-up', { service, wait: patience }));
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
