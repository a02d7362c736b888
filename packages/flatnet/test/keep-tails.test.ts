import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** In a process of its own: what would wait for ever is ended from outside. */
function kept(make: (root: string) => readonly string[]): { readonly [name: string]: string } {
  const root = fs.mkdtempSync(join(tmpdir(), 'tails-'));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'evidence');
  const module = join(import.meta.dirname, '../src/evidence.ts');
  const code = `import { keepTails } from ${JSON.stringify(module)};
    keepTails(${JSON.stringify(make(root))}, ${JSON.stringify(folder)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', code], { timeout: 10_000, stdio: 'pipe' });
  return Object.fromEntries(fs.readdirSync(folder).map((name) => [name, fs.readFileSync(join(folder, name), 'utf8')]));
}

test('of each log the end is kept, and what is absent is named', () => {
  const names = kept((root) => {
    fs.writeFileSync(join(root, 'error.log'), `${'x'.repeat(300_000)}the end\n`);
    return [join(root, 'error.log'), join(root, 'nowhere')];
  });
  expect(names['1-error.log']).toMatch(/^x+the end\n$/);
  expect(names['1-error.log']).toHaveLength(256 * 1024);
  expect(names['absent.txt']).toMatch(/\/nowhere\n$/);
});

test('a log that is a pipe nobody writes to, a folder or a link to itself holds up nothing, and hides no other log', () => {
  const names = kept((root) => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    fs.mkdirSync(join(root, 'folder'));
    fs.symlinkSync('loop', join(root, 'loop'));
    fs.writeFileSync(join(root, 'error.log'), 'why\n');
    return ['pipe', 'folder', 'loop', 'error.log'].map((name) => join(root, name));
  });
  expect(names['4-error.log']).toBe('why\n');
  expect(Object.keys(names).sort()).toEqual(['4-error.log', 'absent.txt']);
  for (const name of ['pipe', 'folder', 'loop']) expect(names['absent.txt']).toContain(`/${name}`);
});
