import { randomBytes } from 'node:crypto';
import { sha256 } from '@flatnet-maint/core';
import { removedOnFailure } from './begun.ts';
import { type BuildHost, buildRelease } from './build-release.ts';
import { type Built, builtPath, readBuilt, recordBuilt } from './built-release.ts';
import { folderOf, nameOf, partialOf, under } from './paths.ts';
import { packingOf } from './plain-archive.ts';
import type { Recipe } from './recipe.ts';
import type { Offer, Ports } from './release-source.ts';
import { nullIfUnsound, type Staged } from './stage-release.ts';
import { verifyRelease } from './verify-release.ts';

/** What a release is built with. */
export interface Builds {
  /** Where clones are made, for a moment: a folder of temporary files that every user may enter. */
  readonly folder: string;
  /** Who we are. */
  readonly uid: number;
  /** A host for one build, whose processes bear the mark; what it leaves running is ended when `work` is over. */
  lend<T>(mark: string, limit: number, work: (host: BuildHost) => Promise<T>): Promise<T>;
  /** Ends what a build of that mark left that was killed. */
  endLeft(mark: string): Promise<void>;
}

/** What is done besides the command: the clone, and slow disks. */
const besides = 30 * 60_000;

/**
 * A release that is built, in hand and verified. What was built of the same commit in the same way is used again; else it
 * is built, and what came out is written once, under its own digest. Nothing but the cache is changed; killed anywhere,
 * the next call clears what is left and builds anew.
 */
export async function stageBuilt(
  ports: Ports & { readonly builds: Builds },
  offer: Offer & { readonly recipe: Recipe },
  cache: string,
  onBegin?: () => void,
): Promise<Staged> {
  const { files, locks } = ports;
  const { recipe } = offer;
  // Before anything is done: what would come out could not be used.
  packingOf({ ...offer, path: recipe.output });
  const staged = async (path: string, built: Built, how: Staged['how']): Promise<Staged> => ({
    ...(await verifyRelease(files, { ...offer, path, sha256: built.sha256 })),
    ...{ path: builtPath(cache, recipe, built), sha256: built.sha256, how, signature: null },
  });
  const sound = async (): Promise<Staged | null> => {
    const built = await readBuilt(files, cache, recipe);
    return built === null ? null : staged(builtPath(cache, recipe, built), built, 'before').catch(nullIfUnsound);
  };
  const before = await sound();
  if (before !== null) return before;
  await files.makeFolder(cache, { mode: 0o700 });
  return locks.hold(under(cache, 'build.lock'), async () => {
    const meanwhile = await sound();
    if (meanwhile !== null) return meanwhile;
    onBegin?.();
    const made = await inFreshFolder(ports, cache, async (folder, mark) => {
      const { lend, uid } = ports.builds;
      const bytes = await lend(mark, recipe.limit + besides, (host) => buildRelease(host, recipe, { folder, uid }));
      const result: Built = { sha256: sha256(bytes), bytes: bytes.length };
      const path = builtPath(cache, recipe, result);
      const partial = partialOf(path);
      return removedOnFailure(files, partial, async () => {
        await files.write(partial, bytes);
        const found = await staged(partial, result, 'built');
        await files.remove(path);
        await files.rename(partial, path);
        return found;
      });
    });
    // Last: once it is said to be built nobody comes to clear what lay beside it.
    await recordBuilt(files, cache, recipe, made);
    return made;
  });
}

const NAME = /^flatnet-maint-build-[0-9a-f]{24}$/;

/** Its name is noted first, so that the next one clears it after a death, with what still runs there; its mark is that name. */
async function inFreshFolder<T>(
  { files, builds }: Ports & { readonly builds: Builds },
  cache: string,
  work: (folder: string, mark: string) => Promise<T>,
): Promise<T> {
  const note = under(cache, 'build.place');
  const clear = async (): Promise<void> => {
    if ((await files.stat(note)) === null) return;
    const noted = await files.text(note);
    const name = nameOf(noted);
    // Half a note names nothing of ours.
    if (NAME.test(name) && noted === under(folderOf(noted), name)) {
      await builds.endLeft(name);
      await files.remove(noted);
    }
    await files.remove(note);
  };
  await clear();
  const mark = `flatnet-maint-build-${randomBytes(12).toString('hex')}`;
  const folder = under(builds.folder, mark);
  await files.write(note, folder);
  const done = await removedOnFailure(files, folder, () => work(folder, mark)).catch(async (error) => {
    // While it is there, its name is needed.
    if ((await files.stat(folder)) === null) await files.remove(note);
    throw error;
  });
  await clear();
  return done;
}
