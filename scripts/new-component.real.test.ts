import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OutsideLine, outsideLines } from './new-component/outside.ts';

/* A component more, made in a copy of the workspace with the command that a reader types, and held to all that holds here. */

const root = join(import.meta.dirname, '..');
const name = 'mail-relay';
let copy = '';
let said = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'flatnet-workspace-'));
  const isOurs = (path: string) => !/[\\/](?:\.git|dist|\.cache|campaign-results|bench-results)$/.test(path);
  cpSync(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => isOurs(path) && path !== join(root, 'node_modules'),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  said = run('node', join(copy, 'scripts', 'new-component.ts'), name);
  for (const line of outsideLines(name)) put(line);
  // What `pnpm install` does with a workspace's own packages.
  link(name, ['core', 'actions', 'engine', 'testkit', 'flatnet']);
  link('flatnet', [name]);
  run('biome', 'check', '--write', 'packages', 'scripts');
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What a program says in the copy; fails with that when its code is not 0. */
function run(program: string, ...words: readonly string[]): string {
  const path = program === 'node' ? process.execPath : join(copy, 'node_modules', '.bin', program);
  const env = { ...process.env, VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined };
  const { status, stdout, stderr } = spawnSync(path, words, {
    cwd: copy,
    encoding: 'utf8',
    env: env as NodeJS.ProcessEnv,
  });
  expect(`${status === 0 ? '' : `${stdout}${stderr}`}`, [program, ...words].join(' ')).toBe('');
  return stdout;
}

/** The line goes where it says, as a reader would put it. */
function put({ file, where, line }: OutsideLine): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const lists = {
    parts: /(const parts = \[[^\]]*)/,
    components: /(const components\b[^=]*= \[[^\]]*)/,
    dependencies: /("dependencies": \{[^}]*?)(?=\n {2}\})/,
  };
  const after = where === 'imports' ? `${line}\n${before}` : before.replace(lists[where], `$1, ${line}`);
  expect(after, file).not.toBe(before);
  writeFileSync(path, after);
}

function link(from: string, to: readonly string[]): void {
  for (const one of to) {
    const at = join(copy, 'packages', from, 'node_modules', one === 'flatnet' ? one : `@flatnet-maint/${one}`);
    mkdirSync(join(at, '..'), { recursive: true });
    symlinkSync(join(copy, 'packages', one), at);
  }
}

const vitest = (...files: readonly string[]): string =>
  run('vitest', 'run', '--reporter=dot', '--no-isolate', '--testTimeout=60000', ...files);

test('the command says every line that is needed elsewhere', () => {
  for (const { file, line } of outsideLines(name)) {
    expect(said).toContain(file);
    expect(said).toContain(line);
  }
  expect(said).toContain('npx pnpm@12 install');
});

test('it is formatted, and breaks no layer', () => {
  run('biome', 'ci', 'packages', 'scripts');
  run('node', 'scripts/check-layers.ts');
}, 60_000);

test('its types fit', () => void run('tsc', '-p', 'tsconfig.json'), 180_000);

test('it keeps what is promised of every component', () => {
  expect(vitest(`packages/${name}`)).toMatch(/1 passed/);
}, 120_000);

test('its words stand in its catalogue, in each language', () => {
  vitest('scripts/texts.test.ts', 'scripts/sentences.test.ts');
}, 120_000);

test('the library and the command line know it: its part of the site file, its name', () => {
  vitest(
    'packages/flatnet/test/json-schema.test.ts',
    'packages/cli/test/completion.test.ts',
    'packages/cli/test/usage.test.ts',
    'packages/cli/test/components.test.ts',
  );
  const schema = run('node', 'packages/cli/src/main.ts', 'schema', 'site');
  expect(JSON.parse(schema)).toMatchObject({ properties: { [name]: { properties: { home: {} } } } });
}, 120_000);
