import { dirname, join } from 'node:path/posix';
import type { HostView } from '@flatnet-maint/core';
import type { ConfigPart, Mount } from './facts.ts';
import { t } from './texts.ts';

export interface ConfigFound {
  readonly files: readonly ConfigPart[];
  /** What belongs to it and is not kept, and why. */
  readonly unkept: readonly { readonly path: string; readonly why: string }[];
}

const most = { files: 2_000, bytes: 64 * 1_048_576 };

/** One part of the configuration as it is; null = it is no plain file. */
export async function partAt(host: HostView, path: string, live: ConfigPart['live']): Promise<ConfigPart | null> {
  const stat = await host.files.stat(path);
  if (stat?.kind !== 'file') return null;
  const { mode, uid, gid } = stat;
  return { path, sha256: await host.files.digest(path), mode, uid, gid, live };
}

/**
 * The files that make the stack what it is (F32): those that a container mounts alone, those of folders that it mounts and may
 * not write, and what compose reads besides. Only what lies in the project’s folder or beside it is the stack’s own: `/proc`
 * and `/etc/localtime` belong to the host.
 */
export async function configFiles(
  host: HostView,
  compose: string,
  mounts: readonly Mount[],
  read: readonly string[],
): Promise<ConfigFound> {
  const project = dirname(compose);
  const own = dirname(project) === '/' ? project : dirname(project);
  const files = new Map<string, ConfigPart>();
  const unkept = new Map<string, string>();
  for (const path of [join(project, '.env'), ...read]) {
    const part = await partAt(host, path, 'unseen');
    if (part !== null && path !== compose) files.set(path, part);
  }
  for (const { kind, source, writes } of mounts) {
    if (kind === 'volume' || (kind === 'folder' && writes)) continue;
    if (!isBelow(source, own)) {
      if (!ofHost.test(source)) unkept.set(source, t('unkept-outside', { own }));
      continue;
    }
    if (kind === 'file') {
      const part = await partAt(host, source, 'alone');
      if (part !== null) files.set(source, part);
      continue;
    }
    const all = await filesBelow(host, source);
    if (typeof all === 'string') unkept.set(source, all);
    else for (const part of all) if (!files.has(part.path)) files.set(part.path, part);
  }
  files.delete(compose);
  const byPath = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: byPath, unkept: [...unkept].map(([path, why]) => ({ path, why })) };
}

const ofHost =
  /^\/($|(proc|sys|dev|run|var\/run|etc\/(localtime|timezone|machine-id|hosts|hostname|resolv\.conf))(\/|$))/;
const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

async function filesBelow(host: HostView, top: string): Promise<readonly ConfigPart[] | string> {
  const parts: ConfigPart[] = [];
  let bytes = 0;
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of await host.files.list(folder)) {
      const path = join(folder, name);
      const stat = await host.files.stat(path);
      if (stat?.kind === 'folder') folders.push(path);
      if (stat?.kind !== 'file') continue;
      bytes += stat.bytes;
      if (parts.length >= most.files || bytes > most.bytes)
        return t('unkept-large', { files: most.files, mib: most.bytes / 1_048_576 });
      const part = await partAt(host, path, 'in-folder');
      if (part !== null) parts.push(part);
    }
  }
  return parts;
}
