import { dirname } from 'node:path/posix';
import {
  type Action,
  type Host,
  type HostView,
  type Json,
  MaintError,
  type Release,
  sha256,
} from '@flatnet-maint/core';
import { layTree } from './lay-tree.ts';
import { t } from './texts.ts';

export type LaidFile = {
  /** Relative to the generation's folder. */
  readonly name: string;
  readonly sha256: string;
  readonly mode: number;
  /** A file that is there, or one of the release. */
  readonly from: { readonly file: string } | { readonly inRelease: string };
};
export type LayGenerationArgs = {
  readonly into: string;
  readonly release: (Omit<Release, 'holds'> & { readonly [key: string]: Json }) | null;
  readonly files: readonly LaidFile[];
};

/**
 * A few files become a generation: a folder that is named after what it holds, whole when it bears its name, and never
 * written into again. The same files a second time are the same folder (H47–H49).
 */
export const layGeneration: Action<LayGenerationArgs, { readonly was: boolean }> = {
  name: 'lay-generation@1',
  touches: ({ into, release, files }) => [
    ...(release === null ? [] : [{ kind: 'path' as const, name: release.path, access: 'reads' as const }]),
    ...files.flatMap(({ from }) =>
      'file' in from ? [{ kind: 'path' as const, name: from.file, access: 'reads' as const }] : [],
    ),
    { kind: 'path', name: into, access: 'writes' },
  ],
  async capture(args, host) {
    return { was: await isWhole(args, host) };
  },
  async do(args, _saved, host) {
    if (await isWhole(args, host)) return;
    try {
      await lay(args, host);
    } catch (error) {
      // As a kept step it is never undone, and a full disk is not to stay full of what it half made.
      await clear(host, args.into).catch(() => undefined);
      throw error;
    }
  },
  async undo({ into }, { was }, host) {
    await clear(host, into);
    if (was || (await host.files.stat(into)) === null) return;
    // Half of it is never seen under its name, also when the removal is cut short.
    await host.files.rename(into, asides(into).partial);
    await clear(host, into);
  },
  async check(args, { was }, host) {
    for (const path of Object.values(asides(args.into))) if ((await host.files.stat(path)) !== null) return 'partly';
    if (!(await isWhole(args, host))) return 'undone';
    return was ? 'either' : 'done';
  },
};

/** Half-made things beside it; a release that is unpacked there is itself made aside. */
const asides = (into: string) => ({
  ...{ partial: `${into}.partial`, unpacked: `${into}.unpacked`, unpacking: `${into}.unpacked.partial` },
});

async function clear({ files }: Host, into: string): Promise<void> {
  for (const path of Object.values(asides(into))) await files.remove(path);
}

async function lay({ into, release, files }: LayGenerationArgs, host: Host): Promise<void> {
  const { partial, unpacked } = asides(into);
  await clear(host, into);
  if (release !== null) await layTree.do({ release, into: unpacked, drain: 0 }, null, host);
  await host.files.makeFolder(partial, { mode: 0o755 });
  for (const { name, sha256: want, mode, from } of files) {
    const path = 'file' in from ? from.file : `${unpacked}/${from.inRelease}`;
    const content = await host.files.read(path);
    if (sha256(content) !== want)
      throw new MaintError('E_LAY_DIGEST', t('lay-digest', { path, want }), t('lay-digest-next'));
    if (name.includes('/')) await host.files.makeFolder(dirname(`${partial}/${name}`), { mode: 0o755 });
    await host.files.write(`${partial}/${name}`, content, { mode });
  }
  await host.files.remove(unpacked);
  await host.files.rename(partial, into);
}

/** E_LAY_KEPT when something else bears the name. */
async function isWhole({ into, files }: LayGenerationArgs, host: HostView): Promise<boolean> {
  if ((await host.files.stat(into)) === null) return false;
  for (const { name, sha256: want } of files) {
    const path = `${into}/${name}`;
    const stat = await host.files.stat(path);
    if (stat?.kind === 'file' && (await host.files.digest(path)) === want) continue;
    throw new MaintError('E_LAY_KEPT', t('kept-differs', { path, want }), t('kept-differs-next'));
  }
  return true;
}
