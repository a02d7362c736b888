import { type Digest, MaintError, type WriteFiles, type WrittenFile } from '@flatnet-maint/core';
import { removedOnFailure } from './begun.ts';
import { nameOf } from './paths.ts';
import { t } from './texts.ts';

/** An archive that somebody carries off this host. */
export interface SealedArchive {
  readonly file: string;
  /** Beside it, as `sha256sum -c` reads it. */
  readonly checksums: string;
  readonly bytes: number;
  readonly sha256: Digest;
}

const checksumsOf = (file: string): string => `${file}.sha256`;

/** Neither the archive nor its checksum is written over what is there (E_FILE_EXISTS). */
export async function refuseTaken(files: WriteFiles, file: string): Promise<void> {
  for (const path of [file, checksumsOf(file)]) {
    if (await files.stat(path)) throw new MaintError('E_FILE_EXISTS', t('exportTaken', { path }), t('exportTakenNext'));
  }
}

/** Writes an archive, reads it back, and lays its checksum beside it: both files, or none. */
export async function sealedArchive(
  files: WriteFiles,
  file: string,
  write: () => Promise<WrittenFile>,
): Promise<SealedArchive> {
  const { bytes, sha256 } = await write();
  return removedOnFailure(files, file, async () => {
    if ((await files.digest(file)) !== sha256) {
      throw new MaintError('E_EXPORT_DIFFERS', t('exportDiffers', { file }), t('exportDiffersNext'));
    }
    const checksums = checksumsOf(file);
    await files.write(checksums, checksumLine(sha256, nameOf(file)));
    return { file, checksums, bytes, sha256 };
  });
}

/** As sha256sum writes it: a name with a backslash or a line end in it is escaped, and the line begins with a backslash. */
export function checksumLine(sha256: Digest, name: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}
