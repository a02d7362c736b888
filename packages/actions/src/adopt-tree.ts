import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { compareManifest, differenceLines, rootedManifestOf } from '@flatnet-maint/store';
import { freshTree } from './fresh-tree.ts';
import { firstOf } from './generation-sound.ts';
import { t } from './texts.ts';

export type AdoptTreeArgs = {
  readonly from: string;
  readonly into: string;
  /** Paths below it that are taken, each with all it holds; null = everything. */
  readonly entries: readonly string[] | null;
  /** Folders that are there without what they hold, parents first, or the link that stands for them. */
  readonly empty: readonly string[];
  /** How long processes that still run from the copy may take to end when it is removed. */
  readonly drain: number;
};

/**
 * A tree that a hand made is copied to where generations lie: whole and read back before it bears its name. The original
 * stays as it is, whatever becomes of the run (U5).
 */
export const adoptTree: Action<AdoptTreeArgs, null> = {
  name: 'adopt-tree@1',
  touches: ({ from, into }) => [
    { kind: 'path', name: from, access: 'reads' },
    { kind: 'path', name: into, access: 'writes' },
  ],
  ...freshTree(async (args, partial, host) => {
    if (args.entries === null) await host.files.copy(args.from, partial);
    else await copyEntries(args, args.entries, partial, host);
    for (const entry of args.entries ?? ['']) await compared(`${args.from}/${entry}`, `${partial}/${entry}`, host);
  }),
};

async function copyEntries(
  args: AdoptTreeArgs,
  entries: readonly string[],
  partial: string,
  host: Host,
): Promise<void> {
  const { files } = host;
  const { from, empty } = args;
  await files.makeFolder(partial, await like(from, host));
  for (const entry of entries) {
    for (const folder of parentsOf(entry))
      await files.makeFolder(`${partial}/${folder}`, await like(`${from}/${folder}`, host));
    await files.copy(`${from}/${entry}`, `${partial}/${entry}`);
  }
  for (const name of empty) {
    const found = await files.stat(`${from}/${name}`);
    if ((await files.stat(`${partial}/${name}`)) !== null) continue;
    if (found?.kind === 'file' || found?.kind === 'other') continue;
    if (found?.kind === 'link') await files.point(`${partial}/${name}`, found.to ?? '');
    else await files.makeFolder(`${partial}/${name}`, await like(`${from}/${name}`, host));
  }
}

/** What was copied is what is there now; E_ADOPT_CHANGED names what is not. */
async function compared(from: string, to: string, { files }: Host): Promise<void> {
  const [before, now] = [from, to].map((path) => path.replace(/\/$/, ''));
  const lines = differenceLines(
    compareManifest(await rootedManifestOf(files, before as string), await rootedManifestOf(files, now as string)),
  );
  if (lines.length === 0) return;
  throw new MaintError(
    'E_ADOPT_CHANGED',
    t('adopt-changed', { path: before as string, lines: firstOf(lines) }),
    t('adopt-again'),
  );
}

/** The mode and the owner of a folder that is made anew: workers that dropped root write into some of them. */
async function like(path: string, host: Host): Promise<{ mode: number; uid?: number; gid?: number }> {
  const found = await host.files.stat(path);
  if (found?.kind !== 'folder') return { mode: 0o755 };
  return { mode: found.mode, uid: found.uid, gid: found.gid };
}

/** `a/b/c` → `a`, `a/b`. */
const parentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, all) => all.slice(0, index + 1).join('/'));
