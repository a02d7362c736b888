import * as fs from 'node:fs';
import { join } from 'node:path';
import { foldRun, type ProcessRef } from '@flatnet-maint/core';
import { lastOwner, openRun, readRun } from '@flatnet-maint/engine';
import type { RunSummary } from './house.ts';
import { outcomeOf } from './report.ts';
import { t } from './texts.ts';

/** Every run of this host, newest first. */
export function listRuns(state: string, alive: (owner: ProcessRef) => boolean): readonly RunSummary[] {
  const folder = join(state, 'runs');
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .sort()
    .reverse()
    .map((id) => summaryOf(state, id, alive));
}

export function summaryOf(state: string, id: string, alive: (owner: ProcessRef) => boolean): RunSummary {
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
  if (!fs.existsSync(join(state, 'runs', id, 'journal.jsonl'))) return unknown;
  const { entries, damage } = readRun(state, id);
  // Killed before its first line: nothing was begun, and whoever takes it over closes it.
  const nothingBegun = open ? 'open' : 'refused';
  if (entries[0]?.type !== 'opened') return { ...unknown, outcome: damage === null ? nothingBegun : 'damaged', damage };
  const run = foldRun(entries);
  return {
    ...unknown,
    command: run.plan.command,
    component: run.plan.component,
    from: run.plan.from,
    to: run.plan.to,
    outcome: damage === null ? outcomeOf(run) : 'damaged',
    damage,
    startedAt: entries[0].at,
    endedAt: run.closed === null ? null : (entries.at(-1)?.at ?? null),
  };
}
