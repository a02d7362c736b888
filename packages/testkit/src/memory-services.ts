import { MaintError, type WriteServices } from '@flatnet-maint/core';
import type { Life } from './memory-life.ts';

/** A verb returns when the manager has taken the order; the service may be up or down only later, as on Windows. */
export function memoryServices({ world, call }: Life): WriteServices {
  const known = (name: string, deed: string) => {
    refuseWithoutManager(deed);
    const service = world.services.get(name);
    if (service !== undefined) return service;
    throw new MaintError(
      'E_SERVICE_REFUSED',
      `Could not ${deed} ${name}: there is no such service.`,
      'Look at the name.',
    );
  };
  const refuseWithoutManager = (deed: string) => {
    if (world.manager !== 'none') return;
    throw new MaintError('E_SERVICE_MANAGER_ABSENT', `Could not ${deed}: this host has no services.`, 'Do without.');
  };
  return {
    manager: () => call('services.manager', [], () => world.manager),
    status: (name) =>
      call('services.status', [name], () => {
        const service = world.services.get(name);
        const isThere = service !== undefined && (service.isInstalled || service.pid !== null);
        if (!isThere) return { state: 'absent', pid: null, since: null, type: null, enabled: false };
        const { state, pid, type, enabled } = service;
        return { state, pid, since: String(service.since), type, enabled };
      }),
    of: (pid) => call('services.of', [pid], () => world.processes.get(pid)?.service ?? null),
    start: (name) =>
      call('services.start', [name], () => {
        known(name, 'start');
        world.startService(name);
      }),
    stop: (name) =>
      call('services.stop', [name], () => {
        known(name, 'stop');
        world.stopService(name);
      }),
    install: (spec) =>
      call('services.install', [spec], (moment) => {
        refuseWithoutManager('install');
        const running = world.services.get(spec.name);
        if (running?.pid != null) return void Object.assign(running, { spec, isInstalled: true, enabled: true });
        world.service(spec.name, { spec, enabled: false, type: 'exec' });
        moment('disabled');
        Object.assign(world.services.get(spec.name) ?? {}, { enabled: true });
      }),
    uninstall: (name) =>
      call('services.uninstall', [name], (moment) => {
        const service = world.services.get(name);
        if (service === undefined) return;
        service.enabled = false;
        moment('disabled');
        service.isInstalled = false;
        if (service.pid === null) world.services.delete(name);
      }),
  };
}
