import * as actions from '@flatnet-maint/actions';
import { type AnyAction, type AnyInquiry, digestOf } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { RunLives } from '@flatnet-maint/testkit';
import * as flatnet from 'flatnet';
import { monitoring } from '../../src/index.ts';
import type { readStack } from './read-stack.ts';

const tool = { version: '0', node: '/usr/bin/node', cli: '/usr/lib/flatnet-maint/main.js' };
const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
const shared = Object.values(actions) as readonly unknown[];

/** An upgrade of a stack in memory, planned by the library and not begun. */
export async function upgrading(stack: Awaited<ReturnType<typeof readStack>>, request: string): Promise<RunLives> {
  const { hosts, host, read } = stack;
  hosts.world.folder('/var/lib/flatnet-maint', 0o700);
  const { facts } = await read();
  const place = { id: 'run-1', state: '/var/lib/flatnet-maint' };
  const release = (await monitoring.fetch?.(facts, monitoring.asked?.(facts, request) as never, host)) as never;
  const change = monitoring.upgrade(facts, release, place);
  const from = { component: monitoring as never, facts, place, tool, lastGood: null, accepted: [] as const };
  const composed = flatnet.composeChange(from, change, { command: 'upgrade', soak: 0, confirmWithin: null });
  const plan = { ...composed, guard: [] };
  const verbs = [...monitoring.actions, ...shared.filter((one): one is AnyAction => has(one, 'capture'))];
  const questions = [...monitoring.inquiries, ...shared.filter((one): one is AnyInquiry => has(one, 'ask'))];
  const lives: RunLives = new RunLives(engine as never, hosts, plan, (record) => ({
    record,
    hosts,
    registry: engine.registryOf(verbs, questions),
    clock: hosts.world.clock,
    facts: async () => digestOf((await read()).facts),
    turn: new engine.Turn(),
    keepEvidence: async () => {},
    onEntry: (entry) => lives.onEntry(entry),
    onTick: () => {},
  }));
  return lives;
}
