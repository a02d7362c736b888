import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MaintError, type Release } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { t } from './texts.ts';
import { tooLarge } from './too-large.ts';
import { unxz } from './unxz.ts';

const unzip = promisify(gunzip);

/** `file`: it is no archive, but one program as it is. */
export type Packing = 'gzip' | 'xz' | 'plain' | 'zip' | 'file';

const ENDINGS: readonly (readonly [string, Packing])[] = [
  ['.tar.gz', 'gzip'],
  ['.tgz', 'gzip'],
  ['.tar.xz', 'xz'],
  ['.txz', 'xz'],
  ['.zip', 'zip'],
  ['.tar', 'plain'],
];

/** Packed in a way that is not understood: no program, whatever may be plain. */
const OTHER_PACKED =
  /\.(7z|ar|apk|br|bz2?|cab|cpio|deb|dmg|gz|iso|jar|lz|lz4|lzma|rar|rpm|sit|tb2|tbz2?|tlz|tzst|whl|xz|z|zst)$/;

/** How a release is packed, by its name alone: sniffing would let a file decide which decoder reads it. */
export function packingOf({ path, plain }: Pick<Release, 'path' | 'plain'>): Packing {
  // While it is being fetched it bears another ending, behind its own.
  const name = path.toLowerCase().replace(/\.partial$/, '');
  const found = ENDINGS.find(([ending]) => name.endsWith(ending));
  if (found) return found[1];
  if (plain && !OTHER_PACKED.test(name)) return 'file';
  throw new MaintError(
    'E_ARCHIVE_ENDING',
    t('archive-ending', { path, endings: ENDINGS.map(([ending]) => ending).join(', ') }),
    t('unpack-by-hand'),
  );
}

/** The tar bytes of an archive. Decompression stops at the limit, so a bomb costs no more memory than that. */
export async function plainArchive(path: string, packed: Uint8Array, limits: ArchiveLimits): Promise<Buffer> {
  const plain = packingOf({ path }) === 'plain' ? buffer(packed) : await decompressed(path, packed, limits);
  if (plain.length > limits.bytes) throw tooLarge(path, limits.bytes);
  refuseNested(path, plain);
  return plain;
}

/** The tar reader would decompress once more what looks compressed, and that without our limits. */
export function refuseNested(path: string, plain: Buffer): void {
  const isNested = (plain[0] === 0x1f && plain[1] === 0x8b) || plain.subarray(0, 4).equals(ZSTD);
  if (isNested) throw archiveError('DAMAGED', t('archive-nested', { path }));
}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function decompressed(path: string, packed: Uint8Array, limits: ArchiveLimits): Promise<Buffer> {
  const most = Math.floor(Math.min(limits.bytes, Math.max(limits.ratioFrom, packed.length * limits.ratio)));
  try {
    if (packingOf({ path }) === 'gzip') return await unzip(packed, { maxOutputLength: most });
    const plain = await unxz(packed, most);
    if (plain !== null) return plain;
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path, most);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw archiveError('DAMAGED', t('archive-undecompressed', { path, why: reason }), cause);
  }
  throw tooLarge(path, most);
}
