import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MaintError } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { t } from './texts.ts';

const unzip = promisify(gunzip);

const ENDINGS: readonly (readonly [string, 'gzip' | 'plain'])[] = [
  ['.tar.gz', 'gzip'],
  ['.tgz', 'gzip'],
  ['.tar', 'plain'],
];

/** How an archive is packed, by its name alone: sniffing would let a file decide which decoder reads it. */
export function packingOf(path: string): 'gzip' | 'plain' {
  const found = ENDINGS.find(([ending]) => path.toLowerCase().endsWith(ending));
  if (found) return found[1];
  throw new MaintError(
    'E_ARCHIVE_ENDING',
    t('archive-ending', { path, endings: ENDINGS.map(([ending]) => ending).join(', ') }),
    t('unpack-by-hand'),
  );
}

/** The tar bytes of an archive. Decompression stops at the limit, so a bomb costs no more memory than that. */
export async function plainArchive(path: string, packed: Uint8Array, limits: ArchiveLimits): Promise<Buffer> {
  const plain = packingOf(path) === 'plain' ? buffer(packed) : await decompressed(path, packed, limits);
  if (plain.length > limits.bytes) throw tooLarge(path, limits.bytes);
  // The tar reader would decompress once more what looks compressed, and that without our limits.
  const nested = (plain[0] === 0x1f && plain[1] === 0x8b) || plain.subarray(0, 4).equals(ZSTD);
  if (nested) throw archiveError('DAMAGED', t('archive-nested', { path }));
  return plain;
}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function decompressed(path: string, packed: Uint8Array, limits: ArchiveLimits): Promise<Buffer> {
  const most = Math.floor(Math.min(limits.bytes, Math.max(limits.ratioFrom, packed.length * limits.ratio)));
  try {
    return await unzip(packed, { maxOutputLength: most });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path, most);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw archiveError('DAMAGED', t('archive-undecompressed', { path, why: reason }), cause);
  }
}

function tooLarge(path: string, most: number): MaintError {
  return archiveError('TOO_LARGE', t('archive-too-large', { path, most }));
}
