import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { compareManifest, differenceLines, rootedManifestOf } from '@flatnet-maint/store';
import { firstOf } from './generation-sound.ts';
import { emptied } from './lay-tree.ts';
import { folderOf } from './paths.ts';
import { t } from './texts.ts';

export type AdoptTreeArgs = {
  readonly from: string;
  readonly into: string;
  /** Paths below it that are taken, each with all it holds; null = everything. */
  readonly entries: readonly string[] | null;
  /** Folders that are there empty, or the link that stands for them. */
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
  async capture({ into }, host) {
    if ((await host.files.stat(into)) === null) return null;
    throw new MaintError('E_TREE_EXISTS', t('tree-exists', { path: into }), t('new-name'));
  },
  async do(args, _saved, host) {
    // Only a whole tree bears the name.
    if ((await host.files.stat(args.into)) !== null) return;
    const partial = aside(args.into);
    await host.files.makeFolder(folderOf(args.into));
    await host.files.remove(partial);
    if (args.entries === null) await host.files.copy(args.from, partial);
    else await copyEntries(args, args.entries, partial, host);
    await host.files.rename(partial, args.into);
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

async function copyEntries(
  args: AdoptTreeArgs,
  entries: readonly string[],
  partial: string,
  host: Host,
): Promise<void> {
  const { files } = host;
  const { from, empty } = args;
  await files.makeFolder(partial, { mode: await modeOf(from, host) });
  for (const entry of entries) {
    for (const folder of parentsOf(entry))
      await files.makeFolder(`${partial}/${folder}`, { mode: await modeOf(`${from}/${folder}`, host) });
    await files.copy(`${from}/${entry}`, `${partial}/${entry}`);
  }
  for (const name of empty) {
    const found = await files.stat(`${from}/${name}`);
    if ((await files.stat(`${partial}/${name}`)) !== null) continue;
    if (found?.kind === 'link') await files.point(`${partial}/${name}`, found.to ?? '');
    else await files.makeFolder(`${partial}/${name}`, { mode: found?.mode ?? 0o755 });
  }
  for (const entry of entries) {
    const [before, now] = [`${from}/${entry}`, `${partial}/${entry}`];
    const lines = differenceLines(
      compareManifest(await rootedManifestOf(files, before), await rootedManifestOf(files, now)),
    );
    if (lines.length === 0) continue;
    throw new MaintError(
      'E_ADOPT_CHANGED',
      t('adopt-changed', { path: before, lines: firstOf(lines) }),
      t('adopt-again'),
    );
  }
}

const modeOf = async (path: string, host: Host): Promise<number> => (await host.files.stat(path))?.mode ?? 0o755;

/** `a/b/c` → `a`, `a/b`. */
const parentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, all) => all.slice(0, index + 1).join('/'));
