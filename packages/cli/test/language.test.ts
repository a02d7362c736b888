import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chosenLanguage } from '../src/language.ts';
import { cli } from './support/fake-world.ts';

type Row = readonly [line: string, ofSite: 'en' | 'ja' | null, env: Record<string, string>, chosen: 'en' | 'ja'];
const table: readonly Row[] = [
  ['status', null, {}, 'en'],
  ['status', null, { LANG: 'ja_JP.UTF-8' }, 'ja'],
  ['status', null, { LANG: 'ja' }, 'ja'],
  ['status', null, { LANG: 'JA.utf8' }, 'ja'],
  ['status', null, { LANG: 'ja_JP@calendar' }, 'ja'],
  ['status', null, { LANG: 'en_GB.UTF-8' }, 'en'],
  ['status', null, { LANG: 'C' }, 'en'],
  ['status', null, { LANG: 'C.UTF-8' }, 'en'],
  ['status', null, { LANG: 'POSIX' }, 'en'],
  ['status', null, { LANG: 'de_DE.UTF-8' }, 'en'],
  ['status', null, { LANG: 'java' }, 'en'],
  ['status', null, { LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' }, 'ja'],
  ['status', null, { LC_ALL: 'C', LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'ja_JP.UTF-8' }, 'en'],
  ['status', null, { LC_ALL: 'ja_JP.UTF-8', LC_MESSAGES: 'C', LANG: 'C' }, 'ja'],
  // Set to nothing is not set.
  ['status', null, { LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP.UTF-8' }, 'ja'],
  ['status', 'en', { LC_ALL: 'ja_JP.UTF-8' }, 'en'],
  ['status', 'ja', { LC_ALL: 'C' }, 'ja'],
  ['status --lang en', 'ja', { LC_ALL: 'ja_JP.UTF-8' }, 'en'],
  ['--lang ja status', 'en', { LC_ALL: 'C' }, 'ja'],
  ['status --lang=ja', 'en', {}, 'ja'],
  // Refused later, in the language that would be spoken without it.
  ['status --lang fr', 'ja', {}, 'ja'],
  ['status --lang', 'ja', {}, 'ja'],
  ['status -- --lang ja', null, {}, 'en'],
];

test.each(table)('%j, site %j, %j: %s', (line, ofSite, env, chosen) => {
  expect(chosenLanguage(line.split(' '), env, () => ofSite)).toBe(chosen);
});

describe('a language that is not spoken', () => {
  test.each(['status --lang fr', '--lang=JA status', '--lang fr --help'])(
    '%s is refused, naming both',
    async (line) => {
      const { exit, err } = await cli(line.split(' '));
      expect(exit).toBe(2);
      expect(err).toContain('--lang takes one of: en, ja; not "');
    },
  );
});

test('words after --lang VALUE still tell which command was meant', async () => {
  const { err } = await cli(['--lang', 'en', 'upgrade']);
  expect(err).toContain('A word is missing: upgrade <component>.');
});

describe('the site file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'language-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const own = join(folder, 'own', 'flatnet-maint');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'flatnet.yaml'), 'lang: ja\n');
  writeFileSync(join(folder, 'named.yaml'), 'lang: "ja" # ours\nthis is: not: YAML\n');

  test.each([
    ['named with --site', ['--site', 'named.yaml'], {}],
    ['in the configuration folder', [], { XDG_CONFIG_HOME: join(folder, 'own') }],
  ])('%s says the language, also of what is wrong with the command line', async (_, more, env) => {
    const { err } = await cli([...more, 'upgrade'], { world: { cwd: folder, env } });
    expect(err).toContain('語が足りません: upgrade <component>。');
  });

  test.each([
    ['is absent', '/nowhere/flatnet.yaml'],
    ['is a folder', folder],
    ['is no text', process.execPath],
  ])('that %s is no hindrance', async (_, site) => {
    const { exit, out } = await cli(['--help', '--site', site], { world: { cwd: folder } });
    expect(exit).toBe(0);
    expect(out).toContain('Commands:');
  });
});
