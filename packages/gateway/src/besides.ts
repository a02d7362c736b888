import { basename, dirname } from 'node:path/posix';
import { type HostView, MaintError } from '@flatnet-maint/core';

/**
 * Folders beside home under names that a hand gave (`openresty-old`, `openresty.found-1`): what runs from them is the same
 * gateway, whatever its folder is called now (H33).
 */
export async function besidesHome(host: HostView, home: string): Promise<readonly string[]> {
  const names = await host.files.list(dirname(home)).catch((error: unknown) => {
    if (error instanceof MaintError && error.code === 'E_FILE_ABSENT') return [];
    throw error;
  });
  return names.filter((name) => isBeside(name, basename(home))).map((name) => `${dirname(home)}/${name}`);
}

/** `openresty-old` beside `openresty`; `openresty2` is somebody else's. */
export const isBeside = (name: string, home: string): boolean =>
  name.startsWith(home) && /^[-._~]/.test(name.slice(home.length));
