import type { HostView } from '@flatnet-maint/core';
import { makeLook } from './find/look.ts';
import { findUnits } from './find/units.ts';

/**
 * A unit that starts what home leads to although the site file names no service: it goes on starting beside the one that is
 * started by hand, and systemd takes the pid file along when it fails (H32). null = there is none.
 */
export async function unitBesides(
  host: HostView,
  { home, service }: { readonly home: string; readonly service: string | null },
): Promise<string | null> {
  if (service !== null || host.os === 'windows') return null;
  const units = await findUnits(makeLook(host, 0));
  const ours = units.find(({ command }) => (command.prefix ?? '') === home || command.program === `${home}/sbin/nginx`);
  return ours?.name ?? null;
}
