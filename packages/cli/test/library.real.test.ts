import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fetchParts, type Machine, machineUp, practiceGateway } from '@flatnet-maint/rehearsal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built } from './support/built.ts';

/* The examples of docs/library.md, as a stranger types them: the packed library in an empty folder. */
const run = promisify(execFile);
const checkout = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'library-'));
const project = join(folder, 'project');
let machine: Machine | undefined;

beforeAll(async () => {
  const made = await built(folder);
  mkdirSync(project);
  const install = ['install', '--offline', '--no-audit', '--no-fund', ...globSync(join(made, 'flatnet-[0-9]*.tgz'))];
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await run('unshare', ['-n', 'npm', ...install], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: join(folder, 'home') },
  });
  const text = readFileSync(join(checkout, 'docs/library.md'), 'utf8');
  for (const [, name = '', code = ''] of text.matchAll(/^```ts file=(\S+)\n(.*?)^```$/gms)) {
    writeFileSync(join(project, name), code);
  }
}, 300_000);
afterAll(async () => {
  await machine?.down();
  rmSync(folder, { recursive: true });
});

test('the package is one folder, and the examples compile against its types alone', async () => {
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['flatnet']);
  expect(readdirSync(project).filter((name) => name.endsWith('.ts'))).toEqual(['component.ts', 'look.ts', 'run.ts']);
  const types = ['--typeRoots', join(checkout, 'node_modules/@types'), '--types', 'node'];
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noEmit'];
  const module = ['--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024'];
  const tsc = join(checkout, 'node_modules/.bin/tsc');
  // Its own declarations are checked too.
  await run(tsc, [...strict, ...module, ...types, '--skipLibCheck', 'false', 'component.ts', 'look.ts', 'run.ts'], {
    cwd: project,
  }).catch((error) => expect.fail(error.stdout));
}, 60_000);

test('a component of the examples turns facts into steps', async () => {
  const { stdout } = await run(process.execPath, ['component.ts'], { cwd: project });
  expect(stdout).toBe('show 0\n');
});

test('a program looks and plans on the practice machine', async () => {
  const parts = await fetchParts();
  machine = await machineUp(parts, { name: 'library', hides: [checkout] });
  cpSync(project, machine.path('/srv/project'), { recursive: true });
  const gateway = await practiceGateway(machine);
  await gateway.start();
  const { older, newer } = parts;
  const seen = await machine.exec([process.execPath, '/srv/project/look.ts', gateway.siteFile]);
  expect(seen).toMatchObject({ code: 0, stderr: '' });
  expect(seen.stdout).toContain(`gateway ${older.version}: healthy\n${older.version} → ${newer.version} in `);
  const lost = await machine.exec([process.execPath, '/srv/project/look.ts', '/nowhere.yaml']);
  expect(lost.code).toBe(2);
  expect(lost.stdout).toContain('E_SITE_ABSENT: ');
}, 120_000);
