import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Entry, type EntryBody, foldRun, MaintError, type Millis, type ProcessRef } from '@flatnet-maint/core';
import { runDamaged, Superseded } from './errors.ts';
import { genesis, type Journal, lineOf, readLines } from './journal-lines.ts';
import { keepIn } from './keep.ts';
import type { Order, RunRecord } from './run-record.ts';
import { t } from './texts.ts';
import { type Moment, waitLeft } from './waiting.ts';

/** Who owns a run: number, process, since when. */
export interface Owner extends ProcessRef {
  readonly number: number;
  readonly since: string;
  readonly by: string;
  /** Monotonic time of the claim: an owner that wrote no line yet is as old as that, not as the last line. */
  readonly mono: Millis;
}

const reserveBytes = 256 * 1024;
const runDir = (state: string, id: string) => join(state, 'runs', id);
const openMarker = (state: string) => join(state, 'open', 'run');

/** The id of the run that is open on this host, null when none is. The folder `open` holding anything arms the boot recovery. */
export function openRun(state: string): string | null {
  try {
    return fs.readFileSync(openMarker(state), 'utf8').trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw stateUnreadable(openMarker(state), error as NodeJS.ErrnoException);
  }
}

/** The state folder is root's own: to anybody else a run may be open, and nothing may be said of it. */
function stateUnreadable(path: string, { code = '' }: NodeJS.ErrnoException): MaintError {
  const next = code === 'EACCES' || code === 'EPERM' ? t('run-with-sudo') : t('look-at', { path });
  return new MaintError('E_STATE_UNREADABLE', t('state-unreadable', { path, why: code }), next);
}

/** Makes a new run's folder and opens it for owner 1. E_RUN_OPEN (6) when another run is open: state and lock are one per host. */
export function createRun(state: string, id: string, self: ProcessRef, by: string): RunFolder {
  for (const dir of ['runs', 'open']) fs.mkdirSync(join(state, dir), { recursive: true, mode: 0o700 });
  const dir = runDir(state, id);
  try {
    fs.mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new MaintError('E_PLAN_APPLIED', t('plan-applied', { id }), t('show-or-plan', { run: id }));
  }
  try {
    for (const sub of ['orders', 'kept']) fs.mkdirSync(join(dir, sub), { mode: 0o700 });
    writeDurably(join(dir, 'reserve'), Buffer.alloc(reserveBytes, 1));
    claim(dir, 1, self, by);
    fs.closeSync(fs.openSync(join(dir, 'journal.jsonl'), 'ax', 0o600));
    // Written aside and linked, so that the marker is whole when it appears and only one run can have it.
    const aside = join(state, `open-${id}`);
    writeDurably(aside, `${id}\n`);
    try {
      fs.linkSync(aside, openMarker(state));
    } finally {
      fs.rmSync(aside, { force: true });
    }
    syncDir(join(state, 'open'));
  } catch (error) {
    unmark(state, id);
    fs.rmSync(dir, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw runOpen(state);
    throw error;
  }
  return new RunFolder(state, id, 1, { entries: [], h: genesis, soundBytes: 0, tornBytes: 0, damage: null });
}

/** The marker of another run stays. */
function unmark(state: string, id: string): void {
  if (openRun(state) === id) fs.rmSync(openMarker(state), { force: true });
}

/** E_RUN_OPEN (6) when a run is open, before anything is looked at that it may be changing. */
export function refuseOpen(state: string): void {
  if (openRun(state) !== null) throw runOpen(state);
}

function runOpen(state: string): MaintError {
  const id = openRun(state) ?? t('just-closed');
  const owner = id.startsWith('(') ? null : lastOwner(state, id);
  return new MaintError(
    'E_RUN_OPEN',
    owner === null ? t('run-open', { run: id }) : t('run-open-owned', { run: id, pid: owner.pid, since: owner.since }),
    t('show-resume-abort', { run: id }),
    { exit: 6 },
  );
}

/** The newest claim on a run. */
export const lastOwner = (state: string, id: string): Owner | null => allOwners(state, id).at(-1) ?? null;

/** Every claim on a run, the newest last. */
export function allOwners(state: string, id: string): readonly Owner[] {
  const dir = runDir(state, id);
  if (!fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir)
    .flatMap((name) => /^owner\.(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map((number) => readOwner(join(dir, `owner.${number}.json`), number));
}

function readOwner(file: string, number: number): Owner {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Owner;
  } catch (error) {
    // A claim that cannot be read belongs to no process that can be found; its number stays used.
    if (!(error instanceof SyntaxError)) throw error;
    return { number, pid: 0, started: '', boot: '', since: 'unknown', by: t('claim-unfinished'), mono: 0 };
  }
}

/** Owner n is a file that only one process can make; whoever loses the race gets EEXIST. */
export function claim(dir: string, number: number, self: ProcessRef, by: string): void {
  const owner: Owner = {
    number,
    pid: self.pid,
    started: self.started,
    boot: self.boot,
    since: new Date().toISOString(),
    by,
    mono: monotonic(),
  };
  const aside = join(dir, `claim-${randomUUID()}`);
  freeing(dir, () => writeDurably(aside, JSON.stringify(owner)));
  try {
    fs.linkSync(aside, join(dir, `owner.${number}.json`));
  } finally {
    fs.rmSync(aside, { force: true });
  }
  syncDir(dir);
}

/** Reads a run's journal without owning it. One that is gone is damaged; one that could not be read just now is no answer. */
export function readRun(state: string, id: string): Journal {
  try {
    return readLines(fs.readFileSync(join(runDir(state, id), 'journal.jsonl')));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code ?? '')) throw error;
    return { entries: [], h: genesis, soundBytes: 0, tornBytes: 0, damage: t('journal-gone', { why: message }) };
  }
}

/**
 * The component of a run, to name it in a command. Where its journal does not tell, the only one that has a ready way back;
 * among several nobody but a human can tell, and a word stands for it.
 */
export function whoseRun(state: string, { entries }: Pick<Journal, 'entries'>): string {
  if (entries[0]?.type === 'opened') return entries[0].plan.component;
  const folder = join(state, 'last-good');
  const names = fs.existsSync(folder)
    ? fs.readdirSync(folder).flatMap((name) => /^([\w-]+)\.json$/.exec(name)?.[1] ?? [])
    : [];
  return names.length === 1 ? (names[0] as string) : 'COMPONENT';
}

/** Takes the record as owner `number` (already claimed, the former owner ended): cuts the torn tail, ready to append. */
export function takeRun(state: string, id: string, number: number): RunFolder {
  const journal = readRun(state, id);
  if (journal.damage !== null) throw runDamaged(id, journal.damage, whoseRun(state, journal));
  if (journal.tornBytes > 0) {
    const file = join(runDir(state, id), 'journal.jsonl');
    fs.truncateSync(file, journal.soundBytes);
    syncDir(file);
  }
  return new RunFolder(state, id, number, journal);
}

export class RunFolder implements RunRecord {
  readonly id: string;
  readonly keep;
  readonly folder: string;
  readonly #state: string;
  readonly #owner: number;
  readonly #entries: Entry[];
  #h: string;

  constructor(state: string, id: string, owner: number, journal: Journal) {
    this.id = id;
    this.folder = runDir(state, id);
    this.keep = keepIn(join(this.folder, 'kept'));
    this.#state = state;
    this.#owner = owner;
    this.#entries = [...journal.entries];
    this.#h = journal.h;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  append(body: EntryBody): Entry {
    if (!this.isOwned()) throw new Superseded(this.id);
    const stamp = { n: this.#entries.length + 1, ...moment(), owner: this.#owner };
    const entry = { ...stamp, ...body };
    const { line, h } = lineOf(this.#h, entry);
    const file = join(this.folder, 'journal.jsonl');
    const goesOn = () => this.#goesOn(body);
    freeing(this.folder, () => appendDurably(file, line), goesOn);
    this.#h = h;
    this.#entries.push(entry);
    return entry;
  }

  isOwned(): boolean {
    return !fs.existsSync(join(this.folder, `owner.${this.#owner + 1}.json`));
  }

  orders(): readonly Order[] {
    const taken = this.#entries.flatMap((entry) => (entry.type === 'ordered' ? [entry.order] : []));
    return (['abort', 'confirm'] as const).filter((order) => {
      if (taken.includes(order)) return false;
      const put = this.#putAt(order);
      return put !== null && (order === 'abort' || (waitLeft(this.#entries, put) ?? 1) > 0);
    });
  }

  /** When an order was put; null when it was not. */
  #putAt(order: Order): Moment | null {
    try {
      const [at = '', mono = '', boot = ''] = fs.readFileSync(join(this.folder, 'orders', order), 'utf8').split(' ');
      return { at, mono: Number(mono), boot };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** A line of the way forward turns the run round on a full disk: the reserve is for the way back. */
  #goesOn(body: EntryBody): boolean {
    if (['failed', 'resumed', 'ordered', 'note', 'closed'].includes(body.type)) return false;
    if (this.#entries.length === 0) return true;
    const { goesBack, committed } = foldRun(this.#entries);
    return !goesBack && !committed;
  }

  finish(): void {
    unmark(this.#state, this.id);
    syncDir(join(this.#state, 'open'));
    for (const name of ['kept', 'reserve']) fs.rmSync(join(this.folder, name), { recursive: true, force: true });
  }
}

/** Puts an order beside a run; only its owner acts on it. */
export function putOrder(state: string, id: string, order: Order): void {
  fs.mkdirSync(join(runDir(state, id), 'orders'), { recursive: true, mode: 0o700 });
  // Whole when it appears; an order that was put already is the same order.
  const aside = join(runDir(state, id), `order-${randomUUID()}`);
  const { at, mono, boot } = moment();
  writeDurably(aside, `${at} ${mono} ${boot}`);
  try {
    fs.linkSync(aside, join(runDir(state, id), 'orders', order));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** Now, on both clocks. */
export const moment = (): Moment => ({ at: new Date().toISOString(), mono: monotonic(), boot: bootId() });

/** Of this boot, the same in every process, to a hundredth. */
export const monotonic = (): Millis => Math.round(Number(process.hrtime.bigint() / 1_000n) / 10) / 100;

let boot: string | null = null;
function bootId(): string {
  boot ??= fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

/**
 * On a full disk the reserve is given up, once, so that the way back can still be written. What still goes forward is
 * not written then, but turned round.
 */
function freeing(dir: string, write: () => void, goesOn: () => boolean = () => false): void {
  try {
    write();
  } catch (error) {
    const reserve = join(dir, 'reserve');
    if (!isFull(error) || !fs.existsSync(reserve)) throw error;
    fs.rmSync(reserve);
    if (!goesOn()) {
      write();
      return;
    }
    throw new MaintError('E_STATE_FULL', t('state-full'), t('free-there'), { cause: error });
  }
}

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

function appendDurably(file: string, line: string): void {
  const fd = fs.openSync(file, 'a', 0o600);
  try {
    const before = fs.fstatSync(fd).size;
    try {
      const bytes = Buffer.from(line);
      for (let at = 0; at < bytes.length; ) at += fs.writeSync(fd, bytes, at);
      fs.fsyncSync(fd);
    } catch (error) {
      // A half-written line of a living owner would read as damage once another line follows it.
      fs.ftruncateSync(fd, before);
      throw error;
    }
  } finally {
    fs.closeSync(fd);
  }
}

function writeDurably(file: string, content: string | Uint8Array): void {
  const fd = fs.openSync(file, 'wx', 0o600);
  try {
    fs.writeFileSync(fd, content);
    fs.fsyncSync(fd);
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  } finally {
    fs.closeSync(fd);
  }
}

function syncDir(path: string): void {
  const fd = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
