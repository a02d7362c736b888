import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { sha256 } from '@flatnet-maint/core';
import type { Entry, ExtraField, LocalFileHeader } from 'yauzl';
import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import type { SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';
import { tooLarge } from './too-large.ts';

const inflate = promisify(inflateRaw);

/** One entry, with the two headers that must tell the same of it. */
interface Listed {
  readonly name: string;
  readonly entry: Entry;
  readonly local: LocalFileHeader;
}

/**
 * The entries of a zip archive that is wholly in memory. A zip tells everything twice, in front of each file and at the
 * end, and programs differ in which they believe: an archive whose two tales differ is refused, for it would not be what
 * somebody else's program had looked at. So are files that lie on top of each other, the making of the worst bombs.
 */
export async function zipEntries(path: string, packed: Uint8Array, limits: ArchiveLimits): Promise<SourceEntry[]> {
  const zip = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const listed = await damagedUnless(path, () => listing(path, zip, limits));
  refuseOverlaps(path, listed);
  const most = Math.min(limits.bytes, Math.max(limits.ratioFrom, zip.length * limits.ratio));
  const whole = listed.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (whole > most) throw tooLarge(path, Math.floor(most));
  const entries: SourceEntry[] = [];
  for (const one of listed) entries.push(await sourceEntry(path, zip, one));
  return entries;
}

async function listing(path: string, zip: Buffer, limits: ArchiveLimits): Promise<readonly Listed[]> {
  const { fromBufferPromise, getFileNameLowLevel, parseExtraFields } = await import('yauzl');
  const file = await fromBufferPromise(zip, { lazyEntries: true, autoClose: false, decodeStrings: false });
  if (file.entryCount > limits.entries) {
    throw archiveError('TOO_LARGE', t('zip-entries', { path, most: limits.entries }));
  }
  const listed: Listed[] = [];
  for await (const entry of file.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    const local = await file.readLocalFileHeaderPromise(entry);
    const differs = difference(entry, local, parseExtraFields);
    if (differs !== null) {
      throw archiveError('DAMAGED', t('zip-two-ways', { path, name: quoted(name), differs }));
    }
    if (entry.isEncrypted()) {
      throw archiveError('ENCRYPTED', t('zip-encrypted', { path, name: quoted(name) }));
    }
    listed.push({ name, entry, local });
  }
  return listed;
}

const quoted = (name: string): string => JSON.stringify(name);

const LATER = 0x0008;
const MEANING = 0x0801;
const ZIP64 = 0xffff_ffff;
const ZIP64_FIELD = 0x0001;

/** In what the two headers differ. Sizes may stand after the content only (bit 3), or in a further field (zip64). */
function difference(entry: Entry, local: LocalFileHeader, fields: (extra: Buffer) => ExtraField[]): string | null {
  if (!local.fileName.equals(entry.fileNameRaw)) return t('zip-its-name');
  if (local.compressionMethod !== entry.compressionMethod) return t('zip-its-packing');
  if (((local.generalPurposeBitFlag ^ entry.generalPurposeBitFlag) & (MEANING | LATER)) !== 0)
    return t('zip-its-flags');
  const isLater = (local.generalPurposeBitFlag & LATER) !== 0;
  const same = (told: number, known: number) => told === known || (isLater && told === 0);
  const wide = [local.uncompressedSize, local.compressedSize].includes(ZIP64)
    ? (fields(local.extraField).find(({ id }) => id === ZIP64_FIELD)?.data ?? Buffer.alloc(0))
    : Buffer.alloc(0);
  let at = 0;
  const sameSize = (told: number, known: number) => {
    if (told !== ZIP64) return same(told, known);
    at += 8;
    return isLater || (wide.length >= at && Number(wide.readBigUInt64LE(at - 8)) === known);
  };
  if (!same(local.crc32, entry.crc32)) return t('zip-its-checksum');
  // In the order that the further field has them.
  return sameSize(local.uncompressedSize, entry.uncompressedSize) &&
    sameSize(local.compressedSize, entry.compressedSize)
    ? null
    : t('zip-its-size');
}

function refuseOverlaps(path: string, listed: readonly Listed[]): void {
  const spans = listed
    .map(({ name, entry, local }) => ({
      name,
      from: entry.relativeOffsetOfLocalHeader,
      to: local.fileDataStart + entry.compressedSize,
    }))
    .sort((a, b) => a.from - b.from);
  spans.forEach(({ name, to }, n) => {
    const next = spans[n + 1];
    if (next === undefined || to <= next.from) return;
    throw archiveError('OVERLAP', t('zip-overlap', { path, name: quoted(name), next: quoted(next.name) }));
  });
}

async function sourceEntry(path: string, zip: Buffer, { name, entry, local }: Listed): Promise<SourceEntry> {
  const { type, mode } = madeBy(entry, name.endsWith('/'));
  if (type === 'special') return { kind: 'special', path: name, type: t('zip-special') };
  if ((type === 'folder') !== name.endsWith('/')) {
    throw archiveError('DAMAGED', t('zip-half', { path, name: quoted(name) }));
  }
  const bytes = await content(path, zip, name, entry, local);
  if (type === 'file') {
    return {
      kind: 'file',
      path: name,
      mode,
      bytes: bytes.length,
      content: { sha256: sha256(bytes), bytes: async () => bytes },
    };
  }
  if (type === 'link') return { kind: 'link', path: name, to: bytes.toString() };
  if (bytes.length > 0) {
    throw archiveError('DAMAGED', t('zip-half', { path, name: quoted(name) }));
  }
  return { kind: 'folder', path: name, mode };
}

const KINDS: Readonly<Record<number, 'file' | 'folder' | 'link'>> = { 8: 'file', 4: 'folder', 10: 'link' };

/** Kind and mode as Unix or macOS recorded them; other systems record none. */
function madeBy({ versionMadeBy, externalFileAttributes }: Entry, isFolder: boolean) {
  const usual = { type: isFolder ? 'folder' : 'file', mode: isFolder ? 0o755 : 0o644 } as const;
  const recorded = externalFileAttributes >>> 16;
  if (![3, 19].includes(versionMadeBy >> 8) || recorded === 0) return usual;
  const format = recorded >> 12;
  return { type: format === 0 ? usual.type : (KINDS[format] ?? 'special'), mode: recorded & 0o7777 } as const;
}

async function content(path: string, zip: Buffer, name: string, entry: Entry, local: LocalFileHeader): Promise<Buffer> {
  const { compressedSize, uncompressedSize } = entry;
  const packed = zip.subarray(local.fileDataStart, local.fileDataStart + compressedSize);
  const plain = await damagedUnless(path, async () => {
    if (entry.compressionMethod === 0) return packed;
    if (entry.compressionMethod === 8) return inflate(packed, { maxOutputLength: Math.max(1, uncompressedSize) });
    throw archiveError('DAMAGED', t('zip-method', { path, name: quoted(name), method: entry.compressionMethod }));
  });
  if (plain.length === uncompressedSize && crc32(plain) === entry.crc32) return plain;
  throw archiveError('DAMAGED', t('zip-content', { path, name: quoted(name) }));
}

/** What the reader of the format finds wrong is a damaged archive; what we found has its own name already. */
async function damagedUnless<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code?.startsWith('E_')) throw cause;
    throw archiveError('DAMAGED', t('zip-damaged', { path, why: message }), cause);
  }
}
