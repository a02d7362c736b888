import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  until,
} from '@flatnet-maint/rehearsal';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed as installedIn } from './support/installed.ts';

/*
 * What users install, where users are: the packed command line in a folder of its own, no network, and the checkout out of
 * sight. Only Node itself is shared with it.
 */
const run = promisify(execFile);
const checkout = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const inMachine = '/usr/lib/node_modules/flatnet-maint';
const cli = `${inMachine}/dist/main.js`;
let installed: string;
let parts: Parts;
let machine: Machine;
let gateway: PracticeGateway;

/** `flatnet-maint …` inside, as its package starts it. */
const packed = (...args: readonly string[]) =>
  machine.exec([process.execPath, `${inMachine}/bin/flatnet-maint.cjs`, ...args]);
const site = () => ['--site', gateway.siteFile];
const served = async () => (await ask(machine, 'http://127.0.0.1/build')).body.trim();

beforeAll(async () => {
  parts = await fetchParts();
  installed = await installedIn(folder);
  machine = await machineUp(parts, { name: 'packed', hides: [checkout] });
  cpSync(installed, machine.path(inMachine), { recursive: true });
  gateway = await practiceGateway(machine);
  await gateway.start();
}, 300_000);
afterAll(async () => {
  await machine?.down();
  rmSync(folder, { recursive: true });
});

describe('the package', () => {
  test('is one folder without dependencies, sources, tests, source maps or paths of this machine', () => {
    expect(readdirSync(join(folder, 'empty/node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'flatnet-maint',
    ]);
    const about = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as object;
    expect(about).toMatchObject({ engines: { node: '>=22.19' }, license: 'MIT' });
    expect(about).not.toHaveProperty('dependencies');
    expect(about).not.toHaveProperty('private');
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.filter(({ name }) => /\.(ts|map)$|test/.test(name))).toEqual([]);
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name), 'utf8'), name).not.toContain(checkout);
    }
    const licences = readFileSync(join(installed, 'THIRD-PARTY'), 'utf8');
    for (const name of ['yargs', 'zod', 'yaml', 'semver', 'tar', 'minipass', 'listr2', 'zx'])
      expect(licences).toContain(`\n${name} `);
  });

  test('says its help as yargs would, in each language, without loading yargs', async () => {
    for (const words of [[], ['plan', 'upgrade']]) {
      for (const language of ['en', 'ja']) {
        const line = [...words, '--lang', language, '--help'];
        const fast = await run(process.execPath, [join(installed, 'dist/main.js'), ...line]);
        // `--json` makes it another line, which is not among the rendered ones.
        const slow = await run(process.execPath, [join(installed, 'dist/main.js'), '--json', ...line]);
        const source = await run(process.execPath, [join(checkout, 'packages/cli/src/main.ts'), ...line]);
        expect(fast.stdout).toBe(source.stdout);
        expect(slow.stdout).toBe(source.stdout);
      }
    }
    const loads = ['--import', join(import.meta.dirname, 'support/print-imports.mjs')];
    const { stderr } = await run(process.execPath, [...loads, join(installed, 'dist/main.js'), '--help']);
    expect(stderr).toContain('built-help.js');
    expect(stderr).not.toContain('parse.js');
  }, 120_000);

  test.runIf(existsSync('/usr/bin/node'))('says in one line that an older Node is too old', async () => {
    const { stdout: found } = await run('/usr/bin/node', ['--version']);
    if (Number(/^v(\d+)/.exec(found)?.[1]) >= 22) return;
    const ran = await run('/usr/bin/node', [join(installed, 'bin/flatnet-maint.cjs'), 'status']).catch(
      (error) => error,
    );
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^flatnet-maint needs Node 22\.19 or newer; this is .*\n$/);
  });
});

describe('on a machine that has nothing but the package', () => {
  test('help, status and plan are answered', async () => {
    expect(existsSync(machine.path(join(checkout, 'packages')))).toBe(false);
    expect(await packed('--help')).toMatchObject({ code: 0, stderr: '' });
    const status = await packed('status', '--json', ...site());
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(status.stdout).components).toMatchObject([{ id: 'gateway', version: parts.older.version }]);
    const planned = await packed('plan', 'upgrade', 'gateway', '--to', parts.newer.version, '--json', ...site());
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expectPlan(JSON.parse(planned.stdout).plan);
  }, 60_000);

  test('the gateway is upgraded and taken back', async () => {
    const how = ['--soak', '500ms', '--yes', ...site()];
    const upgraded = await packed('upgrade', 'gateway', '--to', parts.newer.version, ...how);
    expect(upgraded.code, upgraded.stderr).toBe(0);
    expect(await served()).toContain(parts.newer.version);
    const opened = newestJournal(machine).entries[0];
    expect(opened).toMatchObject({ type: 'opened', cli });
    expectPlan((opened as unknown as { plan: unknown }).plan);
    const back = await packed('rollback', 'gateway', ...how);
    expect(back.code, back.stderr).toBe(0);
    expect(await served()).toContain(parts.older.version);
  }, 120_000);

  test('a killed upgrade is brought back by the dead-man, from the same package', async () => {
    const last = newestJournal(machine).run;
    const line = ['upgrade', 'gateway', '--to', parts.newer.version, '--soak', '60s', '--yes', ...site()];
    machine.spawn([process.execPath, cli, ...line], { stdio: 'ignore' });
    const verdict = () =>
      newestJournal(machine).run !== last && newestJournal(machine).entries.some(({ type }) => type === 'verdict');
    expect(await until(verdict, 60_000)).toBe(true);
    expect(await killInside(machine, ownerPid(machine))).toBe(true);
    expect(await until(() => allClosed(machine), 60_000)).toBe(true);
    expect(newestJournal(machine).entries.findLast(({ type }) => type === 'closed')?.outcome).toBe('rolled-back');
    expect(await served()).toContain(parts.older.version);
  }, 120_000);
});

/** Held against the schema that the package ships. */
function expectPlan(plan: unknown): void {
  const schema = JSON.parse(readFileSync(join(installed, 'schema/plan.schema.json'), 'utf8')) as object;
  const ajv = new Ajv2020();
  expect(ajv.validate(schema, plan), ajv.errorsText()).toBe(true);
}
