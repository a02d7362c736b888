import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { killInside, lookAt, stateFolder } from '../../src/index.ts';
import {
  closed,
  doing,
  edit,
  hostPid,
  lines,
  newestRun,
  owner,
  ownersOf,
  phase,
  type Rescue,
  reached,
  rescue,
  serves,
  signalOwner,
  stopDeadMan,
  stopOwner,
} from './support.ts';

const emergency = ['rollback', 'gateway', '--emergency', '--yes'];
const short = ['--soak', '300ms'];
const journalOf = (run: string | null) => `${stateFolder}/runs/${run}/journal.jsonl`;
const lastGood = `${stateFolder}/last-good/gateway.json`;

/** The emergency, typed: how it ended, in time, and who answers then. */
async function goBack(stage: Rescue, wanted: string): Promise<Record<string, unknown>> {
  const end = await stage.maint(...emergency);
  expect({ code: end.code, outcome: end.document.outcome, to: end.document.to, error: end.document.error }).toEqual({
    code: 0,
    outcome: 'committed',
    to: wanted,
    error: undefined,
  });
  expect(end.tookMs).toBeLessThan(10_000);
  await serves(stage, wanted);
  return { ...end.document, stderr: end.stderr };
}

rescue('an emergency', {}, [
  [
    'without anything to go back to says what there is',
    async (stage) => {
      expect(await stage.maint(...emergency)).toMatchObject({
        code: 3,
        document: { error: { code: 'E_LAST_GOOD_ABSENT' } },
      });
      const rollback = await stage.maint(...stage.rollback);
      expect(rollback).toMatchObject({ code: 3, document: { error: { code: 'E_GENERATION_ABSENT' } } });
      expect(rollback.document.error?.message).toContain('kept are: none');
    },
  ],
  [
    'is prepared for by an upgrade that somebody confirms after its terminal was closed',
    async (stage) => {
      const last = newestRun(stage);
      const terminal = stage.startOnTerminal(...stage.upgrade, ...short, '--confirm-within', '60s');
      await reached(stage, last, (line) => line.type === 'waiting');
      terminal.close();
      expect(await stage.maint('confirm')).toMatchObject({ code: 0, document: { outcome: 'committed' } });
      expect(ownersOf(stage)).toBe(1);
      await serves(stage, stage.newer);
    },
  ],
  [
    'that is cut short goes on forward, and one in its place goes where it went',
    async (stage) => {
      const upgraded = newestRun(stage);
      const first = stage.start(...emergency);
      await reached(stage, upgraded, doing('gateway.emergency-stop'));
      const stop = stopOwner(hostPid(stage.machine, owner(stage).pid), first.child);
      await stopDeadMan(stage);
      signalOwner(stage, 'SIGKILL');
      stop.letGo();
      await first.ended;
      expect(lines(stage).some((line) => line.type === 'closed')).toBe(false);
      const cut = newestRun(stage);
      const second = stage.start(...emergency);
      await reached(stage, cut, doing('gateway.emergency-hold'));
      signalOwner(stage, 'SIGKILL');
      await second.ended;
      expect(await closed(stage)).toBe('committed');
      expect(lines(stage).find((line) => line.type === 'resumed')).toMatchObject({ by: 'dead-man' });
      await serves(stage, stage.older);
      const runs = (await stage.maint('runs')).document as unknown as { run: string; outcome: string }[];
      expect(runs.find(({ run }) => run === cut)?.outcome).toBe('superseded');
    },
  ],
  [
    'needs no network, no site file, no sound journal, no sound record; what is damaged is named and not believed',
    async (stage) => {
      const { machine, gateway } = stage;
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '60s');
      await reached(stage, last, phase('check'));
      await stopDeadMan(stage);
      signalOwner(stage, 'SIGKILL');
      await ended;
      const run = newestRun(stage);
      const journal = machine.path(journalOf(run));
      const sound = readFileSync(journal);

      writeFileSync(journal, Buffer.concat([sound, Buffer.from('{"n":99,"type":"do')]));
      const torn = await stage.maint('show', String(run));
      expect(torn).toMatchObject({ code: 0, document: { damage: null } });

      const kept = sound.toString().split('\n');
      const middle = Math.floor(kept.length / 2);
      const flip = (at: number) =>
        Buffer.concat([sound.subarray(0, at), Buffer.from([(sound[at] ?? 0) ^ 1]), sound.subarray(at + 1)]);
      const damages: readonly (readonly [string, Buffer])[] = [
        ['its opening changed', flip(500)],
        [
          'lines swapped',
          Buffer.from(
            kept
              .with(middle, kept[middle + 1] ?? '')
              .with(middle + 1, kept[middle] ?? '')
              .join('\n'),
          ),
        ],
        ['a line missing', Buffer.from(kept.toSpliced(middle, 1).join('\n'))],
        ['a line changed', flip(kept.slice(0, middle).join('\n').length + 40)],
      ];
      for (const [name, bytes] of damages) {
        writeFileSync(journal, bytes);
        const [status, resume, abort] = await Promise.all([
          stage.maint('status', '--site', gateway.siteFile),
          stage.maint('resume'),
          stage.maint('abort'),
        ]);
        expect({ name, code: status.code, open: status.document.open }).toMatchObject({
          name,
          code: 8,
          open: { run, outcome: 'damaged', damage: expect.stringMatching(/^line \d+ /), open: true },
        });
        for (const refused of [resume, abort]) {
          expect(refused).toMatchObject({ code: 5, document: { error: { code: 'E_JOURNAL_DAMAGED' } } });
          expect(refused.document.error?.next).toContain('flatnet-maint rollback gateway --emergency');
        }
        expect(readFileSync(journal).equals(bytes)).toBe(true);
        expect(ownersOf(stage)).toBe(1);
      }

      edit(stage, lastGood, (bytes) => bytes.subarray(0, 200));
      const [told, snapshots] = await Promise.all([
        stage.maint('status', '--site', gateway.siteFile),
        stage.maint('snapshots'),
      ]);
      expect(JSON.stringify(told.document.components)).toContain(lastGood);
      expect(snapshots.code).toBe(8);
      expect(JSON.stringify(snapshots.document)).toContain('"kind":"last-good"');

      const site = readFileSync(machine.path(gateway.siteFile));
      edit(stage, gateway.siteFile, () => 'gateway: [');
      const noSite = await stage.maint('status', '--site', gateway.siteFile);
      expect(noSite).toMatchObject({
        code: 8,
        document: { open: { run }, siteProblem: { code: 'E_SITE_SYNTAX' } },
      });
      // Only what the machine itself is: 10.100.1.1 stands on `lo`.
      const links = (await machine.exec(['ls', '/sys/class/net'])).stdout.split('\n');
      for (const link of links)
        if (link !== '' && link !== 'lo') await machine.exec(['ip', 'link', 'set', link, 'down']);
      const end = await goBack(stage, stage.older);
      expect(end.stderr).toContain(lastGood);
      writeFileSync(machine.path(gateway.siteFile), site);
      // The damaged run is history now: nothing is open, and an order finds nobody.
      expect(await stage.maint('abort')).toMatchObject({ code: 3, document: { error: { code: 'E_RUN_ABSENT' } } });
      expect((await stage.maint('status', '--site', gateway.siteFile)).code).toBe(0);
    },
  ],
  [
    'a second time stays where the first one went, also with a dead master, an empty pid file and workers left',
    async (stage) => {
      const { machine, gateway } = stage;
      const master = (await lookAt(machine, gateway.root)).nginx.find((one) => one.role === 'master');
      expect(await killInside(machine, master?.pid ?? null)).toBe(true);
      edit(stage, gateway.pidFile, () => '');
      const orphans = (await lookAt(machine, gateway.root)).nginx;
      expect(orphans.length).toBeGreaterThan(0);
      await goBack(stage, stage.older);
    },
  ],
  [
    'with nothing of the gateway running starts it',
    async (stage) => {
      const { machine, gateway } = stage;
      for (const { pid } of (await lookAt(machine, gateway.root)).nginx) await killInside(machine, pid);
      expect((await lookAt(machine, gateway.root)).nginx).toEqual([]);
      await goBack(stage, stage.older);
    },
  ],
  [
    'goes on when its dead-man cannot be armed, and says so',
    async (stage) => {
      const unit = '/etc/systemd/system/flatnet-maint-guard.service';
      await stage.machine.exec(['mkdir', '-p', `${unit}/in-the-way`]);
      const end = await stage.maint(...emergency);
      await stage.machine.exec(['rm', '-r', unit]);
      expect(end).toMatchObject({ code: 0, document: { outcome: 'committed', to: stage.older } });
      expect(end.stderr).toContain('No dead-man could be armed');
      await serves(stage, stage.older);
    },
  ],
  [
    'in the middle of an upgrade goes back to what it was leaving',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '60s');
      await reached(stage, last, phase('check'));
      await goBack(stage, stage.older);
      expect(await ended).toMatchObject({ code: null });
    },
  ],
]);
