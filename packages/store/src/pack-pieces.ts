import { MaintError, sha256, type WriteFiles } from '@flatnet-maint/core';
import { folderOf } from './paths.ts';
import { checksumLine, refuseTaken, type SealedArchive, sealedArchive } from './sealed-archive.ts';
import { block, headerOf, restOf } from './tar-header.ts';
import { t } from './texts.ts';

/** A file of an archive that is in memory. */
export interface Piece {
  /** Relative to the archive's one folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Pieces as one .tar with one folder in it, `SHA256SUMS` of all of them included. Closed to others; writes over nothing,
 * asks for the space before, and leaves the archive with its checksum beside it, or nothing.
 */
export async function packPieces(
  files: WriteFiles,
  what: { readonly top: string; readonly made: Date; readonly pieces: readonly Piece[] },
  file: string,
): Promise<SealedArchive> {
  await refuseTaken(files, file);
  const sums = what.pieces.map(({ path, bytes }) => checksumLine(sha256(bytes), path)).join('');
  const all = [...what.pieces, { path: 'SHA256SUMS', bytes: Buffer.from(sums) }];
  await refuseFull(files, file, all);
  return sealedArchive(files, file, () =>
    files.writePieces(file, async (put) => {
      for (const { path, bytes } of all) {
        const stat = {
          kind: 'file',
          bytes: bytes.length,
          mode: 0o600,
          uid: 0,
          gid: 0,
          modified: what.made.getTime(),
        } as const;
        for (const header of await headerOf(`${what.top}/${path}`, stat)) await put(header);
        await put(bytes);
        await put(restOf(bytes.length));
      }
      await put(new Uint8Array(2 * block));
    }),
  );
}

async function refuseFull(files: WriteFiles, file: string, pieces: readonly Piece[]): Promise<void> {
  // A header, perhaps a pax header of two blocks before it, and the rest of the last block.
  const needs = pieces.reduce((sum, { bytes }) => sum + bytes.length + 4 * block, 2 * block);
  const free = await files.free(folderOf(file));
  if (free >= needs) return;
  const mib = (count: number): string => (count / 1_048_576).toFixed(1);
  throw new MaintError(
    'E_EXPORT_SPACE',
    t('export-space', { folder: folderOf(file), free: mib(free), needs: mib(needs) }),
    t('export-space-next'),
  );
}
