import * as fs from 'node:fs';
import { join } from 'node:path';
import { foldRun, type ProcessRef } from '@flatnet-maint/core';
import { type Journal, lastOwner, openRun, readRun } from '@flatnet-maint/engine';
import type { RunSummary } from './house.ts';
import { outcomeOf } from './report.ts';
import { notedRuns, stillTrue } from './run-history.ts';
import { t } from './texts.ts';

type Alive = (owner: ProcessRef) => boolean;

/**
 * Every run of this host, newest first. The open run and the last one are read from their journals, as is every one whose
 * journal was touched since its close; of the others the note made then is believed. `verify` reads every journal.
 */
export function listRuns(state: string, alive: Alive, how: { verify?: boolean } = {}): readonly RunSummary[] {
  const open = openRun(state);
  const noted = how.verify === true ? new Map() : notedRuns(state);
  const found = runIds(state);
  const ids = open === null || found.includes(open) ? found : [open, ...found];
  const last = ids.find((id) => id !== open);
  return ids.map((id) => {
    const known = id === open || id === last ? null : stillTrue(state, id, noted.get(id));
    return known ?? summaryOf(state, id, alive);
  });
}

/** The open run and the newest of the others, each read from its journal. */
export function newestRuns(state: string, alive: Alive): { open: RunSummary | null; last: RunSummary | null } {
  const id = openRun(state);
  const ids = runIds(state);
  const last = ids.find((one) => one !== id);
  return {
    open: id === null ? null : summaryOf(state, id, alive),
    last: last === undefined ? null : summaryOf(state, last, alive),
  };
}

function runIds(state: string): readonly string[] {
  const folder = join(state, 'runs');
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort().reverse() : [];
}

/** One that the disk does not give away is damaged; whoever looks must see the others, and what is open, all the same. */
export function readable(state: string, id: string): Pick<Journal, 'entries' | 'damage'> {
  try {
    return readRun(state, id);
  } catch (error) {
    return { entries: [], damage: t('journal-unreadable', { why: (error as Error).message }) };
  }
}

export function summaryOf(state: string, id: string, alive: Alive): RunSummary {
  const open = openRun(state) === id;
  const owner = open ? lastOwner(state, id) : null;
  const unknown: RunSummary = {
    run: id,
    command: 'unknown',
    component: 'unknown',
    from: null,
    to: null,
    outcome: 'damaged',
    damage: t('journal-set-aside'),
    open,
    owner: owner === null ? null : { pid: owner.pid, alive: alive(owner), since: owner.since },
    startedAt: '',
    endedAt: null,
  };
  if (!open && !fs.existsSync(join(state, 'runs', id, 'journal.jsonl'))) return unknown;
  const { entries, damage } = readable(state, id);
  // Killed before its first line: nothing was begun, and whoever takes it over closes it.
  const nothingBegun = open ? 'open' : 'refused';
  if (entries[0]?.type !== 'opened') return { ...unknown, outcome: damage === null ? nothingBegun : 'damaged', damage };
  const run = foldRun(entries);
  const why = run.stuckAt?.message ?? run.failure?.message ?? '';
  return {
    ...unknown,
    command: run.plan.command,
    component: run.plan.component,
    from: run.plan.from,
    to: run.plan.to,
    outcome: damage === null ? outcomeOf(run) : 'damaged',
    ...(why === '' || run.committed ? {} : { why }),
    damage,
    startedAt: entries[0].at,
    endedAt: run.closed === null ? null : (entries.at(-1)?.at ?? null),
  };
}
