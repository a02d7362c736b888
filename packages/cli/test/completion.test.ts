import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '../src/commands/commands.ts';
import { components } from '../src/components.ts';
import { completionScript, shells } from '../src/help/completion.ts';
import { spoken } from '../src/help/grammar.ts';
import { cli } from './support/fake-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = Object.fromEntries(
  shells.map((shell) => {
    const file = join(folder, shell);
    writeFileSync(file, completionScript(shell, spoken(commands)));
    return [shell, file];
  }),
) as Record<(typeof shells)[number], string>;

/** What bash offers at the end of a line; the line's last word is the one that is being typed. */
function offered(line: string): readonly string[] {
  // As readline splits it: `=` is a word of its own.
  const words = line.split(/ |(?<==)|(?==)/);
  const run = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _flatnet_maint; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', run, 'bash', script.bash, ...words], { encoding: 'utf8' });
  return out.split('\n').filter((word) => word !== '');
}

describe('TAB in bash', () => {
  test.each([
    ['flatnet-maint st', ['status']],
    ['flatnet-maint plan ', ['upgrade', 'rollback', 'config', 'adopt']],
    ['flatnet-maint plan upgrade ', [...components]],
    ['flatnet-maint verify c', ['cni']],
    ['flatnet-maint --json upgrade g', ['gateway']],
    ['flatnet-maint upgrade gateway ', []],
    ['flatnet-maint upgrade gateway --conf', ['--confirm-within']],
    ['flatnet-maint upgrade gateway --to 1.26.3 --rea', ['--reason']],
    ['flatnet-maint upgrade --to=1.26.3 ', [...components]],
    ['flatnet-maint upgrade gateway --to ', []],
    ['flatnet-maint plan upgrade gateway --rest', ['--restart-containers']],
    ['flatnet-maint rollback gateway --rest', []],
    ['flatnet-maint status --em', []],
    ['flatnet-maint rollback gateway --em', ['--emergency']],
    ['flatnet-maint completion ', ['bash', 'zsh', 'fish']],
    ['flatnet-maint schema s', ['site']],
    ['flatnet-maint dashboards ', ['export', 'compare', 'import']],
    ['flatnet-maint dashboards import x.json --fo', ['--folder']],
  ])('%j offers %j', (line, words) => {
    expect(offered(line)).toEqual(words);
  });

  test('offers every command that the help names, and none that only the service manager types', () => {
    const first = new Set(spoken(commands).map(({ path }) => path.split(' ')[0]));
    expect(offered('flatnet-maint ')).toEqual([...first]);
    expect(offered('flatnet-maint ')).not.toContain('deadman');
  });
});

/** What has no such shell here is read for its words only. */
const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

test.each(shells)('the script for %s is sound and names every command', (shell) => {
  const text = completionScript(shell, spoken(commands));
  for (const { path, flags } of spoken(commands)) {
    expect(text).toContain(path);
    for (const { name } of flags) expect(text).toContain(name.slice(2));
  }
  expect((text.match(/'/g) ?? []).length % 2).toBe(0);
  if (has(shell)) expect(spawnSync(shell, ['-n', script[shell]], { encoding: 'utf8' }).stderr).toBe('');
});

test('fish offers the same, where it is installed', () => {
  if (!has('fish')) return;
  const ask = (line: string) =>
    execFileSync('fish', ['--no-config', '-c', `source ${script.fish}; complete -C '${line}'`], { encoding: 'utf8' })
      .split('\n')
      .flatMap((one) => one.split('\t')[0] || []);
  expect(ask('flatnet-maint plan ')).toEqual(['adopt', 'config', 'rollback', 'upgrade']);
  expect(ask('flatnet-maint plan upgrade ')).toEqual(['cni', 'gateway']);
  expect(ask('flatnet-maint upgrade gateway ')).toEqual([]);
  expect(ask('flatnet-maint upgrade gateway --conf')).toEqual(['--confirm-within']);
});

test('the command prints the script', async () => {
  const ran = await cli(['completion', 'bash']);
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(`${ran.out}`).toBe(completionScript('bash', spoken(commands)));
  expect((await cli(['completion', 'csh'])).exit).toBe(2);
});
