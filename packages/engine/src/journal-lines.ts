import { createHash } from 'node:crypto';
import type { Entry, EntryBody, Stamp } from '@flatnet-maint/core';
import { t } from './texts.ts';

/**
 * Journal lines: JSON, each ending with `h = sha256(previous h + this line without h)`, so that the last line covers
 * itself. The chain finds accidents; whoever may rewrite the file can also make a new chain.
 */
export const genesis = '0'.repeat(64);

const seal = (previous: string, body: string | Uint8Array): string =>
  createHash('sha256').update(previous).update(body).digest('hex');

export function lineOf(previous: string, entry: Stamp & EntryBody): { line: string; h: string } {
  const body = JSON.stringify(entry);
  const h = seal(previous, body);
  return { line: `${body.slice(0, -1)},"h":"${h}"}\n`, h };
}

export interface Journal {
  readonly entries: readonly Entry[];
  /** The hash that the next line builds on. */
  readonly h: string;
  /** Bytes up to and including the last newline; what follows is a torn line. */
  readonly soundBytes: number;
  readonly tornBytes: number;
  /** The first thing that cannot be an accident of a crash, in words; null = sound. */
  readonly damage: string | null;
}

/** `,"h":"` + 64 digits + `"}`: what each line ends with. */
const tail = /^,"h":"([0-9a-f]{64})"\}$/;
const tailBytes = 72;

/** Reads a journal's bytes. Torn = the bytes after the last newline; everything else that does not fit is damage. */
export function readLines(bytes: Uint8Array): Journal {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const soundBytes = buffer.lastIndexOf(0x0a) + 1;
  const entries: Entry[] = [];
  let h = genesis;
  const result = (damage: string | null): Journal => {
    return { entries, h, soundBytes, tornBytes: buffer.length - soundBytes, damage };
  };
  for (let from = 0; from < soundBytes; ) {
    const to = buffer.indexOf(0x0a, from);
    const read = readLine(buffer.subarray(from, to), entries.length, h);
    if ('damage' in read) return result(read.damage);
    entries.push(read.entry);
    h = read.h;
    from = to + 1;
  }
  return result(lostNewline(buffer.subarray(soundBytes), entries.length, h));
}

/** A crash cuts a line short. A whole line with another byte in the place of its newline was changed later. */
function lostNewline(torn: Buffer, index: number, previous: string): string | null {
  if (torn.length <= tailBytes || torn.at(-1) === 0) return null;
  const isWhole = !('damage' in readLine(torn.subarray(0, -1), index, previous));
  return isWhole ? t('line-no-newline', { line: index + 1 }) : null;
}

function readLine(line: Buffer, index: number, previous: string): { entry: Entry; h: string } | { damage: string } {
  const number = index + 1;
  const match = tail.exec(line.toString('latin1', Math.max(0, line.length - tailBytes)));
  if (match?.[1] === undefined) return { damage: t('line-no-hash', { line: number }) };
  // The bytes are hashed, not their text: what cannot be decoded reads the same, however it was changed.
  const body = Buffer.concat([line.subarray(0, -tailBytes), Buffer.from('}')]);
  if (seal(previous, body) !== match[1]) return { damage: t('line-not-following', { line: number }) };
  let entry: Entry;
  try {
    entry = JSON.parse(body.toString('utf8')) as Entry;
  } catch {
    return { damage: t('line-no-json', { line: number }) };
  }
  if (entry.n !== number) return { damage: t('line-number', { line: number, number: entry.n }) };
  if (index === 0 && entry.type !== 'opened') return { damage: t('line-no-opening', { line: number }) };
  return { entry, h: match[1] };
}
