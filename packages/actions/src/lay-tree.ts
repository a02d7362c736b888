import { type Action, type Host, MaintError, type ProcessInfo, type Release } from '@flatnet-maint/core';
import { unpackRelease } from '@flatnet-maint/store';
import { folderOf, isBelow } from './paths.ts';
import { t } from './texts.ts';

export type LayTreeArgs = {
  readonly release: {
    readonly component: string;
    readonly version: string;
    readonly path: string;
    readonly sha256: string;
  };
  readonly into: string;
  /** How long processes that still run from the tree may take to end when it is removed. */
  readonly drain: number;
};

/** A release becomes a fresh tree: verified, unpacked aside, renamed into place when whole (H34). */
export const layTree: Action<LayTreeArgs, null> = {
  name: 'lay-tree@1',
  touches: ({ release, into }) => [
    { kind: 'path', name: release.path, access: 'reads' },
    { kind: 'path', name: into, access: 'writes' },
  ],
  async capture({ into }, host) {
    if ((await host.files.stat(into)) === null) return null;
    throw new MaintError('E_TREE_EXISTS', t('tree-exists', { path: into }), t('new-name'));
  },
  async do({ release, into }, _saved, host) {
    // Only a whole tree bears the name.
    if ((await host.files.stat(into)) !== null) return;
    await host.files.makeFolder(folderOf(into));
    await host.files.remove(aside(into));
    await unpackRelease(host.files, release as Release, aside(into));
    await host.files.rename(aside(into), into);
  },
  async undo({ into, drain }, _saved, host) {
    await host.files.remove(aside(into));
    await emptied(host, into, drain);
    await host.files.remove(into);
  },
  async check({ into }, _saved, host) {
    if ((await host.files.stat(into)) !== null) return 'done';
    return (await host.files.stat(aside(into))) === null ? 'undone' : 'partly';
  },
};

const aside = (into: string): string => `${into}.partial`;

/** Work that still runs from the tree finishes first; at the limit it is ended, where the system has signals. */
export async function emptied(host: Host, tree: string, drain: number): Promise<void> {
  const running = async () =>
    (await host.processes.list()).filter((p) => !p.zombie && p.exe !== null && isBelow(p.exe, tree));
  for (let waited = 0; waited < drain && (await running()).length > 0; waited += 200) await host.sleep(200);
  const left = await running();
  if (left.length === 0) return;
  if (host.os === 'windows') throw inUse(tree, left);
  const boot = await host.processes.bootId();
  for (const { pid, started } of left) await host.signal({ pid, started, boot }, 'KILL');
}

/** Windows has no signal that ends one process and removes nothing that runs. */
function inUse(tree: string, left: readonly ProcessInfo[]): MaintError {
  return new MaintError(
    'E_TREE_IN_USE',
    t('tree-in-use', {
      path: tree,
      programs: left.map(({ exe, pid }) => t('program-of', { exe: exe ?? '', pid })).join('; '),
    }),
    t('end-them'),
    { exit: 5 },
  );
}
