import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const run = (n: number, damage: string | null = null) => ({
  run: `run-${String(n).padStart(3, '0')}`,
  command: 'upgrade',
  component: 'gateway',
  from: '1.0',
  to: '2.0',
  outcome: damage === null ? ('committed' as const) : ('damaged' as const),
  damage,
  open: false,
  owner: null,
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:05:05.000Z',
});
const many = Array.from({ length: 23 }, (_, n) => run(23 - n));

test('people see the last 20 runs and how many there are besides; --all and --json tell all', async () => {
  const house = { runs: async () => many };
  const { out } = await cli(['runs'], { house });
  const lines = out.trimEnd().split('\n');
  expect(lines.length).toBe(21);
  expect(lines[0]).toMatch(/^run-023 /);
  expect(lines.at(-1)).toBe('older runs that are not shown: 3 (flatnet-maint runs --all)');
  expect((await cli(['runs', '--all'], { house })).out.trimEnd().split('\n').length).toBe(23);
  expect(JSON.parse((await cli(['runs', '--json'], { house })).out)).toEqual(many);
});

test('runs --verify reads every journal, and ends with 8 when one is damaged', async () => {
  const asked: unknown[] = [];
  const listed = [...many, run(0, 'line 3 is not JSON')];
  const house = {
    runs: async (how: unknown) => {
      asked.push(how);
      return listed;
    },
  };
  expect(await cli(['runs', '--verify'], { house })).toMatchObject({
    exit: 8,
    out: expect.stringContaining('run-000'),
  });
  expect(await cli(['runs'], { house })).toMatchObject({ exit: 0 });
  expect(asked).toEqual([{ verify: true }, { verify: false }]);
});

test('snapshots export names the file as the shell would, and tells the sha256 and how to check it again', async () => {
  const asked: unknown[] = [];
  const made = {
    component: 'gateway',
    id: 'x',
    file: '/mnt/a.tar',
    checksums: '/mnt/a.tar.sha256',
    bytes: 1,
    sha256: 'ab',
  };
  const house = {
    exportSnapshot: async (...words: unknown[]) => {
      asked.push(words);
      return made;
    },
  };
  const { out, exit } = await cli(['snapshots', 'export', 'gateway', 'x', '--to', 'a.tar'], {
    house,
    world: { cwd: '/mnt' },
  });
  expect({ out, exit }).toEqual({
    out: 'ab  /mnt/a.tar\nverified; check it again anywhere with: cd /mnt && sha256sum -c -- a.tar.sha256\n',
    exit: 0,
  });
  expect(asked).toEqual([['gateway', 'x', '/mnt/a.tar']]);
  expect(await cli(['snapshots', 'export', 'gateway', 'x'], { house })).toMatchObject({ exit: 2 });
});

test('the history is listed without loading what reads site files and archives', () => {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) { process.stderr.write(name + '\\n'); return next(name, context); } });`;
  const main = join(import.meta.dirname, '../src/main.ts');
  const argv = ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`, main, 'runs', '--state', '/nowhere'];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  expect(stdout).toBe('There is no run yet.\n');
  expect(stderr.split('\n')).toContain('flatnet');
  expect(
    stderr.split('\n').filter((name) => ['zod', 'yaml', 'tar', 'age-encryption', 'listr2'].includes(name)),
  ).toEqual([]);
});
