import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allClosed,
  ask,
  fetchParts,
  killInside,
  type Machine,
  machineUp,
  newestJournal,
  ownerPid,
  type Parts,
  type PracticeGateway,
  practiceGateway,
  stateFolder,
  until,
} from '@flatnet-maint/rehearsal';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { built } from './support/built.ts';

/*
 * The tool from a folder that stands for npx's cache, with a Node of its own there, and then that folder is emptied: what is
 * left is the copy in the state folder. The tests go on where the one before ended.
 */
const checkout = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'installed-'));
const cache = '/var/cache/npx/0123456789abcdef';
const unit = '/etc/systemd/system/flatnet-maint-guard.service';
const launcher = `${stateFolder}/bin/flatnet-maint`;
const whyNot =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'practice machines need Linux and root';

let parts: Parts;
let made: string;
let machine: Machine;
let gateway: PracticeGateway;

const npx = (...args: readonly string[]) =>
  machine.exec([`${cache}/node`, `${cache}/node_modules/flatnet-maint/bin/flatnet-maint.cjs`, ...args]);
/** As an operator may find himself: no PATH, no HOME, nothing. */
const bare = (...args: readonly string[]) => machine.exec(['env', '-i', launcher, ...args], { limit: 90_000 });
const site = () => ['--site', gateway.siteFile];
const upgrade = () => ['upgrade', 'gateway', '--to', parts.newer.version, '--yes', ...site()];
const served = async () => (await ask(machine, 'http://127.0.0.1/build')).body.trim();
const copy = () => `${stateFolder}/tool/${readlinkSync(machine.path(`${stateFolder}/tool/current`))}`;

async function fillCache(): Promise<void> {
  mkdirSync(machine.path(`${cache}/node_modules`), { recursive: true });
  cpSync(join(made, 'flatnet-maint'), machine.path(`${cache}/node_modules/flatnet-maint`), { recursive: true });
  cpSync(process.execPath, machine.path(`${cache}/node`));
}
const emptyCache = () => rmSync(machine.path(cache), { recursive: true });

beforeAll(async () => {
  if (whyNot !== null) return;
  parts = await fetchParts();
  made = await built(folder);
  machine = await machineUp(parts, { name: 'installed', hides: [checkout] });
  await fillCache();
  gateway = await practiceGateway(machine);
  await gateway.start();
}, 300_000);
afterAll(async () => {
  await machine?.down();
  rmSync(folder, { recursive: true });
});

const onMachine = (name: string, work: () => Promise<void>) =>
  test(name, async (context: TestContext) => {
    if (whyNot !== null && process.env.CI !== 'true') context.skip(`not run: ${whyNot}`);
    expect(whyNot).toBe(null);
    await work();
  }, 180_000);

onMachine('install-self says the line to type, and twice finds every byte as it was', async () => {
  const made = await npx('install-self');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain(`\n  ${launcher} rollback gateway --emergency\n`);
  const again = await npx('install-self', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ how: 'sound', launcher, folder: copy(), removed: [] });
  expect(readdirSync(machine.path(copy())).sort()).toEqual(['flatnet-maint', 'manifest.json', 'node']);
  expect(existsSync(machine.path(`${stateFolder}/tool.lock`))).toBe(false);
});

onMachine(
  'after an upgrade the cache is emptied: status and emergency work from nothing, without a network',
  async () => {
    const upgraded = await npx(...upgrade(), '--soak', '300ms');
    expect(upgraded.code, upgraded.stderr).toBe(0);
    expect(await served()).toContain(parts.newer.version);
    emptyCache();
    const links = (await machine.exec(['ls', '/sys/class/net'])).stdout.split('\n').filter((link) => link !== '');
    // 10.100.1.1, where the practice gateway listens, stands on `lo`.
    for (const link of links) if (link !== 'lo') await machine.exec(['ip', 'link', 'set', link, 'down']);
    const status = await bare('status', '--json', ...site());
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(status.stdout).components).toMatchObject([{ version: parts.newer.version, healthy: true }]);
    expect(await bare('install-self', '--json')).toMatchObject({ code: 0, stdout: expect.stringContaining('"sound"') });
    const back = await bare('rollback', 'gateway', '--emergency', '--yes', '--json');
    expect(back.code, back.stderr).toBe(0);
    expect(JSON.parse(back.stdout)).toMatchObject({ outcome: 'committed', to: parts.older.version });
    expect(await served()).toContain(parts.older.version);
  },
);

/** An upgrade, started from the cache, that has come to its verification; then nothing of the cache is left. */
async function cutLoose(): Promise<void> {
  await fillCache();
  const last = newestJournal(machine).run;
  const main = `${cache}/node_modules/flatnet-maint/dist/main.js`;
  machine.spawn([`${cache}/node`, main, ...upgrade(), '--soak', '60s'], { stdio: 'ignore' });
  const verdict = () =>
    newestJournal(machine).run !== last && newestJournal(machine).entries.some(({ type }) => type === 'verdict');
  expect(await until(verdict, 60_000)).toBe(true);
  expect(await served()).toContain(parts.newer.version);
  emptyCache();
}
async function broughtBack(): Promise<void> {
  expect(await until(() => allClosed(machine), 60_000)).toBe(true);
  expect(newestJournal(machine).entries.findLast(({ type }) => type === 'closed')?.outcome).toBe('rolled-back');
  expect(await served()).toContain(parts.older.version);
  expect(existsSync(machine.path(cache))).toBe(false);
}

onMachine('an upgrade that is killed when its cache was emptied is brought back from the copy', async () => {
  await cutLoose();
  expect(/^ExecStart="([^"]+)" "([^"]+)"/m.exec(readFileSync(machine.path(unit), 'utf8'))?.slice(1)).toEqual([
    `${copy()}/node`,
    `${copy()}/flatnet-maint/dist/main.js`,
  ]);
  expect(await killInside(machine, ownerPid(machine))).toBe(true);
  await broughtBack();
});

onMachine('and one that is cut off by a power cut, when the unit starts the copy at boot', async () => {
  await cutLoose();
  await machine.reboot();
  await broughtBack();
});
