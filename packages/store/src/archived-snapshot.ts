import { MaintError, type ReadFiles, typed } from '@flatnet-maint/core';
import { archiveEntries } from './archive-entries.ts';
import { archiveFiles } from './archive-files.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { nameOf } from './paths.ts';
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
  const inside = await entriesOf(files, real, stat.bytes, file);
  const [folder, ...others] = await inside.list('');
  if (folder !== undefined && others.length === 0 && (await inside.stat(`${folder}/${SNAPSHOT_FILE}`)))
    return { files: inside, folder };
  throw new MaintError('E_SNAPSHOT_ABSENT', t('archive-no-snapshot', { file }), t('archive-no-file-next'));
}

/** Who reads a release says what to do about a release; this is none. */
async function entriesOf(files: ReadFiles, real: string, size: number, file: string): Promise<ReadFiles> {
  try {
    refuseLarge(file, size, ARCHIVE_LIMITS);
    const bytes = Buffer.from(await files.read(real));
    refuseNested(file, bytes);
    return await archiveFiles(file, await archiveEntries(file, bytes, ARCHIVE_LIMITS));
  } catch (error) {
    if (!(error instanceof MaintError) || !error.code.startsWith('E_ARCHIVE_')) throw error;
    const next =
      error.code === 'E_ARCHIVE_TOO_LARGE'
        ? t('carried-large-next')
        : t('carried-damaged-next', { sums: typed(`${nameOf(file)}.sha256`) });
    throw new MaintError(error.code, error.message, next, { cause: error });
  }
}
