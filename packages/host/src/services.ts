import { existsSync, readFileSync } from 'node:fs';
import {
  type Argv,
  MaintError,
  type Output,
  type ServiceState,
  type ServiceStatus,
  type WriteFiles,
  type WriteServices,
} from '@flatnet-maint/core';
import { isClosed, isGone } from './proc-stat.ts';
import { unitText } from './systemd-unit.ts';
import { t } from './texts.ts';

/** `run` ends at the limit by itself. Without systemd there is no service: asking says absent, changing is refused. */
export function services(run: (argv: Argv) => Promise<Output>, files: WriteFiles): WriteServices {
  const systemctl = async (...args: string[]) => {
    const output = await run(['systemctl', ...args]);
    if (output.code === 0) return output.stdout;
    throw new MaintError(
      'E_SERVICE_REFUSED',
      t('systemctl-failed', {
        args: args.join(' '),
        code: String(output.code ?? output.signal),
        said: output.stderr.trim(),
      }),
      t('look-systemctl', { unit: args.at(-1) ?? '' }),
    );
  };
  return {
    manager: async () => manager(),
    status: async (name) =>
      manager() === 'none' ? absent : parseStatus(await systemctl('show', unitOf(name), '-p', asked)),
    of: async (pid) => serviceOf(pid),
    async start(name) {
      refuseWithoutManager(t('start-no-systemd', { name }));
      await startUnit(systemctl, unitOf(name));
    },
    async stop(name) {
      refuseWithoutManager(t('stop-no-systemd', { name }));
      await systemctl('stop', unitOf(name));
    },
    async install(spec) {
      refuseWithoutManager(t('install-no-systemd', { name: spec.name }));
      await files.write(pathOf(spec.name), unitText(spec), { mode: 0o644 });
      await systemctl('daemon-reload');
      await systemctl('enable', unitOf(spec.name));
    },
    async uninstall(name) {
      if (manager() === 'none' || (await files.stat(pathOf(name))) === null) return;
      await systemctl('disable', '--no-reload', unitOf(name));
      // Not reloaded: a running instance would lose its KillMode with its file, and take the daemons it started along.
      await files.remove(pathOf(name));
    },
  };
}

/**
 * What dies right after each start is soon started no more, and then the program that was put back is not started either: the
 * count of its starts belongs to what was there before. So a refusal is answered with a fresh count and one more try.
 */
export async function startUnit(systemctl: (...args: string[]) => Promise<unknown>, unit: string): Promise<void> {
  try {
    await systemctl('start', unit);
  } catch (refused) {
    // A unit that is not there has no count, and the refusal says so better.
    await systemctl('reset-failed', unit).catch(() => {
      throw refused;
    });
    await systemctl('start', unit);
  }
}

const manager = (): 'systemd' | 'none' => (existsSync('/run/systemd/system') ? 'systemd' : 'none');
const asked = 'LoadState,ActiveState,SubState,MainPID,Type,StateChangeTimestampMonotonic,UnitFileState';
const absent: ServiceStatus = { state: 'absent', pid: null, since: null, type: null, enabled: false };
const pathOf = (name: string) => `/etc/systemd/system/${unitOf(name)}`;

function unitOf(name: string): string {
  if (/^[A-Za-z0-9:_.@\\-]+$/.test(name) && !name.startsWith('-'))
    return name.endsWith('.service') ? name : `${name}.service`;
  throw new MaintError('E_SERVICE_NAME', t('service-name', { name: JSON.stringify(name) }), t('look-at-site-name'), {
    exit: 2,
  });
}

function refuseWithoutManager(message: string): void {
  if (manager() === 'systemd') return;
  throw new MaintError('E_SERVICE_MANAGER_ABSENT', message, t('start-systemd'));
}

/** The answer of `systemctl show`: NAME=VALUE lines. A unit without a file that still runs is running, not absent. */
export function parseStatus(shown: string): ServiceStatus {
  const read = new Map(
    shown.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const active = read.get('ActiveState') ?? '';
  const state: ServiceState = states[active] ?? 'stopped';
  if (read.get('LoadState') === 'not-found' && state === 'stopped') return absent;
  return {
    state,
    pid: Number(read.get('MainPID')) || null,
    since: read.get('StateChangeTimestampMonotonic') || null,
    type: read.get('Type') || null,
    enabled: read.get('UnitFileState') === 'enabled',
  };
}

const states: Readonly<Record<string, ServiceState>> = {
  active: 'running',
  reloading: 'running',
  refreshing: 'running',
  activating: 'starting',
  deactivating: 'stopping',
  failed: 'failed',
  inactive: 'stopped',
};

/** The innermost service of the process's control group. */
function serviceOf(pid: number): string | null {
  try {
    return parseServiceOf(readFileSync(`/proc/${pid}/cgroup`, 'utf8'));
  } catch (error) {
    if (isGone(error) || isClosed(error)) return null;
    throw error;
  }
}

/** `0::/system.slice/nginx.service` → nginx; on the older hierarchy the line of systemd's own counts. */
export function parseServiceOf(cgroup: string): string | null {
  const lines = cgroup.split('\n').filter((line) => /^\d+:(name=systemd)?:/.test(line));
  const parts = lines.flatMap((line) => line.split(':').slice(2).join(':').split('/'));
  const service = parts.findLast((part) => part.endsWith('.service'));
  return service === undefined ? null : service.slice(0, -'.service'.length);
}
