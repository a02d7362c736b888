import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryOf } from '@flatnet-maint/engine';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { composeVerify, deadManOf } from '../src/compose.ts';
import { notedRuns } from '../src/run-history.ts';
import { listRuns } from '../src/run-list.ts';
import { startRun } from '../src/runs.ts';
import { toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };

test('a run notes its end when it is closed', async () => {
  const state = fs.mkdtempSync(join(tmpdir(), 'close-'));
  onTestFinished(() => fs.rmSync(state, { recursive: true }));
  const self = { pid: 1, started: '1', boot: 'b' };
  const house = {
    state,
    hosts: memoryHosts({ profile: 'posix' }),
    registry: registryOf([], []),
    fence: { self: async () => self, end: async () => true, sweep: async () => 0, alive: async () => false } as never,
    tool,
    deadMan: async () => deadManOf(tool, state),
    factsNow: () => async () => '',
  };
  const facts = { host: 'local', live: '1.0' };
  const place = { id: '20260102-030405-abcdef', state };
  const plan = composeVerify({ component: toy, facts, place, tool, lastGood: null, accepted: [] });
  const bare = { ...plan, guard: [], trial: [], probes: { forward: [], back: [] }, facts: '' };
  const report = await startRun(house, bare, {});
  expect(report.outcome).toBe('committed');
  expect([...notedRuns(state).values()].map(({ summary }) => summary)).toEqual(listRuns(state, () => false));
  expect(listRuns(state, () => false)).toMatchObject([{ run: place.id, outcome: 'committed', open: false }]);
});
