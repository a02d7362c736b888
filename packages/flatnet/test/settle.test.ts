import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '@flatnet-maint/core';
import { createRun, openRun, registryOf } from '@flatnet-maint/engine';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { composeVerify, deadManOf } from '../src/compose.ts';
import { settleRun } from '../src/runs.ts';
import { toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const id = '20260102-030405-abcdef';

/** A state folder with an open run of one command, whose owner lives or not. */
function opened(command: Plan['command'], alive: boolean) {
  const state = fs.mkdtempSync(join(tmpdir(), 'settle-'));
  onTestFinished(() => fs.rmSync(state, { recursive: true }));
  const self = { pid: 1, started: '1', boot: 'b' };
  const house = {
    state,
    hosts: memoryHosts({ profile: 'posix' }),
    registry: registryOf([], []),
    fence: { self: async () => self, end: async () => true, sweep: async () => 0, alive: async () => alive } as never,
    tool,
    deadMan: deadManOf(tool, state),
    factsNow: () => async () => '',
  };
  const place = { id, state };
  const plan = composeVerify({
    component: toy,
    facts: { host: 'local', live: '1.0' },
    place,
    tool,
    lastGood: null,
    accepted: [],
  });
  const bare = { ...plan, command, guard: [], trial: [], probes: { forward: [], back: [] }, facts: '' };
  const record = createRun(state, id, self, 'test');
  record.append({ type: 'opened', plan: bare, tool: tool.version, node: tool.node, cli: tool.cli });
  return { house, state };
}

test('a command typed again ends its own run that was killed, going back', async () => {
  const { house, state } = opened('adopt', false);
  expect(await settleRun(house, 'adopt', {})).toMatchObject({ run: id, outcome: 'refused' });
  expect(openRun(state)).toBeNull();
});

test('a run of another command, and one whose owner works on it, is left alone', async () => {
  const other = opened('upgrade', false);
  expect(await settleRun(other.house, 'adopt', {})).toBeNull();
  expect(openRun(other.state)).toBe(id);
  const living = opened('adopt', true);
  expect(await settleRun(living.house, 'adopt', {})).toBeNull();
  expect(openRun(living.state)).toBe(id);
});
