import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeComponent } from './new-component/make.ts';
import { camelOf, outsideLines } from './new-component/outside.ts';

function emptyWorkspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'flatnet-workspace-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'packages'));
  return root;
}

test('a component is one folder, and nothing in it is left to be filled in', () => {
  const root = emptyWorkspace();
  const files = makeComponent(root, 'mail-relay');
  expect(readdirSync(join(root, 'packages'))).toEqual(['mail-relay']);
  expect(files).toContain('packages/mail-relay/src/mail-relay.ts');
  expect(files).toContain('packages/mail-relay/test/mail-relay.test.ts');
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
  expect(texts.filter((text) => /__\w+__/.test(text))).toEqual([]);
  expect(texts.join('')).toContain('export const mailRelay = defineComponent<MailRelaySite, MailRelayFacts>');
});

test('what is there already is not written over', () => {
  const root = emptyWorkspace();
  const [first = ''] = makeComponent(root, 'dns');
  const before = readFileSync(join(root, first), 'utf8');
  expect(() => makeComponent(root, 'dns')).toThrow('packages/dns is there already. Nothing was made.');
  expect(readFileSync(join(root, first), 'utf8')).toBe(before);
});

test.each(['', 'DNS', '../dns', 'dns-', '2nd', 'mail relay', 'mail--relay'])('%j is no name', (name) => {
  const root = emptyWorkspace();
  expect(() => makeComponent(root, name)).toThrow('is no name');
  expect(readdirSync(join(root, 'packages'))).toEqual([]);
});

test('each line outside of the folder goes into a file that is there', () => {
  const root = join(import.meta.dirname, '..');
  for (const { file, line } of outsideLines('mail-relay')) {
    expect(readFileSync(join(root, file), 'utf8')).not.toContain(line);
    expect(line).toMatch(/mail-relay|mailRelay/);
  }
  expect(camelOf('mail-relay-2')).toBe('mailRelay2');
});
