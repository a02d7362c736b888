import type { AnyAction, Checked, Host, Plan } from '@flatnet-maint/core';
import type { MemoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { toyRun } from './support/toy-running.ts';
import { toyPlan, toySite, toyStep } from './support/toy-world.ts';

const bare: Plan = {
  ...toyPlan,
  guard: [],
  prepare: [],
  around: [],
  backup: [],
  trial: [],
  cleanup: [],
  probes: { forward: [], back: [] },
};
const fails = toyStep('broken', 'broken@1', null);
const planOf = (...cutover: Plan['cutover']): Plan => ({ ...bare, cutover });
const failureOf = (entries: Awaited<ReturnType<typeof toyRun>>['entries']) =>
  entries.find((entry) => entry.type === 'failed');

/** A verb that keeps what it is in `/state/odd`, with oddities on the way. */
function odd(how: {
  readonly check?: (n: number, honest: Checked, host: Host) => Checked | Promise<Checked>;
  readonly undo?: (n: number, host: Host) => Promise<void>;
}): AnyAction {
  let checks = 0;
  let undos = 0;
  return {
    name: 'odd@1',
    touches: () => [],
    capture: async () => null,
    do: (_args, _saved, host) => host.files.write('/state/odd', 'done'),
    async undo(_args, _saved, host) {
      undos += 1;
      await how.undo?.(undos, host);
      await host.files.remove('/state/odd');
    },
    async check(_args, _saved, host) {
      checks += 1;
      const honest = (await host.files.stat('/state/odd')) === null ? 'undone' : 'done';
      return how.check === undefined ? honest : how.check(checks, honest, host as Host);
    },
  };
}
const step = toyStep('odd', 'odd@1', null);

describe('doing a step', () => {
  test('waits until the world says that it is done', async () => {
    const action = odd({ check: (n, honest) => (n < 5 ? 'partly' : honest) });
    expect((await toyRun(planOf(step), { actions: [action] })).outcome).toBe('committed');
  });

  test('has nothing to wait for when what was is also what it makes, on either way', async () => {
    const action = odd({ check: () => 'either', undo: () => Promise.reject(new Error('there is nothing to undo')) });
    expect((await toyRun(planOf(step), { actions: [action] })).outcome).toBe('committed');
    expect((await toyRun(planOf(step, fails), { actions: [action] })).outcome).toBe('rolled-back');
  });

  test('bears that the world cannot be asked for a while', async () => {
    const action = odd({ check: (n, honest) => (n < 4 ? Promise.reject(new Error('refused')) : honest) });
    expect((await toyRun(planOf(step), { actions: [action] })).outcome).toBe('committed');
  });

  test('fails at its limit when the world can never be asked, and says why', async () => {
    const action = odd({
      check: (_n, honest) => (honest === 'done' ? Promise.reject(new Error('no route to it')) : honest),
    });
    const { outcome, entries } = await toyRun(planOf(step), { actions: [action] });
    expect(failureOf(entries)).toMatchObject({ id: 'odd', message: expect.stringContaining('no route to it') });
    expect(outcome).toBe('stuck');
  });

  test('fails at its limit when it is never done, and names the step', async () => {
    const action = odd({ check: (_n, honest) => (honest === 'done' ? 'partly' : honest) });
    const { outcome, entries } = await toyRun(planOf(step), { actions: [action] });
    expect(outcome).toBe('rolled-back');
    expect(failureOf(entries)).toMatchObject({ code: 'E_LIMIT', id: 'odd', message: expect.stringContaining('odd') });
  });

  test('ends at once when somebody else changed the same thing', async () => {
    const action = odd({ check: (n, honest) => (n === 1 ? 'foreign' : honest) });
    const { outcome, entries } = await toyRun(planOf(step), { actions: [action] });
    expect(outcome).toBe('rolled-back');
    expect(failureOf(entries)).toMatchObject({ code: 'E_STEP_FOREIGN', id: 'odd' });
  });

  test('has what undo needs in the journal before it begins', async () => {
    const seen: string[] = [];
    const action: AnyAction = {
      ...odd({}),
      capture: async () => 'what was',
      async do(_args, saved, host) {
        seen.push(`do with ${saved}`);
        await host.files.write('/state/odd', 'done');
      },
    };
    await toyRun(planOf(step), {
      actions: [action],
      onEntry: (entry) => {
        if (entry.type === 'doing') seen.push(`journal has ${entry.saved}`);
      },
    });
    expect(seen).toEqual(['journal has what was', 'do with what was']);
  });

  test('changes nothing when the host is no longer what the plan was made for', async () => {
    const { outcome, entries, world } = await toyRun(planOf(step), {
      actions: [odd({})],
      running: { facts: async () => 'others' },
    });
    expect(outcome).toBe('refused');
    expect(failureOf(entries)!.code).toBe('E_FACTS_CHANGED');
    expect(world.text('/state/odd')).toBeNull();
  });
});

describe('undoing a step', () => {
  test('asks first, and leaves alone what is undone already', async () => {
    let undone = 0;
    const action: AnyAction = {
      ...odd({
        undo: async () => {
          undone += 1;
        },
      }),
      do: () => Promise.reject(new Error('never began')),
    };
    expect((await toyRun(planOf(step), { actions: [action] })).outcome).toBe('rolled-back');
    expect(undone).toBe(0);
  });

  test('waits until the world says that it is undone', async () => {
    let polls = 0;
    const action = odd({
      check(_n, honest) {
        if (honest === 'undone') polls += 1;
        return honest === 'undone' && polls < 4 ? 'partly' : honest;
      },
    });
    const { outcome, entries } = await toyRun(planOf(step, fails), { actions: [action] });
    expect(outcome).toBe('rolled-back');
    expect(polls).toBe(4);
    expect(entries.filter((entry) => entry.type === 'note')).toEqual([]);
  });

  test('tries again when it fails, and notes each try', async () => {
    const action = odd({ undo: async (n) => (n < 3 ? Promise.reject(new Error(`busy ${n}`)) : undefined) });
    const { outcome, entries } = await toyRun(planOf(step, fails), { actions: [action] });
    expect(outcome).toBe('rolled-back');
    expect(entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []))).toEqual([
      'undo odd, try 1: busy 1',
      'undo odd, try 2: busy 2',
    ]);
  });

  test('tries again when the world cannot be asked at first', async () => {
    let asked = 0;
    const action = odd({
      check(_n, honest) {
        asked += 1;
        return asked > 1 && asked < 4 ? Promise.reject(new Error('could not ask')) : honest;
      },
    });
    const { outcome, world } = await toyRun(planOf(step, fails), { actions: [action] });
    expect(outcome).toBe('rolled-back');
    expect(world.text('/state/odd')).toBeNull();
  });

  test('tries again when one call inside it ran into its own limit', async () => {
    const limit = Object.assign(new Error('a call did not end within 100 ms'), { code: 'E_LIMIT' });
    const action = odd({ undo: async (n) => (n === 1 ? Promise.reject(limit) : undefined) });
    expect((await toyRun(planOf(step, fails), { actions: [action] })).outcome).toBe('rolled-back');
  });

  test('that never succeeds ends stuck at its limit, with the cause', async () => {
    const action = odd({ undo: () => Promise.reject(new Error('device busy')) });
    const { outcome, entries } = await toyRun(planOf(step, fails), { actions: [action] });
    expect(outcome).toBe('stuck');
    expect(entries.findLast((entry) => entry.type === 'failed')).toMatchObject({
      id: 'odd',
      message: expect.stringContaining('device busy'),
    });
    const [begun, ended] = [entries.find((entry) => entry.type === 'undoing' && entry.id === 'odd')!, entries.at(-1)!];
    expect(ended.mono - begun.mono).toBeLessThan(step.limits.undo + 1_000);
  });

  test('of a verb that has no undo is stuck, not skipped', async () => {
    const { undo: _, ...action } = odd({});
    const { outcome, entries } = await toyRun(planOf(step, fails), { actions: [action] });
    expect(outcome).toBe('stuck');
    expect(entries.findLast((entry) => entry.type === 'failed')).toMatchObject({ code: 'E_STEP_ONE_WAY' });
  });

  test('of a bracket that never succeeds is left over and said, and the run still ends', async () => {
    const action = odd({ undo: () => Promise.reject(new Error('still there')) });
    const plan = { ...planOf(toyPlan.cutover[0]!), around: [step] };
    const { outcome, entries } = await toyRun(plan, { actions: [action] });
    expect(outcome).toBe('committed');
    expect(entries.find((entry) => entry.type === 'leftover')).toMatchObject({
      id: 'odd',
      message: expect.stringContaining('still there'),
    });
  });
});

test('a bracket that cannot be ended on the way back is left over and said, and the run is rolled back', async () => {
  const action = odd({ undo: () => Promise.reject(new Error('still there')) });
  const { outcome, entries } = await toyRun(
    { ...planOf(toyPlan.cutover[0]!, fails), around: [step] },
    { actions: [action] },
  );
  expect(outcome).toBe('rolled-back');
  expect(entries.filter((entry) => entry.type === 'leftover')).toEqual([
    expect.objectContaining({ id: 'odd', message: expect.stringContaining('still there') }),
  ]);
});

test('a host that was lent is given back before the next line says that the deed is done', async () => {
  const hosts = toySite();
  let lent = 0;
  let held = 0;
  const lend: MemoryHosts['lend'] = (...how) => {
    const one = hosts.lend(...how);
    lent += 1;
    held += 1;
    return {
      host: one.host,
      async release() {
        await one.release();
        held -= 1;
      },
    };
  };
  const seen: string[] = [];
  await toyRun(
    { ...toyPlan, cutover: [...toyPlan.cutover, fails] },
    {
      hosts,
      running: { hosts: { ...hosts, lend } },
      onEntry: ({ type }) => {
        if (['done', 'passed', 'undone', 'failed'].includes(type) && held > 0) seen.push(type);
      },
    },
  );
  expect({ seen, held }).toEqual({ seen: [], held: 0 });
  expect(lent).toBeGreaterThan(10);
});

describe('cleaning up', () => {
  const tidy = (fails: number): AnyAction => {
    let tries = 0;
    return {
      ...odd({}),
      async do(_args, _saved, host) {
        tries += 1;
        if (tries <= fails) throw new Error(`busy ${tries}`);
        await host.files.write('/state/odd', 'done');
      },
    };
  };
  const plan = { ...planOf(toyPlan.cutover[0]!), cleanup: [step] };

  test('is tried again before it is left over', async () => {
    const { entries, world } = await toyRun(plan, { actions: [tidy(2)] });
    expect(world.text('/state/odd')).toBe('done');
    expect(entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []))).toEqual([
      'odd, try 1: busy 1',
      'odd, try 2: busy 2',
    ]);
    expect(entries.some((entry) => entry.type === 'leftover')).toBe(false);
  });

  test('that fails three times is left over and said, and the run is committed', async () => {
    const { outcome, entries } = await toyRun(plan, { actions: [tidy(3)] });
    expect(outcome).toBe('committed');
    expect(entries.find((entry) => entry.type === 'leftover')).toMatchObject({
      id: 'odd',
      message: expect.stringContaining('busy 3'),
    });
  });

  test('before commit nothing is tried twice: the first failure turns the run round', async () => {
    const { outcome } = await toyRun(planOf(step), { actions: [tidy(1)] });
    expect(outcome).toBe('rolled-back');
  });
});

test('a failing generation leaves its evidence before anything is undone', async () => {
  const seen: string[] = [];
  await toyRun(planOf(toyPlan.cutover[0]!, fails), {
    running: { keepEvidence: async (files) => void seen.push(`kept ${files.join()}`) },
    onEntry: (entry) => void seen.push(entry.type),
  });
  expect(seen.indexOf('kept /site/motd')).toBe(seen.indexOf('failed') + 1);
  expect(seen.indexOf('kept /site/motd')).toBeLessThan(seen.indexOf('undoing'));
});

test('evidence that cannot be kept is said and changes nothing', async () => {
  const { outcome, entries } = await toyRun(planOf(toyPlan.cutover[0]!, fails), {
    running: { keepEvidence: () => Promise.reject(new Error('no space')) },
  });
  expect(outcome).toBe('rolled-back');
  expect(entries).toContainEqual(
    expect.objectContaining({ type: 'note', text: 'evidence could not be kept: no space' }),
  );
});

test('a journal that names a verb this build does not have is refused before anything is done', async () => {
  const plan = planOf(toyPlan.cutover[0]!, toyStep('later', 'unheard-of@2', null));
  await expect(toyRun(plan)).rejects.toMatchObject({
    code: 'E_ACTION_UNKNOWN',
    message: expect.stringContaining('unheard-of@2'),
  });
});
