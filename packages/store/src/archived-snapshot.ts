import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { archiveEntries } from './archive-entries.ts';
import { archiveFiles } from './archive-files.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { refuseNested } from './plain-archive.ts';
import { SNAPSHOT_FILE } from './snapshot.ts';
import { t } from './texts.ts';
import { refuseLarge } from './too-large.ts';

/** A snapshot wherever it lies: its folder, and what reads it there. */
export interface SnapshotPlace {
  readonly files: ReadFiles;
  readonly folder: string;
}

/** An exported snapshot, read whole into memory and unpacked nowhere. E_SNAPSHOT_ABSENT when the file is none. */
export async function archivedSnapshot(files: ReadFiles, file: string): Promise<SnapshotPlace> {
  const real = await files.real(file);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat?.kind !== 'file')
    throw new MaintError('E_SNAPSHOT_ABSENT', t('archive-no-file', { file }), t('archive-no-file-next'));
  refuseLarge(file, stat.bytes, ARCHIVE_LIMITS);
  const bytes = Buffer.from(await files.read(real));
  refuseNested(file, bytes);
  const inside = await archiveFiles(file, await archiveEntries(file, bytes, ARCHIVE_LIMITS));
  const [folder, ...others] = await inside.list('');
  if (folder !== undefined && others.length === 0 && (await inside.stat(`${folder}/${SNAPSHOT_FILE}`)))
    return { files: inside, folder };
  throw new MaintError('E_SNAPSHOT_ABSENT', t('archive-no-snapshot', { file }), t('archive-no-file-next'));
}
