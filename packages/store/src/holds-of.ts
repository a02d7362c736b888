import type { ReleaseFile } from '@flatnet-maint/core';
import type { PlacedEntry } from './source-entry.ts';

const MOST_FILES = 64;
const KIB = 1024;
/** Of one text, and of all of them: they may come into a plan, which is printed and journaled. */
const MOST_TEXT = 64 * KIB;
const MOST_TEXTS = 256 * KIB;

/** The files of a release as they will lie in its tree; null when there are too many of them, or too much text in them. */
export async function holdsOf(entries: readonly PlacedEntry[]): Promise<readonly ReleaseFile[] | null> {
  const files = entries.filter((entry) => entry.kind === 'file');
  if (files.length > MOST_FILES) return null;
  let texts = 0;
  const holds: ReleaseFile[] = [];
  for (const { path, bytes, mode, content } of files) {
    const text = bytes <= MOST_TEXT ? textOf(await content.bytes()) : null;
    if (text !== null) texts += bytes;
    if (texts > MOST_TEXTS) return null;
    holds.push({ path, sha256: content.sha256, bytes, mode, ...(text === null ? {} : { text }) });
  }
  return holds;
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    // A mark of byte order is a part of the text: what is read here is what lies there.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
