import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntryBody } from '@flatnet-maint/core';
import { lineOf } from '@flatnet-maint/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeChange, composeEmergency } from '../src/compose.ts';
import { noteClosed } from '../src/run-history.ts';
import { listRuns, newestRuns, summaryOf } from '../src/run-list.ts';
import { generation, record, stamped, toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const facts = { host: 'local', live: '1.0' };
let state: string;
beforeEach(() => {
  state = fs.mkdtempSync(join(tmpdir(), 'runs-'));
});
afterEach(() => fs.rmSync(state, { recursive: true }));

function plan(id: string, command: 'upgrade' | 'emergency') {
  const place = { id, state };
  const next = record('1.0', null);
  if (command === 'emergency') return composeEmergency('toy', next.good, tool, place, next);
  const from = { component: toy, facts, place, tool, lastGood: null, accepted: [] };
  return composeChange(from, toy.rollback(facts as never, generation('2.0'), place), {
    command,
    soak: 0,
    confirmWithin: null,
  });
}

/** A run's folder as the engine leaves it. */
function put(id: string, command: 'upgrade' | 'emergency', bodies: readonly EntryBody[], how: { open?: true } = {}) {
  const folder = join(state, 'runs', id);
  fs.mkdirSync(folder, { recursive: true });
  const opened: EntryBody = { type: 'opened', plan: plan(id, command), tool: '9', node: '/node', cli: '/cli' };
  let h = '0'.repeat(64);
  const text = stamped([opened, ...bodies]).map((entry) => {
    const made = lineOf(h, entry);
    h = made.h;
    return made.line;
  });
  fs.writeFileSync(join(folder, 'journal.jsonl'), text.join(''));
  if (how.open !== true) return;
  fs.writeFileSync(join(folder, 'owner.1.json'), JSON.stringify({ number: 1, pid: 77, since: '2026-01-02' }));
  fs.mkdirSync(join(state, 'open'), { recursive: true });
  fs.writeFileSync(join(state, 'open', 'run'), `${id}\n`);
}
const list = () => listRuns(state, () => false);
const closed = (outcome: 'committed' | 'rolled-back'): EntryBody => ({ type: 'closed', outcome });
const journal = (id: string) => join(state, 'runs', id, 'journal.jsonl');

test('there is no run before the first one', () => {
  expect(list()).toEqual([]);
});

test('runs are listed newest first, each with how it ended', () => {
  put('1', 'upgrade', [{ type: 'committed' }, closed('committed')]);
  put('2', 'upgrade', [closed('rolled-back')]);
  put('3', 'upgrade', [], { open: true });
  expect(list().map(({ run, outcome, open, owner }) => ({ run, outcome, open, owner: owner?.pid }))).toEqual([
    { run: '3', outcome: 'open', open: true, owner: 77 },
    { run: '2', outcome: 'rolled-back', open: false, owner: undefined },
    { run: '1', outcome: 'committed', open: false, owner: undefined },
  ]);
});

test('an emergency that could not be proven is not listed as done', () => {
  const left: EntryBody = { type: 'leftover', id: 'toy.answers', message: 'nobody answered.' };
  put('1', 'emergency', [{ type: 'committed' }, left, closed('committed')]);
  expect(list()).toMatchObject([{ outcome: 'stuck', open: false }]);
});

test('a damaged journal is named, and open only while the run is', () => {
  put('1', 'upgrade', [closed('rolled-back')]);
  put('2', 'upgrade', [closed('rolled-back')], { open: true });
  for (const id of ['1', '2']) fs.writeFileSync(journal(id), fs.readFileSync(journal(id), 'utf8').replace('9', '8'));
  expect(list()).toMatchObject([
    { run: '2', outcome: 'damaged', open: true, damage: expect.stringMatching(/^line 1 /), owner: { pid: 77 } },
    { run: '1', outcome: 'damaged', open: false, owner: null },
  ]);
});

test('a journal that an emergency has set aside is history', () => {
  put('1', 'upgrade', [closed('rolled-back')]);
  fs.renameSync(journal('1'), `${journal('1').slice(0, -'.jsonl'.length)}.set-aside.jsonl`);
  expect(list()).toMatchObject([{ outcome: 'damaged', open: false, damage: 'its journal was set aside' }]);
});

test('a run that was killed before its first line has begun nothing', () => {
  put('1', 'upgrade', []);
  fs.writeFileSync(journal('1'), '');
  expect(list()).toMatchObject([{ outcome: 'refused', open: false }]);
});

/** Three closed runs, each noted as a close notes it. */
function noted() {
  for (const id of ['1', '2', '3']) {
    put(id, 'upgrade', [{ type: 'committed' }, closed('committed')]);
    noteClosed(state, id, () => summaryOf(state, id, () => false));
  }
}
const history = () => join(state, 'history.jsonl');
/** Bytes of a journal that change with nobody's doing: a failing disk touches neither length nor time. */
function rot(id: string) {
  const { atime, mtime } = fs.statSync(journal(id));
  const bytes = fs.readFileSync(journal(id));
  bytes.write('8', 5);
  fs.writeFileSync(journal(id), bytes);
  fs.utimesSync(journal(id), atime, mtime);
}

test('a closed run is listed from the note made at its close, the same as from its journal', () => {
  noted();
  const listed = list();
  expect(listRuns(state, () => false, { verify: true })).toEqual(listed);
  fs.rmSync(history());
  expect(list()).toEqual(listed);
});

test('a journal that somebody wrote to after its close is read again', () => {
  noted();
  fs.writeFileSync(journal('1'), fs.readFileSync(journal('1'), 'utf8').replace('9', '8'));
  fs.appendFileSync(journal('2'), 'torn');
  expect(list()).toMatchObject([{ run: '3' }, { run: '2', damage: null }, { run: '1', outcome: 'damaged' }]);
  fs.renameSync(journal('2'), `${journal('2')}.set-aside`);
  expect(list()).toMatchObject([{ run: '3' }, { run: '2', damage: 'its journal was set aside' }, { run: '1' }]);
});

test('what rots on the disk is found in the last run by every listing, in older ones by --verify and by show', () => {
  noted();
  for (const id of ['1', '2', '3']) {
    const { mtime } = fs.statSync(journal(id));
    fs.utimesSync(journal(id), mtime, mtime);
    noteClosed(state, id, () => summaryOf(state, id, () => false));
    rot(id);
  }
  const damaged = (runs: ReturnType<typeof list>) => runs.filter(({ damage }) => damage !== null).map(({ run }) => run);
  expect(damaged(list())).toEqual(['3']);
  expect(newestRuns(state, () => false)).toMatchObject({ open: null, last: { run: '3', outcome: 'damaged' } });
  expect(damaged(listRuns(state, () => false, { verify: true }))).toEqual(['3', '2', '1']);
  expect(summaryOf(state, '1', () => false).outcome).toBe('damaged');
});

test('notes that are torn, changed or missing cost time only', () => {
  noted();
  const listed = list();
  const lines = fs.readFileSync(history(), 'utf8');
  for (const text of ['', lines.replace('"committed"', '"refused"'), lines.slice(0, -30), '{"h":"', '\n\n']) {
    fs.writeFileSync(history(), text);
    expect(list()).toEqual(listed);
  }
  // After a torn line the next note stands on a line of its own.
  fs.writeFileSync(history(), lines.slice(0, -30));
  noteClosed(state, '3', () => summaryOf(state, '3', () => false));
  expect(fs.readFileSync(history(), 'utf8').split('\n').length).toBe(5);
  expect(list()).toEqual(listed);
});

test('an open run is read from its journal and never noted', () => {
  noted();
  put('4', 'upgrade', [{ type: 'committed' }, closed('committed')], { open: true });
  const before = fs.readFileSync(history(), 'utf8');
  noteClosed(state, '4', () => summaryOf(state, '4', () => false));
  expect(fs.readFileSync(history(), 'utf8')).toBe(before);
  expect(newestRuns(state, () => true)).toMatchObject({ open: { run: '4', open: true }, last: { run: '3' } });
});

test('one journal that the disk does not give away hides neither the others nor the open run', () => {
  noted();
  put('4', 'upgrade', [], { open: true });
  fs.rmSync(journal('2'));
  fs.mkdirSync(journal('2'));
  expect(list()).toMatchObject([
    { run: '4', open: true },
    { run: '3' },
    { run: '2', outcome: 'damaged' },
    { run: '1' },
  ]);
  fs.rmSync(history());
  fs.mkdirSync(history());
  expect(list().map(({ run }) => run)).toEqual(['4', '3', '2', '1']);
});

test('a run that is open and whose folder is gone is shown as open and damaged, not as none', () => {
  put('1', 'upgrade', [], { open: true });
  fs.rmSync(join(state, 'runs', '1'), { recursive: true });
  expect(newestRuns(state, () => false)).toMatchObject({ open: { run: '1', open: true, outcome: 'damaged' } });
  expect(list()).toMatchObject([{ run: '1', open: true, outcome: 'damaged' }]);
});
