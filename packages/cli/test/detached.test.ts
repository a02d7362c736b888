import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { MaintError } from '@flatnet-maint/core';
import type { House, RunOptions, RunSummary } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, collecting, plays, proposal, report } from './support/fake-world.ts';
import { committed, plan, rolledBack } from './support/recorded.ts';

const detached = { run: plan.id, unit: `flatnet-maint-${plan.id}`, pid: 4711 };
const detach = async () => detached;
const summary = (run: string, open: boolean): RunSummary => ({
  ...{ run, command: 'upgrade', component: 'gateway', from: '1.25.3', to: '1.26.3' },
  ...{ outcome: open ? 'open' : 'rolled-back', damage: null, open, owner: null, startedAt: '', endedAt: null },
});

describe('--detach', () => {
  test.each<[string, Partial<House>]>([
    ['upgrade gateway --to 1.26.3', { planUpgrade: async () => proposal }],
    ['rollback gateway', { planRollback: async () => proposal }],
    ['config gateway --from conf', { planConfig: async () => proposal }],
    ['backup gateway', { planBackup: async () => proposal }],
    ['adopt gateway', { planAdopt: async () => proposal, settle: async () => null }],
  ])('%s gives the very plan away, and says how to see, confirm and end the run', async (line, house) => {
    const given: unknown[] = [];
    const giving: House['detach'] = async (what) => {
      given.push(what);
      return detached;
    };
    const ran = await cli([...line.split(' '), '--detach'], { house: { ...house, detach: giving } });
    expect(ran.exit).toBe(0);
    expect(given).toEqual([proposal]);
    expect(given[0]).toBe(proposal);
    expect(ran.out).toContain(`Run ${plan.id} goes on by itself in the unit flatnet-maint-${plan.id}`);
    expect(ran.out).toMatch(/flatnet-maint attach\n.*flatnet-maint abort/);
  });

  test('says how long it waits for a confirmation, where it does', async () => {
    const waits = { ...proposal, plan: { ...plan, confirmWithin: 120_000 } };
    const house = { planUpgrade: async () => waits, detach };
    const ran = await cli(['upgrade', 'gateway', '--to', '1.26.3', '--detach'], { house });
    expect(ran.out).toContain('flatnet-maint confirm   (within 2 min');
    const json = await cli(['upgrade', 'gateway', '--to', '1.26.3', '--detach', '--json'], { house });
    expect(JSON.parse(json.out)).toEqual({
      ...{ ...detached, command: 'upgrade', component: 'gateway', outcome: 'open', confirmWithinMs: 120_000 },
    });
  });

  test('asks at the terminal before, and gives nothing away after a no', async () => {
    const stdin = new PassThrough();
    const stdout = Object.assign(collecting().stream, { columns: 100 });
    const house = { planUpgrade: async () => proposal, detach: () => expect.unreachable() };
    stdin.end('n\n');
    const world = { stdin, stdout, tty: { in: true, out: true }, env: { TERM: 'dumb' } };
    const ran = await cli(['upgrade', 'gateway', '--to', '1.26.3', '--detach'], { house, world });
    expect(ran.exit).toBe(3);
    expect(ran.err).toContain('E_RUN_DECLINED');
  });

  test('that came to nothing says why, with the code of that', async () => {
    const open = new MaintError('E_RUN_OPEN', 'Run r1 is open. Nothing was changed.', 'flatnet-maint show r1', {
      exit: 6,
    });
    const house = { planUpgrade: async () => proposal, detach: () => Promise.reject(open) };
    const ran = await cli(['upgrade', 'gateway', '--to', '1.26.3', '--detach'], { house });
    expect(ran).toMatchObject({ exit: 6, out: '' });
    expect(ran.err).toContain('E_RUN_OPEN');
  });
});

describe('what --detach starts', () => {
  test('tells the run as it goes, and ends with what became of it', async () => {
    const applyHanded = plays(rolledBack, report('rolled-back'));
    const ran = await cli(['detached', '/tmp/x/plan'], { house: { applyHanded } });
    expect(ran.exit).toBe(4);
    expect(ran.out).toContain('closed: rolled-back');
  });

  test('heeds no SIGHUP, and goes back on SIGTERM', async () => {
    const signals = new EventEmitter();
    let how: RunOptions = {};
    const ran = cli(['detached', '/tmp/x/plan'], {
      signals,
      house: {
        applyHanded: (_, given) => {
          how = given;
          return new Promise((resolve) => how.signal?.addEventListener('abort', () => resolve(report('rolled-back'))));
        },
      },
    });
    while (signals.listenerCount('SIGTERM') === 0 || how.signal === undefined)
      await new Promise((resolve) => setTimeout(resolve, 1));
    signals.emit('SIGHUP');
    expect(how.signal.aborted).toBe(false);
    signals.emit('SIGTERM');
    expect((await ran).exit).toBe(4);
  });

  test('is in no help', async () => {
    expect((await cli(['--help'])).out).not.toMatch(/\bdetached </);
  });
});

describe('attach', () => {
  const runs = async () => [summary('r3', false), summary('r2', true), summary('r1', false)];

  test('shows the open run from its first line, and ends with the code that it ends with', async () => {
    const watched: string[] = [];
    const watch: House['watch'] = (run, how) => {
      watched.push(run);
      return plays(rolledBack, report('rolled-back'))(run, how);
    };
    const ran = await cli(['attach'], { house: { runs, watch } });
    expect(ran.exit).toBe(4);
    expect(watched).toEqual(['r2']);
    expect(ran.out).toContain('undo gateway.swap: point live at 1.26.3');
    expect(ran.out).toContain(`run ${plan.id}: upgrade gateway`);
  });

  test('with none open shows the newest; a named one is that one', async () => {
    const watched: string[] = [];
    const watch: House['watch'] = async (run) => {
      watched.push(run);
      return report('committed');
    };
    const closed = async () => (await runs()).filter(({ open }) => !open);
    expect((await cli(['attach'], { house: { runs: closed, watch } })).exit).toBe(0);
    await cli(['attach', 'r1'], { house: { watch } });
    expect(watched).toEqual(['r3', 'r1']);
    expect(await cli(['attach'], { house: { runs: async () => [], watch } })).toMatchObject({ exit: 3, out: '' });
  });

  test('with --json prints the report alone, and the lines on stderr', async () => {
    const ran = await cli(['attach', '--json'], { house: { runs, watch: plays(committed, report('committed')) } });
    expect(JSON.parse(ran.out)).toMatchObject({ outcome: 'committed' });
    expect(ran.err).toContain('closed: committed');
  });

  test.each(['SIGINT', 'SIGHUP', 'SIGTERM'])(
    'on %s leaves the view and not the run, says so, and is no success',
    async (name) => {
      const signals = new EventEmitter();
      const watch: House['watch'] = (_, how) =>
        new Promise((resolve) => how.signal?.addEventListener('abort', () => resolve(null)));
      const ran = cli(['attach'], { signals, house: { runs, watch, order: () => expect.unreachable() } });
      while (signals.listenerCount(name) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      signals.emit(name);
      const { exit, out } = await ran;
      expect(exit).toBe(7);
      expect(out).toContain('The view is left; run r2 goes on.');
      expect(signals.eventNames()).toEqual([]);
    },
  );
});

test('show without an id tells the open run, else the newest, and why it is not committed', async () => {
  const shown: string[] = [];
  const show: House['show'] = async (run) => {
    shown.push(run);
    const why = 'Nobody confirmed by 2026-01-02T03:04:05.000Z.';
    return { summary: { ...summary(run, false), why }, entries: rolledBack, damage: null };
  };
  const ran = await cli(['show'], { house: { runs: async () => [summary('r9', false)], show } });
  expect(ran.exit).toBe(0);
  expect(shown).toEqual(['r9']);
  expect(ran.out.split('\n')[0]).toContain('why: Nobody confirmed by');
});

test('a plan says whose good answer confirms it', async () => {
  const peer = { ...plan.probes.forward[0], id: 'nebula.peer-10.0.0.1' } as (typeof plan.probes.forward)[number];
  const waits = { ...proposal, plan: { ...plan, confirmWithin: 120_000, confirmedBy: [peer] } };
  const ran = await cli(['plan', 'rollback', 'gateway'], { house: { planRollback: async () => waits } });
  expect(ran.out).toMatch(/waits for confirm +2 min \(a good answer of nebula\.peer-10\.0\.0\.1 confirms\)/);
});
