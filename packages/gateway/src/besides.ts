import { basename, dirname } from 'node:path/posix';
import { type HostView, MaintError } from '@flatnet-maint/core';
import { parseListen } from './config/listen.ts';
import { readConfig, valuesOf } from './config/read.ts';
import { nginxUnder } from './masters.ts';

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

interface Ours {
  readonly home: string;
  readonly ports: readonly number[];
  /** The configuration lies in the tree, so a tree's own one says what it is for. */
  readonly inTree: boolean;
}

/** Without the folders of another gateway that only bears a like name (`openresty-internal`): it has none of our ports. */
export async function withoutOthers(
  host: HostView,
  folders: readonly string[],
  ours: Ours,
): Promise<readonly string[]> {
  const others = await Promise.all(folders.map((folder) => isAnothers(host, folder, ours)));
  return folders.filter((_, index) => others[index] !== true);
}

async function isAnothers(host: HostView, folder: string, { home, ports, inTree }: Ours): Promise<boolean> {
  const { all, masters } = await nginxUnder(host, folder);
  if (all.length > 0) {
    const held = await host.processes.listeners(all.map(({ pid }) => pid));
    const named = masters.some(({ argv }) => `${argv.join(' ').trimEnd()} `.includes(` -p ${home} `));
    return !named && !held.some(({ port }) => ports.includes(port));
  }
  if (!inTree) return false;
  const config = await readConfig(host.files, `${folder}/conf/nginx.conf`).catch(() => null);
  const listens = config === null ? [] : valuesOf(config, 'listen').flatMap((value) => parseListen(value) ?? []);
  return listens.length > 0 && !listens.some(({ port }) => ports.includes(port));
}
