import * as fs from 'node:fs';
import { join } from 'node:path';
import { foldRun, type ProcessRef } from '@flatnet-maint/core';
import { lastOwner, openRun, readRun } from '@flatnet-maint/engine';
import type { RunSummary } from './house.ts';

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
  const unknown = {
    run: id,
    command: 'unknown',
    component: 'unknown',
    from: null,
    to: null,
    owner: null,
    startedAt: '',
    endedAt: null,
  };
  if (!fs.existsSync(join(state, 'runs', id, 'journal.jsonl'))) return { ...unknown, outcome: 'damaged' };
  const { entries, damage } = readRun(state, id);
  if (entries[0]?.type !== 'opened') return { ...unknown, outcome: damage === null ? 'refused' : 'damaged' };
  const run = foldRun(entries);
  const open = openRun(state) === id;
  const owner = open ? lastOwner(state, id) : null;
  const waits = run.waiting !== null && !run.goesBack && !run.committed && run.closed === null;
  const outcome = damage !== null ? 'damaged' : (run.closed ?? (waits ? 'waiting' : 'open'));
  return {
    run: id,
    command: run.plan.command,
    component: run.plan.component,
    from: run.plan.from,
    to: run.plan.to,
    outcome,
    owner: owner === null ? null : { pid: owner.pid, alive: alive(owner), since: owner.since },
    startedAt: entries[0].at,
    endedAt: run.closed === null ? null : (entries.at(-1)?.at ?? null),
  };
}
