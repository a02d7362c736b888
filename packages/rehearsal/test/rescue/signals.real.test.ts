import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  closed,
  doing,
  lines,
  newestRun,
  ownerLives,
  ownersOf,
  phase,
  reached,
  rescue,
  serves,
  signalOwner,
  waiting,
} from './support.ts';

const long = ['--soak', '60s'];
const short = ['--soak', '300ms'];

rescue('a run that is interrupted', {}, [
  [
    'waits on without its terminal under --confirm-within, and goes back at its time',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnTerminal(...stage.upgrade, ...short, '--confirm-within', '4s');
      await reached(stage, last, phase('check'));
      terminal.close();
      await reached(stage, last, waiting);
      await sleep(1_000);
      expect(ownerLives(stage)).toBe(true);
      const status = await stage.maint('status', '--site', stage.gateway.siteFile);
      expect(status.document).toMatchObject({ open: { outcome: 'waiting', owner: { alive: true } } });
      expect(await closed(stage)).toBe('rolled-back');
      expect(lines(stage).findLast((line) => line.type === 'failed')).toMatchObject({ code: 'E_CONFIRM_ABSENT' });
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.older);
    },
  ],
  [
    'waits on without an owner, and goes back at its time by the dead-man',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...short, '--confirm-within', '4s');
      await reached(stage, last, waiting);
      signalOwner(stage, 'SIGKILL');
      await ended;
      await sleep(1_000);
      expect(ownersOf(stage)).toBe(1);
      const status = await stage.maint('status', '--site', stage.gateway.siteFile);
      expect(status).toMatchObject({ code: 0, document: { open: { outcome: 'waiting', owner: { alive: false } } } });
      expect(await closed(stage)).toBe('rolled-back');
      expect(lines(stage).find((line) => line.type === 'resumed')).toMatchObject({ by: 'dead-man' });
      await serves(stage, stage.older);
    },
  ],
  [
    'waits on without an owner until somebody confirms',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, ...short, '--confirm-within', '60s');
      await reached(stage, last, waiting);
      signalOwner(stage, 'SIGKILL');
      await ended;
      const resumed = await stage.maint('resume');
      expect(resumed).toMatchObject({ code: 7, document: { outcome: 'waiting' } });
      expect(ownersOf(stage)).toBe(1);
      const confirmed = await stage.maint('confirm');
      expect(confirmed).toMatchObject({ code: 0, document: { outcome: 'committed' } });
      await serves(stage, stage.newer);
    },
  ],
  [
    'goes back on Ctrl-C with code 4, also when it was a rollback',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.rollback, ...long);
      await reached(stage, last, phase('check'));
      signalOwner(stage, 'SIGINT');
      const { code, document } = await ended;
      expect({ code, outcome: document.outcome, error: document.error?.code }).toEqual({
        code: 4,
        outcome: 'rolled-back',
        error: 'E_RUN_ABORTED',
      });
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.newer);
    },
  ],
  [
    'goes back on SIGTERM in the middle of the cutover',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.rollback, ...long);
      await reached(stage, last, doing('gateway.second-master'));
      signalOwner(stage, 'SIGTERM');
      expect(await ended).toMatchObject({ code: 4, document: { outcome: 'rolled-back' } });
      await serves(stage, stage.newer);
    },
  ],
  [
    'goes back by itself when its terminal is closed in the middle of the cutover',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnTerminal(...stage.rollback, ...long);
      await reached(stage, last, doing('gateway.quiet-old'));
      terminal.close();
      expect(await closed(stage)).toBe('rolled-back');
      expect(JSON.stringify(lines(stage).find(({ type }) => type === 'ordered' || type === 'failed'))).toMatch(
        /SIGHUP/,
      );
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.newer);
    },
  ],
]);
