import { type Release, type ReleaseFile, sha256 } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { cni } from '../src/cni.ts';
import { partsOf } from '../src/generations.ts';
import { factsWith, placed, run } from './support/facts.ts';

const file = (path: string, text: string): ReleaseFile => ({
  path,
  sha256: sha256(text),
  bytes: text.length,
  mode: 0o644,
  text,
});
const releaseOf = (...holds: readonly ReleaseFile[]): Release => ({
  component: 'cni',
  version: '0.2.0',
  path: '/releases/flatnet-0.2.0',
  sha256: 'of-the-archive',
  holds,
});
const list = (how: object = {}) =>
  JSON.stringify({ cniVersion: '1.0.0', name: 'flatnet', plugins: [{ type: 'flatnet' }], ...how });
const program = file('flatnet-0.2.0', 'plugin 0.2.0');
const upgrade = (release: Release, facts = factsWith()) => cni.upgrade(facts, release, run);

describe('the generation of a release', () => {
  test('is named after what it holds, so that the same pair is the same one', () => {
    const [one, two] = [upgrade(releaseOf(program)), upgrade({ ...releaseOf(program), path: '/elsewhere' })];
    expect(one.to.id).toBe(two.to.id);
    expect(one.to.id).toMatch(/^0\.2\.0-[0-9a-f]{12}$/);
    expect(upgrade(releaseOf(file('flatnet', 'another'))).to.id).not.toBe(one.to.id);
  });

  test('has mode and owner of the plugin that it replaces, whatever its own are', () => {
    const facts = factsWith({ pluginFile: { ...placed('plugin 0.1.0', 0o750), uid: 7, gid: 8 } });
    expect(partsOf(upgrade(releaseOf(program), facts).to).plugin).toMatchObject({ mode: 0o750, uid: 7, gid: 8 });
  });

  test('keeps the list that is there when the release brings none, and does not touch it', () => {
    const change = upgrade(releaseOf(program));
    expect(partsOf(change.to).conflist?.sha256).toBe(factsWith().conflistFile?.sha256);
    expect(change.cutover.map(({ id }) => id)).toEqual(['cni.owe', 'cni.plugin', 'cni.answers']);
  });

  test('takes the list of the release, and the network that it says', () => {
    const ipam = { type: 'host-local', subnet: '10.99.0.0/16' };
    const brought = file('etc/20.conflist', list({ plugins: [{ type: 'flatnet', ipam }] }));
    const change = upgrade(releaseOf(file('bin/flatnet', 'plugin 0.2.0'), file('README', 'words'), brought));
    expect(partsOf(change.to)).toMatchObject({
      conflist: { name: '10-flatnet.conflist', sha256: brought.sha256 },
      network: { ranges: ['10.99.0.0/16'], gateway: '10.99.0.1' },
    });
    expect(change.cutover.map(({ id }) => id)).toContain('cni.list');
  });
});

describe('a release is refused, and nothing is changed,', () => {
  const refused = (...holds: readonly ReleaseFile[]) => {
    try {
      upgrade(releaseOf(...holds));
      return null;
    } catch (error) {
      return error as { code: string; exit: number; message: string };
    }
  };
  test.each<[string, readonly ReleaseFile[], string]>([
    ['without a program', [file('a.conflist', list())], 'no program'],
    ['with two programs, none of which has the plugin’s name', [program, file('other', 'x')], 'no program'],
    ['with two lists', [program, file('a.conflist', list()), file('b.conflist', list())], 'more than one list'],
    ['with a list that does not parse', [program, file('a.conflist', '{')], 'no JSON'],
    ['with a list of another plugin', [program, file('a.conflist', list({ plugins: [{ type: 'bridge' }] }))], 'bridge'],
    ['with a list of another network', [program, file('a.conflist', list({ name: 'other' }))], 'other'],
  ])('%s', (_, holds, says) => {
    const error = refused(...holds);
    expect(error).toMatchObject({ code: 'E_CNI_RELEASE', exit: 3 });
    expect(error?.message).toContain(says);
  });

  test('that is in place byte for byte', () => {
    expect(refused(file('flatnet', 'plugin 0.1.0'))).toMatchObject({ code: 'E_CNI_SAME', exit: 3 });
  });
});

test('an upgrade asks the present plugin first, unless that is borne by name or it does not even answer', () => {
  const before = (facts = factsWith(), borne: readonly string[] = []) =>
    cni
      .upgrade(facts, releaseOf(program), run, { restarts: false, borne })
      .prepare.find(({ id }) => id === 'cni.before');
  expect(before()).toMatchObject({ args: { must: true } });
  expect(before(factsWith(), ['trial-before'])).toMatchObject({ args: { must: false } });
  expect(before(factsWith({ answers: false }))).toBeUndefined();
});

test('containers are restarted only when that is asked for, and after the commit', () => {
  const ids = (restarts: boolean) =>
    cni.upgrade(factsWith(), releaseOf(program), run, { restarts, borne: [] }).cleanup.map(({ id }) => id);
  expect(ids(false)).toEqual(['cni.settle']);
  expect(ids(true)).toEqual(['cni.settle', 'cni.restart', 'cni.restarted']);
});
