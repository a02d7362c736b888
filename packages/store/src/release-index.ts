import { compareVersions, type Digest, MaintError, parseVersion } from '@flatnet-maint/core';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { reservedReason } from './reserved-name.ts';
import { t } from './texts.ts';

/** A release as the index of a source names it. `file` and `signature` are relative to the index and stay below it. */
export interface IndexEntry {
  readonly version: string;
  readonly file: string;
  readonly sha256: Digest;
  /** Of the file, in bytes. */
  readonly size: number;
  readonly signature?: string;
}

export const INDEX_NAME = 'index.json';
/** Far beyond what a maker lists, and small enough to be held and checked at once. */
export const INDEX_MOST = 1024 * 1024;
const MOST_ENTRIES = 5_000;
const FORMAT = 1;

/**
 * The entries of an index. It comes from another machine and nothing in it is believed: one entry that could lead out of
 * the source, or that is not what it should be, and nothing of the whole index is used.
 */
export function parseIndex(where: string, bytes: Uint8Array): readonly IndexEntry[] {
  const index = shaped(where, bytes);
  if (index.length > MOST_ENTRIES) throw refused(where, 'TOO_LARGE', t('index-too-many', { most: MOST_ENTRIES }));
  const entries = index.map((value, n) => {
    const entry = checked(value);
    if (typeof entry !== 'string') return entry;
    throw refused(where, 'ENTRY', t('index-entry', { entry: n + 1, what: entry }));
  });
  refuseTwice(where, entries);
  return entries;
}

export const indexText = (entries: readonly IndexEntry[]): string =>
  `${JSON.stringify({ format: FORMAT, releases: entries }, null, 2)}\n`;

function shaped(where: string, bytes: Uint8Array): readonly unknown[] {
  if (bytes.length > INDEX_MOST) throw refused(where, 'TOO_LARGE', t('index-too-large', { most: INDEX_MOST }));
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refused(where, 'DAMAGED', t('index-not-json'), cause);
  }
  if (!isGroup(value)) throw refused(where, 'DAMAGED', t('index-no-group'));
  const { format, releases, ...more } = value;
  if (format !== FORMAT) throw refused(where, 'FORMAT', t('index-format', { format: FORMAT }));
  const [odd] = Object.keys(more);
  if (odd !== undefined) throw refused(where, 'DAMAGED', t('index-odd-key', { key: quoted(odd) }));
  if (!Array.isArray(releases)) throw refused(where, 'DAMAGED', t('index-no-list'));
  return releases;
}

/** The entry, or what is wrong with it. */
function checked(value: unknown): IndexEntry | string {
  if (!isGroup(value)) return t('index-entry-no-group');
  const { version, file, sha256, size, signature, ...more } = value;
  const [odd] = Object.keys(more);
  if (odd !== undefined) return t('index-odd-key', { key: quoted(odd) });
  if (!isVersion(version)) return t('index-version', { value: quoted(version) });
  if (!isFile(file)) return t('index-file', { value: quoted(file) });
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256))
    return t('index-sha256', { value: quoted(sha256) });
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1 || size > ARCHIVE_LIMITS.bytes)
    return t('index-size', { value: quoted(size), most: ARCHIVE_LIMITS.bytes });
  if (signature !== undefined && !isFile(signature)) return t('index-signature', { value: quoted(signature) });
  return { version, file, sha256: sha256.toLowerCase(), size, ...(signature === undefined ? {} : { signature }) };
}

export const isVersion = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 64 && /^\S+$/.test(value) && parseVersion(value) !== null;

/** Names with `/` between them and nothing that a URL, a shell, Windows or a path could read as something else. */
export function isFile(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 200 || value.toLowerCase() === INDEX_NAME) return false;
  return value
    .split('/')
    .every((name) => /^[A-Za-z0-9_][A-Za-z0-9._+~-]*$/.test(name) && reservedReason(name) === null);
}

function refuseTwice(where: string, entries: readonly IndexEntry[]): void {
  const byVersion = entries.toSorted((a, b) => compareVersions(a.version, b.version));
  const twice = byVersion.find((entry, n) => n > 0 && compareVersions(entry.version, byVersion[n - 1]!.version) === 0);
  if (twice !== undefined) throw refused(where, 'TWICE', t('index-version-twice', { version: twice.version }));
  const seen = new Set<string>();
  for (const { file } of entries) {
    if (seen.has(file.toLowerCase())) throw refused(where, 'TWICE', t('index-file-twice', { file }));
    seen.add(file.toLowerCase());
  }
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value of somebody else's for a message of ours: on one line, and not longer than it needs to be. */
const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

function refused(where: string, problem: string, what: string, cause?: unknown): MaintError {
  return new MaintError(`E_INDEX_${problem}`, t('index-refused', { where, what }), t('index-refused-next'), { cause });
}
