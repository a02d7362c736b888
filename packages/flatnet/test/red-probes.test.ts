import type { Answer, AnyInquiry, HostView, Probe } from '@flatnet-maint/core';
import { registryOf } from '@flatnet-maint/engine';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { redProbes } from '../src/red-probes.ts';

const probe = (id: string): Probe => ({
  id,
  host: 'local',
  severity: 'partial',
  ask: { inquiry: 'script', args: id },
  every: 100,
  passes: 1,
  fails: 1,
});

async function asked(script: (id: string, n: number) => Answer | Error) {
  const counts = new Map<string, number>();
  const inquiry: AnyInquiry = {
    name: 'script',
    async ask(id: string) {
      const n = (counts.get(id) ?? 0) + 1;
      counts.set(id, n);
      const answer = script(id, n);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const view: HostView = memoryHosts({ ids: ['local'], profile: 'posix' }).view('local', 60_000);
  const found = await redProbes([probe('api'), probe('site')], registryOf([], [inquiry]), view);
  return { found, counts };
}

const well: Answer = { ok: true, value: 1, detail: 'well' };
const ill: Answer = { ok: false, value: 1, detail: 'answers 502' };

test('a probe that is not green before an upgrade blocks it, and may be accepted by its name', async () => {
  const { found } = await asked((id) => (id === 'api' ? ill : well));
  expect(found).toMatchObject([{ id: 'probe-api', blocks: true, waivable: true }]);
  expect(found[0]!.message).toContain('Probe api is not green now: answers 502.');
});

test('one hiccup is no illness, and a green probe is asked once', async () => {
  const { found, counts } = await asked((id, n) => (id === 'api' && n < 3 ? ill : well));
  expect(found).toEqual([]);
  expect([...counts]).toEqual([
    ['api', 3],
    ['site', 1],
  ]);
});

test('could not ask is not green', async () => {
  const { found } = await asked((id) => (id === 'site' ? new Error('no route') : well));
  expect(found.map(({ id }) => id)).toEqual(['probe-site']);
  expect(found[0]!.message).toContain('could not ask: no route');
});
