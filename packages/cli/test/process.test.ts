import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, '../src/main.ts');
const bin = join(import.meta.dirname, '../bin/flatnet-maint.cjs');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A real process; `deaf` = whoever reads its stdout goes away at once. */
async function ran(argv: readonly string[], how: { node?: readonly string[]; deaf?: true; env?: object } = {}) {
  const env = { PATH: process.env.PATH, HOME: folder, FLATNET_MAINT_STATE: join(folder, 'state'), ...how.env };
  const child = spawn(process.execPath, [...(how.node ?? []), ...argv], { cwd: folder, env });
  if (how.deaf) child.stdout.destroy();
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const exit = await new Promise((resolve) => child.on('close', resolve));
  return { exit, out, err };
}
const inline = (code: string) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];

describe('the program itself', () => {
  test('answers --version without importing yargs, or anything that is not its own', async () => {
    const hooks = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { process.stderr.write(name + '\\n'); return next(name, context); } });`;
    const { out, err, exit } = await ran([bin, '--version'], { node: inline(hooks) });
    expect({ out, exit }).toEqual({ out: '0.1.0\n', exit: 0 });
    expect(err).toContain('./version.ts');
    const outside = err.split('\n').filter((name) => /^[a-z@]/.test(name) && !/^(node|file|data):/.test(name));
    expect(outside).toEqual([]);
    for (const language of ['en', 'ja']) {
      const { err: usage } = await ran([bin, '--help', '--lang', language], { node: inline(hooks) });
      expect(usage).toContain('yargs');
      expect(usage).not.toMatch(/listr2|zod|undici|\.\/yaml-file/);
    }
  });

  test.each([
    // An old Node cannot read TypeScript at all.
    ['bin/flatnet-maint.cjs', bin, ['--no-experimental-strip-types']],
    ['src/main.ts', main, []],
  ])('says in one line that Node is too old: %s', async (_, entry, flags) => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.18.0' } });`;
    const { out, err, exit } = await ran([entry, 'status'], { node: [...flags, ...inline(old)] });
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
    expect(err).toBe('flatnet-maint needs Node 22.19 or newer; this is 22.18.0. Install a newer Node and try again.\n');
  });

  test('answers also where its folder was removed under the terminal, and names that folder as what is not there', async () => {
    const gone = join(folder, 'gone');
    const stand = (...argv: readonly string[]) => {
      mkdirSync(gone);
      const typed = ['-c', 'cd "$1" && rmdir "$1" && shift && exec "$@"', 'sh', gone, process.execPath, main, ...argv];
      const env = { PATH: process.env.PATH, HOME: folder, FLATNET_MAINT_STATE: join(folder, 'state') };
      return execFileSync('sh', typed, { env, encoding: 'utf8', stdio: 'pipe' });
    };
    expect(JSON.parse(stand('runs', '--json'))).toEqual([]);
    expect(stand('status', '--help')).toContain('flatnet-maint status');
    expect(() => stand('evidence')).toThrow(/E_EVIDENCE_FOLDER: .*\/gone/);
  }, 60_000);

  test('needs no home, and keeps nothing in the folder it was typed in for want of one', async () => {
    const nobody = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module';
      os.homedir = () => { throw new Error('uv_os_homedir'); }; syncBuiltinESMExports();`;
    rmSync(join(folder, '.cache'), { recursive: true, force: true });
    const none = { exit: 0, out: 'There is no run yet.\n', err: '' };
    expect(await ran([main, 'runs'], { node: inline(nobody) })).toEqual(none);
    expect(await ran([main, 'runs'], { env: { HOME: '' } })).toEqual(none);
    expect(await ran([main, 'runs'], { env: { HOME: 'home', XDG_CACHE_HOME: 'cache' } })).toEqual(none);
    expect(readdirSync(folder).filter((name) => ['.cache', 'cache', 'home'].includes(name))).toEqual([]);
  });

  test('does not mind that nobody reads its output', async () => {
    expect(await ran([main, '--help'], { deaf: true })).toEqual({ exit: 0, out: '', err: '' });
    expect(await ran([main, '--version'], { deaf: true })).toEqual({ exit: 0, out: '', err: '' });
  });

  test('points at the line of a site file with a mistyped key', async () => {
    const site = join(folder, 'typo.yaml');
    writeFileSync(site, 'gateway:\n  home: /srv/flatnet/openresty\n  prbes: { site: http://127.0.0.1 }\n');
    const line = [main, 'plan', 'upgrade', 'gateway', '--to', '1.26.3', '--site', site];
    const { exit, err } = await ran(line);
    expect(exit).toBe(2);
    expect(err).toContain(`${site}:3:3: the key \`gateway.prbes\` is not known. Did you mean \`probes\`?`);
    const json = await ran([...line, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'E_SITE_KEY' }, exit: 2 });
  });
});
