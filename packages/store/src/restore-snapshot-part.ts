import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { removedOnFailure } from './begun.ts';
import { compareManifest, differenceLines } from './compare-manifest.ts';
import { openSnapshot } from './list-snapshots.ts';
import { folderOf, partialOf, under } from './paths.ts';
import { rootedManifest, type SnapshotPart, snapshotDamage } from './snapshot.ts';
import { t } from './texts.ts';

export interface Restored {
  readonly part: SnapshotPart;
  /** Paths that belong to somebody else than before, because we may not give files away. Never silent. */
  readonly otherOwner: readonly string[];
}

/**
 * One part of a snapshot as it was, at `to`: a scratch place, or its original one after what is there was moved aside.
 * Never over something (H35). Made as `<to>.partial`, compared with the manifest, then renamed.
 */
export async function restoreSnapshotPart(
  files: WriteFiles,
  wanted: {
    readonly state: string;
    readonly component: string;
    readonly id: string;
    readonly part: string;
    readonly to: string;
    readonly modes?: boolean;
  },
): Promise<Restored> {
  const { folder, snapshot } = await openSnapshot(files, wanted);
  const part = snapshot.parts.find((one) => one.name === wanted.part);
  if (!part) {
    throw new MaintError(
      'E_SNAPSHOT_PART_ABSENT',
      t('no-such-part', {
        id: wanted.id,
        component: wanted.component,
        part: wanted.part,
        parts: snapshot.parts.map((one) => one.name).join(', '),
      }),
      t('name-one'),
    );
  }
  if (part.sealed !== undefined) {
    throw new MaintError(
      'E_SEALED_CLOSED',
      t('part-sealed', { part: part.name, id: wanted.id }),
      `flatnet-maint snapshots open ${wanted.component} ${wanted.id} --into DIR`,
    );
  }
  if (await files.stat(wanted.to)) {
    throw new MaintError('E_RESTORE_EXISTS', t('restore-exists', { path: wanted.to }), t('move-aside-first'));
  }
  // Before anything is made: what is damaged anywhere is not to be trusted for a part of it.
  const found = await snapshotDamage(files, folder, snapshot, wanted);
  if (found.length > 0) {
    throw new MaintError(
      'E_SNAPSHOT_DAMAGED',
      t('snapshot-damaged', { id: wanted.id, lines: found.slice(0, 5).join('; ') }),
      t('snapshot-damaged-next', { component: wanted.component }),
    );
  }
  const partial = partialOf(wanted.to);
  await files.remove(partial);
  return removedOnFailure(files, partial, async () => {
    await files.makeFolder(folderOf(wanted.to));
    await files.copy(`${folder}/${part.stored}`, partial);
    // Deepest first: a folder that gets a mode which keeps us out comes after all it holds.
    for (const entry of part.entries.toReversed()) {
      if (entry.kind !== 'link') await files.chmod(under(partial, entry.path), entry.mode);
    }
    const now = await rootedManifest(files, partial);
    const damage = differenceLines(compareManifest(part.entries, now, wanted));
    if (damage.length > 0) {
      throw new MaintError(
        'E_SNAPSHOT_DAMAGED',
        t('part-damaged', { part: part.name, id: wanted.id, damage: damage.slice(0, 5).join('; '), path: wanted.to }),
        t('restore-older', { component: wanted.component }),
      );
    }
    const owners = new Map(now.map((entry) => [entry.path, entry]));
    const otherOwner = part.entries.filter((entry) => {
      const is = owners.get(entry.path);
      return is?.uid !== entry.uid || is?.gid !== entry.gid;
    });
    if (partial !== wanted.to) await files.rename(partial, wanted.to);
    return { part, otherOwner: otherOwner.map((entry) => under(wanted.to, entry.path)) };
  });
}
