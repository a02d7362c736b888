import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  closed,
  edit,
  hostPid,
  lines,
  newestRun,
  owner,
  ownersOf,
  phase,
  reached,
  rescue,
  serves,
  stopOwner,
} from './support.ts';

const long = ['--soak', '90s'];
const hasDone = (id: string) => (line: { type: string; id?: string }) => line.type === 'done' && line.id === id;
const runFile = (run: string | null, name: string) => `/var/lib/flatnet-maint/runs/${run}/${name}`;

rescue('while a run is open', {}, [
  [
    'every other change is refused with code 6, who works on it and since when; abort sends it back',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...long);
      await reached(stage, last, phase('check'));
      const run = newestRun(stage);
      const site = ['--site', stage.gateway.siteFile, '--yes'];
      const { pid } = owner(stage);
      const others = [
        stage.upgrade,
        stage.rollback,
        ['backup', 'gateway', ...site],
        ['verify', 'gateway', ...site],
        ['plan', 'upgrade', 'gateway', '--to', stage.newer, ...site],
        ['resume'],
      ];
      for (const end of await Promise.all(others.map((args) => stage.maint(...args)))) {
        expect(end.code).toBe(6);
        expect(end.document.error?.message).toMatch(
          new RegExp(`(Run|run) ${run} .*|process ${pid} .*since \\d{4}-\\d\\d-\\d\\dT`),
        );
        expect(end.document.error?.message).toMatch(new RegExp(`rocess ${pid}\\b.* since \\d{4}-`));
        expect(end.document.error?.next).toContain('flatnet-maint');
      }
      expect(newestRun(stage)).toBe(run);
      const early = await stage.maint('confirm');
      expect(early).toMatchObject({ code: 3, document: { error: { code: 'E_CONFIRM_EARLY' } } });
      const aborted = await stage.maint('abort');
      expect(aborted).toMatchObject({ code: 4, document: { outcome: 'rolled-back', run } });
      expect(await ended).toMatchObject({ code: 4, document: { outcome: 'rolled-back', run } });
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.older);
      expect(await stage.maint('abort')).toMatchObject({ code: 3, document: { error: { code: 'E_RUN_ABSENT' } } });
    },
  ],
  [
    'a guard that an owner, killed right after its run was closed, left behind is sent home by a resume with nothing open',
    async (stage) => {
      const unit = '/etc/systemd/system/flatnet-maint-guard.service';
      const { machine } = stage;
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...long);
      await reached(stage, last, phase('check'));
      await machine.exec(['cp', unit, '/srv/left.service']);
      await stage.maint('abort');
      expect((await ended).code).toBe(4);
      await machine.exec(['mv', '/srv/left.service', unit]);
      await machine.exec(['systemctl', 'enable', 'flatnet-maint-guard.service']);
      expect(existsSync(machine.path(unit))).toBe(true);
      expect(await stage.maint('resume')).toMatchObject({ code: 0, document: { run: null } });
      expect(existsSync(machine.path(unit))).toBe(false);
      await serves(stage, stage.older);
    },
  ],
  [
    'an owner whose number has gone to another process counts as dead; what was superseded writes nothing and leaves',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...long);
      await reached(stage, last, phase('check'));
      const run = newestRun(stage);
      // To everybody else the claim now names a process that is no more; the owner itself works on.
      edit(stage, runFile(run, 'owner.1.json'), (bytes) =>
        bytes.toString().replace(/"started":"[^"]*"/, '"started":"1"'),
      );
      expect(await closed(stage)).toBe('rolled-back');
      const end = await ended;
      expect(end).toMatchObject({ code: 6, document: { error: { code: 'E_RUN_SUPERSEDED' } } });
      const byFirst = lines(stage).findLastIndex((line) => (line as { owner?: number }).owner === 1);
      const bySecond = lines(stage).findIndex((line) => (line as { owner?: number }).owner === 2);
      expect(byFirst).toBeLessThan(bySecond);
      await serves(stage, stage.older);
    },
  ],
  [
    'an owner of an earlier boot counts as dead',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...long);
      await reached(stage, last, hasDone('gateway.lay'));
      const run = newestRun(stage);
      edit(stage, runFile(run, 'owner.1.json'), (bytes) =>
        bytes.toString().replace(/"boot":"[^"]*"/, '"boot":"00000000-0000-4000-8000-000000000000"'),
      );
      expect(await closed(stage)).toBe('refused');
      expect((await ended).code).toBe(6);
      await serves(stage, stage.older);
    },
  ],
  [
    'an owner that hangs is found at its limit, ended, and the run goes back',
    async (stage) => {
      const last = newestRun(stage);
      const { child, ended } = stage.start(...stage.upgrade, ...long);
      await reached(stage, last, phase('prepare'));
      const pid = hostPid(stage.machine, owner(stage).pid);
      // The gate that comes next has the shortest limit of a cutover: 3 s, and 15 s of grace.
      await reached(stage, last, hasDone('gateway.quiet-old'));
      const stop = stopOwner(pid, child);
      const stopped = performance.now();
      await sleep(1_000);
      expect(await stage.maint('resume')).toMatchObject({ code: 6, document: { error: { code: 'E_RUN_OWNED' } } });
      expect(await closed(stage, 90_000)).toBe('rolled-back');
      expect(performance.now() - stopped).toBeGreaterThan(15_000);
      expect(lines(stage).find((line) => line.type === 'resumed')).toMatchObject({
        by: 'dead-man',
        reason: 'The owner wrote nothing for too long.',
      });
      stop.letGo();
      expect((await ended).code).toBe(null);
      await serves(stage, stage.older);
    },
  ],
]);
