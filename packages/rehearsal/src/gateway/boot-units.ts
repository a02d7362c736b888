import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Machine } from '../machine/machine.ts';

/**
 * /run is fresh at each boot, so a unit makes the pid file's folder. With an argv the site's own unit starts the gateway
 * too, as a machine does that comes back after a power cut.
 */
export function bootUnits(machine: Machine, argv: readonly string[] | undefined): void {
  const common = '[Unit]\nDefaultDependencies=no\n';
  enable(
    machine,
    'flatnet-run.service',
    `${common}[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=mkdir -p /run/flatnet\n`,
  );
  if (argv === undefined) return;
  const line = argv
    .map((one) => `"${one.replace(/["\\]/g, '\\$&').replace(/%/g, '%%').replace(/\$/g, '$$$$')}"`)
    .join(' ');
  const order = 'After=flatnet-run.service\nRequires=flatnet-run.service\n';
  const service = `[Service]\nType=forking\nPIDFile=/run/flatnet/nginx.pid\nExecStart=${line}\n`;
  enable(machine, 'flatnet-gateway.service', common + order + service);
}

function enable(machine: Machine, name: string, text: string): void {
  const file = `/etc/systemd/system/${name}`;
  const wants = '/etc/systemd/system/multi-user.target.wants';
  writeFileSync(machine.path(file), text);
  mkdirSync(machine.path(wants), { recursive: true });
  // A second gateway on the same machine enables the same unit.
  rmSync(machine.path(`${wants}/${name}`), { force: true });
  symlinkSync(file, machine.path(`${wants}/${name}`));
}
