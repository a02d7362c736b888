import { describe, expect, test } from 'vitest';
import type { CniFacts, CniReadings } from '../src/facts.ts';
import { preflight } from '../src/preflight.ts';
import { factsWith, placed, readingsWith } from './support/facts.ts';

const release = { release: { component: 'cni', version: '0.2.0', path: '/r/flatnet', sha256: 'x' } };
const kept = {
  generation: { id: 'g', component: 'cni', version: '0.1.0', tree: '/g', digest: 'x', made: '', parts: null },
};

const found = (
  facts: Partial<CniFacts>,
  readings: Partial<CniReadings> = {},
  want: Parameters<typeof preflight>[2] = release,
) => preflight(factsWith(facts), readingsWith(readings), want);
const blocking = (...of: Parameters<typeof found>) => found(...of).flatMap(({ id, blocks }) => (blocks ? [id] : []));

test('nothing stands in the way of an upgrade on a sound host', () => {
  expect(blocking({})).toEqual([]);
});

describe('an upgrade is refused', () => {
  test.each<[string, Partial<CniFacts>, Partial<CniReadings>, string]>([
    ['without root', {}, { mayWrite: false, uid: 1000 }, 'no-permission'],
    ['where there is no Podman', { podman: null }, {}, 'podman-absent'],
    ['where Podman wires by netavark', { podman: { version: '4.3.1', backend: 'netavark' } }, {}, 'podman-without-cni'],
    ['where Podman has no CNI any more', { podman: { version: '5.0.0', backend: 'cni' } }, {}, 'podman-without-cni'],
    ['where the image of the trial is missing', {}, { image: false }, 'image-absent'],
    ['where ping is missing', {}, { lacks: ['ping'] }, 'program-absent'],
    ['where another program of that name may be run', {}, { shadows: ['/usr/lib/cni/flatnet'] }, 'shadowed'],
    ['where there is no plugin', { pluginFile: null }, {}, 'plugin-absent'],
    ['where the plugin may not be executed', { pluginFile: placed('plugin 0.1.0', 0o644) }, {}, 'not-executable'],
    ['where the list does not parse', { network: null, networkWhy: 'it is no JSON' }, {}, 'list-unusable'],
    [
      'to the version that is there',
      { generation: { ...factsWith().generation, version: '0.2.0' } },
      {},
      'same-version',
    ],
    ['to an older version', { generation: { ...factsWith().generation, version: '0.3.0' } }, {}, 'downgrade'],
  ])('%s', (_, facts, readings, id) => {
    expect(blocking(facts, readings)).toEqual([id]);
  });

  test('where the list names another plugin', () => {
    const { network } = factsWith();
    expect(network).not.toBeNull();
    expect(blocking({ network: network && { ...network, type: 'bridge' } })).toEqual(['list-other-plugin']);
  });
});

test('a rollback asks for nothing that is what one goes back from', () => {
  expect(blocking({ pluginFile: null, network: null, networkWhy: 'gone' }, {}, kept)).toEqual([]);
  expect(blocking({}, { image: false }, kept)).toEqual(['image-absent']);
});

test('no trial is spoken of where none can be made', () => {
  const ids = found({ network: null, networkWhy: 'gone' }).map(({ id }) => id);
  expect(ids).toEqual(['list-unusable']);
});

test('to keep what is there nothing but root is needed', () => {
  expect(blocking({ podman: null, network: null }, { image: false }, { adopts: 'kept' })).toEqual([]);
});

test('an unknown build and orphaned addresses are told, and stop nothing', () => {
  const generation = { ...factsWith().generation, version: 'unknown-1a2b3c4d' };
  const all = found({ generation }, { addresses: { used: 3, usable: 253, orphans: ['10.87.1.9'] } });
  expect(all.map(({ id, blocks }) => [id, blocks])).toEqual([
    ['unknown-build', false],
    ['trial-before', false],
    ['orphans', false],
  ]);
});
