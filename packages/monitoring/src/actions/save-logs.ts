import { dirname } from 'node:path/posix';
import { lookAtPodman } from '@flatnet-maint/actions';
import type { Host } from '@flatnet-maint/core';
import { type Container, wasStarted } from '../podman.ts';

/** The end of what a container wrote is kept before it goes (H56); that it could not be had delays nothing. */
export async function saveLogs(host: Host, { id, status }: Container, path: string): Promise<void> {
  if (!wasStarted({ status })) return;
  try {
    if ((await host.files.stat(path)) !== null) return;
    const out = await lookAtPodman(host, 'logs', '--timestamps', '--tail', '5000', id);
    await host.files.makeFolder(dirname(path), { mode: 0o700 });
    await host.files.write(path, `${out.stdout}${out.stderr}`, { mode: 0o600 });
  } catch {
    // Its logs are welcome, and the way goes on without them.
  }
}
