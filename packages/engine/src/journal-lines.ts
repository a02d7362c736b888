import { createHash } from 'node:crypto';
import type { Entry, EntryBody, Stamp } from '@flatnet-maint/core';

/**
 * Journal lines: JSON, each ending with `h = sha256(previous h + this line without h)`, so that the last line covers
 * itself. The chain finds accidents; whoever may rewrite the file can also make a new chain.
 */
export const genesis = '0'.repeat(64);

const seal = (previous: string, body: string): string =>
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

const tail = /,"h":"([0-9a-f]{64})"\}$/;

/** Reads a journal's bytes. Torn = the bytes after the last newline; everything else that does not fit is damage. */
export function readLines(bytes: Uint8Array): Journal {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const soundBytes = buffer.lastIndexOf(0x0a) + 1;
  const entries: Entry[] = [];
  let h = genesis;
  let damage: string | null = null;
  const lines = soundBytes === 0 ? [] : buffer.toString('utf8', 0, soundBytes - 1).split('\n');
  for (const [index, line] of lines.entries()) {
    const problem = readLine(line, index, h);
    if ('damage' in problem) {
      damage = problem.damage;
      break;
    }
    entries.push(problem.entry);
    h = problem.h;
  }
  return { entries, h, soundBytes, tornBytes: buffer.length - soundBytes, damage };
}

function readLine(line: string, index: number, previous: string): { entry: Entry; h: string } | { damage: string } {
  const where = `line ${index + 1}`;
  const match = tail.exec(line);
  if (match?.[1] === undefined) return { damage: `${where} does not end with its hash` };
  const body = `${line.slice(0, match.index)}}`;
  if (seal(previous, body) !== match[1])
    return { damage: `${where} does not follow from the line before it (changed, missing or moved)` };
  let entry: Entry;
  try {
    entry = JSON.parse(body) as Entry;
  } catch {
    return { damage: `${where} is not JSON` };
  }
  if (entry.n !== index + 1) return { damage: `${where} carries number ${entry.n}` };
  return { entry, h: match[1] };
}
