import * as fs from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@flatnet-maint/core';
import type { RunSummary } from './house.ts';

/** What a run had become when it was closed, and the journal that this was read from. */
interface Noted {
  readonly summary: RunSummary;
  /** Length and time of change of the journal. Whoever writes to it afterwards changes one of them. */
  readonly bytes: number;
  readonly modified: number;
}

const history = (state: string) => join(state, 'history.jsonl');
const journal = (state: string, run: string) => join(state, 'runs', run, 'journal.jsonl');

/**
 * Notes how a run ended, so that thousands of them are listed without reading each journal. Read from the journal itself,
 * after the close. A death before this, a full disk or a torn line costs time only: the listing then reads the journal.
 */
export function noteClosed(state: string, run: string, summarize: () => RunSummary): void {
  try {
    // Looked at first: what is written after this moment makes the note untrue.
    const { size, mtimeMs } = fs.statSync(journal(state, run));
    const summary = summarize();
    if (summary.open || summary.damage !== null || summary.endedAt === null) return;
    append(history(state), lineOf({ summary, bytes: size, modified: mtimeMs }));
  } catch {
    // The journal is the record; this is only a quicker way to it.
  }
}

/** The newest note of each run. Lines that are torn or changed are as if they were not there. */
export function notedRuns(state: string): ReadonlyMap<string, Noted> {
  const noted = new Map<string, Noted>();
  let text: string;
  try {
    text = fs.readFileSync(history(state), 'utf8');
  } catch {
    // Not there, or not to be read: each journal is.
    return noted;
  }
  for (const line of text.split('\n')) {
    const note = noteOf(line);
    if (note !== null) noted.set(note.summary.run, note);
  }
  return noted;
}

/** The summary of a run, while its journal is still the one that was read when it was noted; null = read the journal. */
export function stillTrue(state: string, run: string, note: Noted | undefined): RunSummary | null {
  if (note === undefined) return null;
  const now = fs.statSync(journal(state, run), { throwIfNoEntry: false });
  return now?.size === note.bytes && now.mtimeMs === note.modified ? note.summary : null;
}

const tailLength = ',"h":""}'.length + 64;

function lineOf(note: Noted): string {
  const body = JSON.stringify(note);
  return `${body.slice(0, -1)},"h":"${sha256(body)}"}\n`;
}

function noteOf(line: string): Noted | null {
  const body = `${line.slice(0, -tailLength)}}`;
  if (line.length <= tailLength || line.slice(-tailLength) !== `,"h":"${sha256(body)}"}`) return null;
  return JSON.parse(body) as Noted;
}

/** One write, so that two processes cannot mix their lines; after a torn one a new line is begun first. */
function append(file: string, line: string): void {
  const fd = fs.openSync(file, 'a+', 0o600);
  try {
    const { size } = fs.fstatSync(fd);
    const last = Buffer.alloc(1, '\n');
    if (size > 0) fs.readSync(fd, last, 0, 1, size - 1);
    fs.writeSync(fd, last.toString('latin1') === '\n' ? line : `\n${line}`);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
