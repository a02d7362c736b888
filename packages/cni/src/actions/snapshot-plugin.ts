import { saidByPodman, type TakeSnapshotArgs, takeSnapshot } from '@flatnet-maint/actions';
import { type Action, type Argv, type Host, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type SnapshotPluginArgs = {
  readonly snapshot: TakeSnapshotArgs;
  /** Where addresses are kept, and where a copy of it lies until the snapshot is whole; null = nobody knows where. */
  readonly ipam: { readonly path: string; readonly copy: string } | null;
};

/** Plugin, list, and the addresses as they were in one moment: copied while their keeper's own lock is held (H53). */
export const snapshotPlugin: Action<SnapshotPluginArgs, null> = {
  name: 'snapshot-plugin@1',
  posixOnly: true,
  touches: ({ snapshot, ipam }) => [
    ...takeSnapshot.touches(snapshot),
    ...(ipam === null ? [] : [{ kind: 'path' as const, name: ipam.path, access: 'reads' as const }]),
  ],
  capture: async () => null,
  async do(args, _saved, host) {
    const { snapshot, ipam } = args;
    if ((await this.check(args, null, host)) === 'done') return;
    if (ipam === null || (await host.files.stat(ipam.path)) === null) return takeSnapshot.do(snapshot, null, host);
    await copyLocked(host, ipam.path, ipam.copy);
    await takeSnapshot.do({ ...snapshot, parts: [...snapshot.parts, { name: 'ipam', path: ipam.copy }] }, null, host);
    await host.files.remove(ipam.copy);
  },
  async check({ snapshot, ipam }, _saved, host) {
    if (ipam !== null && (await host.files.stat(ipam.copy)) !== null) return 'undone';
    return takeSnapshot.check(snapshot, null, host);
  },
};

async function copyLocked(host: Host, path: string, copy: string): Promise<void> {
  const isFolder = (await host.files.stat(path))?.kind === 'folder';
  const lock = isFolder ? `${path}/lock` : path;
  await host.files.remove(copy);
  await host.files.makeFolder(copy.slice(0, copy.lastIndexOf('/')), { mode: 0o700 });
  const cp = ['cp', '-a', '--', path, copy];
  // A keeper that has never given out an address has no lock yet, and nothing that could change meanwhile.
  const isLocked = (await host.files.stat(lock)) !== null;
  const argv = (isLocked ? ['flock', '-w', '10', lock, ...cp] : cp) as unknown as Argv;
  const out = await host.run(argv, { limit: 15_000 });
  if (out.code !== 0)
    throw new MaintError('E_CNI_IPAM', t('ipam-copy', { path, said: saidByPodman(out) }), t('ipam-copy-next'));
}
