import { type FileStat, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { byBytes, under } from './paths.ts';
import { t } from './texts.ts';

export interface Found {
  /** Relative, with `/`; `''` for the root when it is not a folder. */
  readonly path: string;
  readonly stat: FileStat;
}

/** Whether a relative path is one of `ignore` or lies under one. Plain paths, no patterns. */
export function isIgnored(path: string, ignore: readonly string[]): boolean {
  return ignore.some((entry) => {
    const whole = entry.replace(/^\.\//, '').replace(/\/+$/, '');
    return whole !== '' && (path === whole || path.startsWith(`${whole}/`));
  });
}

/**
 * Everything in a tree, links as links, sorted by bytes (a folder before what it holds). Loud where `cp` is silent: a
 * file that cannot be looked at, is not UTF-8, or is a socket, fifo or device is an error, never left out (H80, H82).
 */
export async function walk(files: ReadFiles, root: string, ignore: readonly string[] = []): Promise<readonly Found[]> {
  const top = await files.stat(root);
  if (!top) throw new MaintError('E_TREE_ABSENT', t('tree-absent', { path: root }), t('check-path'));
  if (top.kind !== 'folder') return [found('', top, root)];
  const all: Found[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of await files.list(under(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isIgnored(path, ignore)) continue;
      const stat = await files.stat(under(root, path));
      if (!stat) throw changed(root, path);
      all.push(found(path, stat, root));
      if (stat.kind === 'folder') folders.push(path);
    }
  }
  return all.sort((a, b) => byBytes(a.path, b.path));
}

function found(path: string, stat: FileStat, root: string): Found {
  if (stat.kind !== 'other') return { path, stat };
  throw new MaintError('E_TREE_SPECIAL', t('tree-special', { path: under(root, path) }), t('stop-owner'));
}

function changed(root: string, path: string): MaintError {
  return new MaintError('E_TREE_CHANGED', t('tree-changed', { path: under(root, path) }), t('stop-writer'));
}
