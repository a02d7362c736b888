import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

export type DeadManArgs = {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env: { readonly [key: string]: string };
  /** Without a service manager: the file that says that a watcher is wanted. */
  readonly marker: string;
};
export type DeadManSaved = { readonly manager: 'systemd' | 'windows' | 'none' };

/**
 * The way back is started from outside this process: a service that watches the open run's owner, is restarted when it
 * dies, and starts at boot while a run is open. Undone means that it is no longer installed and no longer runs; undo() does
 * not wait for that, since a running instance ends by itself and may well be the one that disarms it.
 */
export const deadMan: Action<DeadManArgs, DeadManSaved> = {
  name: 'dead-man@1',
  touches: ({ name }) => [{ kind: 'service', name, access: 'writes' }],
  async capture(_args, host) {
    const manager = await host.services.manager();
    if (manager !== 'none' || host.os === 'posix') return { manager };
    throw new MaintError('E_SERVICE_MANAGER_ABSENT', t('no-service-manager'), t('look-session'));
  },
  async do(args, saved, host) {
    if ((await this.check(args, saved, host)) === 'done') return;
    if (saved.manager === 'none') return startDetached(args, host);
    await host.services.install({
      name: args.name,
      description: t('dead-man'),
      argv: args.argv,
      env: args.env,
    });
    await host.services.start(args.name);
  },
  async undo(args, saved, host) {
    if (saved.manager === 'none') await host.files.remove(args.marker);
    else await host.services.uninstall(args.name);
  },
  async check(args, saved, host) {
    if (saved.manager === 'none') {
      if ((await host.files.stat(args.marker)) === null) return 'undone';
      return (await watchers(args, host)).length > 0 ? 'done' : 'partly';
    }
    const status = await host.services.status(args.name);
    if (status.enabled) return status.state === 'running' ? 'done' : 'partly';
    // Without a file it is absent once it ended. Until then it looks like one whose file stayed when we died in between.
    return status.state === 'absent' || status.state === 'failed' ? 'undone' : 'partly';
  },
};

/** Without a service manager: a process of its own session. It does not come back after a power cut; the plan says so. */
async function startDetached(args: DeadManArgs, host: Host): Promise<void> {
  await host.files.write(args.marker, `${JSON.stringify({ argv: args.argv })}\n`);
  if ((await watchers(args, host)).length === 0)
    await host.run(['setsid', '--fork', ...args.argv], { leaves: 'daemon', env: args.env, limit: 5_000 });
}

async function watchers(args: DeadManArgs, host: Pick<Host, 'processes'>) {
  const wanted = args.argv.join('\0');
  return (await host.processes.list()).filter((p) => !p.zombie && p.argv.join('\0') === wanted);
}
