import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { until } from '../../src/index.ts';
import { closed, lines, newestRun, ownersOf, phase, reached, rescue, serves, signalOwner, waiting } from './support.ts';

const short = ['--soak', '300ms'];

rescue('a run that does not hang from a terminal', {}, [
  [
    'commits though all of the session that began it is killed; whoever attaches sees it to its end',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnStandingTerminal(...stage.upgrade, '--soak', '2s', '--detach');
      await reached(stage, last, phase('check'));
      const run = newestRun(stage);
      const unit = await stage.machine.exec([
        'systemctl',
        'show',
        `flatnet-maint-${run}`,
        '-p',
        'ActiveState,Environment',
      ]);
      expect(unit.stdout).toMatch(/ActiveState=active/);
      expect(unit.stdout).toMatch(/Environment=\n?$/m);
      await until(() => terminal.said().includes('ended with 0'), 10_000);
      expect(terminal.said()).toContain(`flatnet-maint-${run}`);
      await terminal.kill();
      const attached = await stage.maint('attach');
      expect(attached).toMatchObject({ code: 0, document: { run, outcome: 'committed' } });
      expect(attached.stderr).toMatch(/arm the dead-man[\s\S]*closed: committed/);
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.newer);
    },
  ],
  [
    'goes back when nobody confirms, and tells so whoever comes back',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnStandingTerminal(...stage.rollback, ...short, '--detach', '--confirm-within', '3s');
      await reached(stage, last, waiting);
      await terminal.kill();
      expect(await closed(stage)).toBe('rolled-back');
      expect(ownersOf(stage)).toBe(1);
      const run = newestRun(stage);
      const [shown, status, attached] = await Promise.all([
        stage.maint('show'),
        stage.maint('status', '--site', stage.gateway.siteFile),
        stage.maint('attach'),
      ]);
      const why = expect.stringMatching(/^Nobody confirmed by /);
      expect(shown).toMatchObject({ code: 0, document: { summary: { run, why } } });
      expect(status.document).toMatchObject({ open: null, last: { run, outcome: 'rolled-back', why } });
      expect(attached).toMatchObject({ code: 4, document: { error: { code: 'E_CONFIRM_ABSENT', message: why } } });
      await serves(stage, stage.newer);
    },
  ],
  [
    'keeps its deadline when its owner is killed while it waits, and never commits',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnStandingTerminal(...stage.rollback, ...short, '--detach', '--confirm-within', '4s');
      await reached(stage, last, waiting);
      const began = performance.now();
      await terminal.kill();
      signalOwner(stage, 'SIGKILL');
      const attached = stage.maint('attach');
      await sleep(1_000);
      expect(ownersOf(stage)).toBe(1);
      expect(await attached).toMatchObject({
        code: 4,
        document: { outcome: 'rolled-back', error: { code: 'E_CONFIRM_ABSENT' } },
      });
      expect(lines(stage).find(({ type }) => type === 'resumed')).toMatchObject({ by: 'dead-man' });
      expect(lines(stage).some(({ type }) => type === 'committed')).toBe(false);
      expect(performance.now() - began).toBeGreaterThan(3_500);
      await serves(stage, stage.newer);
    },
  ],
]);
