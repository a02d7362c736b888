import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  allClosed,
  lookAtEnds,
  lookAtNebula,
  maint,
  maintArgv,
  type NebulaStage,
  nebulaArgs,
  nebulaEndSeen,
  nebulaLive,
  nebulaStage,
  newestJournal,
  type SeenNebula,
  until,
} from '../../src/index.ts';
import { compiled, machineTest, type Up } from '../machine-test.ts';
import { onStandingTerminal } from '../rescue/support.ts';

/** A key file as age-keygen writes it, and for whom it opens. */
const keyFile = 'AGE-SECRET-KEY-13YQKMFGR0V2E7MD5XEPH5J8AFALYUWMUNKS4W5GWXDUH4MP4PZCQUJK6EQ\n';
const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';

const stageOf = ({ parts }: Up, lines: readonly string[]): Promise<NebulaStage> =>
  nebulaStage({ parts, name: 'test', lines, shares: compiled(), say: () => {} });

/** Typed on a terminal, of which nothing is left once the run has such a line. */
async function typedAndLost(
  stage: NebulaStage,
  args: readonly string[],
  at: { readonly type: string; readonly id?: string },
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const { machine } = stage;
  const { run: former } = newestJournal(machine);
  const terminal = onStandingTerminal(machine, [...args, ...nebulaArgs(stage), '--detach']);
  const isThere = await until(
    () => {
      const { run, entries } = newestJournal(machine);
      return run !== former && entries.some((one) => one.type === at.type && (at.id === undefined || one.id === at.id));
    },
    120_000,
    5,
  );
  await meanwhile();
  await terminal.kill();
  const last = newestJournal(machine).entries.at(-1);
  expect(isThere, `${terminal.said()} ${JSON.stringify(last)}`).toBe(true);
}

machineTest(
  'a host whose link is cut in the middle and stays cut is back on its old version by itself; whoever comes back is told all of it',
  async (up) => {
    // Beside the tunnel as well nobody answers: that is certain sooner.
    const beside = '  verify: [{ id: beside, command: [ping, -c1, -W1, 192.168.50.1], limit: 3s }]';
    const stage = await stageOf(up, [beside]);
    await using nebula = stage.nebula;
    const { machine, older, newer } = stage;
    const before = await lookAtEnds(stage);
    const upgrade = ['upgrade', 'nebula', '--to', newer, '--confirm-within', '1m'];
    await typedAndLost(stage, upgrade, { type: 'doing', id: 'nebula.stop' }, () => nebula.link.cut());

    const cut = performance.now();
    let seen: SeenNebula | null = null;
    const isBack = async () => {
      if (!newestJournal(machine).entries.some(({ type, id }) => type === 'undone' && id === 'nebula.stop'))
        return false;
      seen = await lookAtNebula(nebula.h1);
      return true;
    };
    expect(await until(isBack, 90_000, 200)).toBe(true);
    const backAfter = performance.now() - cut;
    // The old programs, one process of them that is the service's and has the tunnel; but nobody at its other end.
    expect(nebulaLive(seen as unknown as SeenNebula, stage.known)).toEqual({
      version: 'mixed',
      why: ['the other end does not answer'],
    });
    expect(seen).toMatchObject({ versions: { program: older }, unit: { active: 'active' } });
    const { pid } = (seen as unknown as SeenNebula).unit;
    // That the old one answers is not claimed while nobody could have seen it.
    const closed = () => newestJournal(machine).entries.findLast(({ type }) => type === 'closed')?.outcome;
    expect(await until(() => closed() !== undefined, 90_000, 200)).toBe(true);
    expect(closed()).toBe('stuck');

    await nebula.link.join();
    expect(await nebula.h1.reaches(20_000)).toBe(true);
    const shown = await machine.exec(maintArgv('show'));
    expect(shown.stdout).toMatch(
      /nebula\.stop done[\s\S]*nebula\.start done[\s\S]*check:[\s\S]*FAILED E_VERIFY_FAILED[\s\S]*nebula\.stop undone[\s\S]*old version, running: pass[\s\S]*old version, peer-lh1: fail[\s\S]*closed: stuck/,
    );
    expect(await maint(machine, ['attach'])).toMatchObject({
      code: 5,
      document: { outcome: 'stuck', error: { next: expect.stringContaining('flatnet-maint resume') } },
    });
    expect(await maint(machine, ['resume'])).toMatchObject({ code: 4, document: { outcome: 'rolled-back' } });
    expect(await nebulaEndSeen(stage, before)).toEqual({ version: older, problems: [] });
    expect((await lookAtNebula(nebula.h1)).unit.pid, 'only looked at again').toBe(pid);
    console.log(`the old version was back ${Math.round(backAfter)} ms after the cut`);
  },
  240_000,
  { sideBySide: true },
);

machineTest(
  'a run whose terminal is lost goes back when nobody confirms, and stays when a peer does; its backup opens on the peer with the key alone',
  async (up) => {
    // Asked through the new tunnel, of the peer itself.
    const confirms = '      confirms: [bash, -c, ": > /dev/tcp/10.100.0.1/7001"]';
    const stage = await stageOf(up, [confirms, `  keys: { recipient: ${recipient} }`]);
    await using nebula = stage.nebula;
    const { machine, older, newer } = stage;
    const { h1, lh1 } = nebula;
    const before = await lookAtEnds(stage);
    const upgrade = (within: string) => ['upgrade', 'nebula', '--to', newer, '--confirm-within', within];

    await typedAndLost(stage, upgrade('4s'), { type: 'waiting' });
    const waits = performance.now();
    expect((await lookAtNebula(h1)).versions.program).toBe(newer);
    expect(await until(() => allClosed(machine), 40_000)).toBe(true);
    expect(performance.now() - waits).toBeLessThan(30_000);
    expect(await nebulaEndSeen(stage, before)).toEqual({ version: older, problems: [] });
    expect((await machine.exec(maintArgv('show'))).stdout).toMatch(
      /check:[\s\S]*FAILED E_CONFIRM_ABSENT: Nobody confirmed by [\s\S]*nebula\.stop undone[\s\S]*old version, peer-lh1: pass[\s\S]*closed: rolled-back/,
    );

    await typedAndLost(stage, upgrade('1m'), { type: 'waiting' });
    const listener = lh1.machine.spawn([process.execPath, '-e', 'require("net").createServer().listen(7001)']);
    expect(await until(() => allClosed(machine), 40_000)).toBe(true);
    listener.kill();
    expect(await nebulaEndSeen(stage, before)).toEqual({ version: newer, problems: [] });
    expect((await machine.exec(maintArgv('show'))).stdout).toMatch(/confirmed-by-lh1[\s\S]*closed: committed/);

    // Carried to the other machine, which has nothing but the archive.
    const kept = (await maint(machine, ['snapshots', 'nebula'])).document as unknown as readonly {
      id: string;
      kind: string;
    }[];
    const id = kept.find(({ kind }) => kind === 'snapshot')?.id ?? '';
    const archive = '/root/carried.tar';
    const exported = await maint(machine, ['snapshots', 'export', 'nebula', id, '--to', archive]);
    expect(exported, exported.document.error?.message ?? exported.stderr).toMatchObject({ code: 0 });
    const there = (path: string) => lh1.machine.path(path);
    writeFileSync(there(archive), readFileSync(machine.path(archive)));
    const open = (...more: readonly string[]) =>
      maint(lh1.machine, ['snapshots', 'open', '--from', archive, '--into', '/root/opened', ...more]);
    const closed = await open();
    expect(closed).toMatchObject({ code: 3, document: { error: { code: 'E_SEALED_CLOSED' } } });
    for (const part of ['pki-authorities', 'pki-certificate', 'pki-key'])
      expect(closed.document.error?.next).toContain(`--without ${part}`);
    expect(closed.document.error?.message).toContain(recipient);
    writeFileSync(there('/root/key.txt'), keyFile, { mode: 0o600 });
    const opened = await open('--identity', '/root/key.txt');
    expect(opened, opened.document.error?.message).toMatchObject({ code: 0 });
    for (const [part, path] of [
      ['pki-authorities', h1.pki.ca],
      ['pki-certificate', h1.pki.crt],
      ['pki-key', h1.pki.key],
    ] as const)
      expect(readFileSync(there(`/root/opened/${part}/${path.split('/').at(-1)}`))).toEqual(
        readFileSync(machine.path(path)),
      );
  },
  180_000,
  { sideBySide: true },
);
