import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSite } from '../src/site/load-site.ts';
import { peekLanguage } from '../src/site/peek-language.ts';

const folder = mkdtempSync(join(tmpdir(), 'peek-'));
afterAll(() => rmSync(folder, { recursive: true }));
const around = { cwd: folder, home: join(folder, 'me'), env: {} };
const peek = (text: string) => {
  writeFileSync(join(folder, 'peek.yaml'), text);
  return peekLanguage('peek.yaml', around);
};

test.each([
  ['lang: ja\n', 'ja'],
  ["# site\nlang: 'ja'\r\ngateway: {}\r\n", 'ja'],
  ['gateway: {}\nlang: "en"  # for the night shift', 'en'],
  ['lang: ja\ngateway: [\n', 'ja'],
  ['gateway:\n  lang: ja\n', null],
  ['# lang: ja\n', null],
  ['lang: fr\n', null],
  ['lang: ja-JP\n', null],
  ['language: ja\n', null],
  ['', null],
])('%j says %j', (text, language) => {
  expect(peek(text)).toBe(language);
});

test('the first of the usual places is the one that counts', () => {
  expect(peekLanguage(null, around)).toBe(null);
  mkdirSync(join(folder, 'me/.config/flatnet-maint'), { recursive: true });
  writeFileSync(join(folder, 'me/.config/flatnet-maint/flatnet.yaml'), 'lang: ja\n');
  expect(peekLanguage(null, around)).toBe('ja');
  writeFileSync(join(folder, 'flatnet.yaml'), 'gateway: {}\n');
  expect(peekLanguage(null, around)).toBe(null);
});

test('what cannot be read says nothing, and holds nobody up', () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  for (const path of ['pipe', '.', 'nowhere', 'peek.yaml/x', '/proc/self/mem']) {
    expect(peekLanguage(path, around)).toBe(null);
  }
  writeFileSync(join(folder, 'dark'), 'lang: fr\n');
  chmodSync(join(folder, 'dark'), 0);
  expect(peekLanguage('dark', around)).toBe(null);
});

test('the site file itself takes these two and nothing else', async () => {
  writeFileSync(join(folder, 'site.yaml'), 'lang: ja\n');
  expect(await loadSite('site.yaml', around)).toMatchObject({ lang: 'ja', components: {} });
  writeFileSync(join(folder, 'site.yaml'), 'lang: fr\n');
  await expect(loadSite('site.yaml', around)).rejects.toThrow('`lang` is not right; allowed is en or ja.');
});
