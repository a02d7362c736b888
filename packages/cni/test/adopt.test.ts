import { type Item, sha256 } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { cni } from '../src/cni.ts';
import type { CniFacts } from '../src/facts.ts';
import { inspect } from '../src/inspect.ts';
import { conflist, knownHost, listOf, plugin, site, store } from './find/known-host.ts';
import { factsWith, placed, run } from './support/facts.ts';

/** A host whose plugin crashes, with a good copy beside it that is somebody's own. */
function night() {
  const host = knownHost();
  host.world.folder(store);
  host.program(plugin, 'crashes');
  host.program(`${plugin}.bak`, 'sound', 0o700);
  host.list();
  const seen = (tree: string) => inspect(site(), host.hosts.view('local', 60_000), { tree });
  return { ...host, seen };
}

describe('a program that somebody chose', () => {
  test('is seen as if it were in its place, as root’s, and what stands there is known', async () => {
    const { facts } = await night().seen(`${plugin}.bak`);
    expect(facts).toMatchObject({
      ...{ plugin, conflist, answers: true, tree: null },
      pluginFile: { sha256: sha256('sound'), mode: 0o755, uid: 0, gid: 0 },
      network: { name: 'flatnet' },
      generation: { version: `unknown-${sha256('sound').slice(0, 8)}`, kept: false },
      chosen: {
        ...{ plugin: `${plugin}.bak`, conflist },
        standing: { plugin: { sha256: sha256('crashes') }, conflist: { sha256: sha256(listOf()) }, answers: false },
      },
    });
  });

  test('may be named by the folder of a kept build', async () => {
    const host = night();
    host.program('/opt/cni/generations/cni/0.1.0-0123456789ab/flatnet', 'sound kept');
    const { facts } = await host.seen('/opt/cni/generations/cni/0.1.0-0123456789ab');
    expect(facts.pluginFile?.sha256).toBe(sha256('sound kept'));
  });

  test('comes with the list in its place, else with the one that lies with it, else with the newest copy that can be read', async () => {
    const host = night();
    const from = async (tree: string) => (await host.seen(tree)).facts.chosen?.conflist;
    const kept = '/opt/cni/generations/cni/0.1.0-0123456789ab';
    host.program(`${kept}/flatnet`, 'sound kept');
    host.list(`${kept}/10-flatnet.conflist`);
    host.list(`${conflist}.bak.20261001`);
    host.list(`${conflist}.bak.20261002`, 'no list');
    expect(await from(kept)).toBe(conflist);
    host.list(conflist, '{ "name": ');
    expect(await from(kept)).toBe(`${kept}/10-flatnet.conflist`);
    expect(await from(`${plugin}.bak`)).toBe(`${conflist}.bak.20261001`);
    const { facts } = await host.seen(`${plugin}.bak`);
    expect(facts).toMatchObject({ network: { name: 'flatnet' }, conflistFile: { mode: 0o644, uid: 0 } });
  });

  test('that is not there is refused', async () => {
    await expect(night().seen(`${plugin}.gone`)).rejects.toMatchObject({ code: 'E_CNI_PLUGIN_ABSENT', exit: 3 });
  });

  test('is asked in its own place, and nothing is changed', async () => {
    const host = night();
    await host.seen(`${plugin}.bak`);
    expect(host.asked).toContain(`${plugin}.bak VERSION`);
    expect([host.world.text(plugin), host.world.text(`${plugin}.bak`)]).toEqual(['crashes', 'sound']);
  });
});

describe('kept as generation 0', () => {
  const adopt = (facts: CniFacts) => {
    if (cni.adopt === undefined) throw new Error('it cannot be adopted');
    return cni.adopt(facts, run);
  };

  test('is a copy of the pair, named after what it holds, and a new container is tried on it', () => {
    const facts = factsWith();
    const { to, prepare, test: own, tries } = adopt(facts);
    expect(to).toMatchObject({
      id: facts.generation.id,
      adopted: { from: plugin, sha256: placed('plugin 0.1.0').sha256, proven: false },
    });
    expect(prepare.map(({ id }) => id)).toEqual(['cni.keep', 'cni.keep-record']);
    expect(own).toEqual({ inquiry: 'plugin-answers@1', args: { plugin, cniVersion: '1.0.0' } });
    expect(tries).toMatchObject([{ id: 'cni.try', args: { must: true, notes: null } }]);
  });

  test('is not there where there is no program', () => {
    expect(() => adopt(factsWith({ pluginFile: null }))).toThrow(
      expect.objectContaining({ code: 'E_CNI_PLUGIN_ABSENT' }),
    );
  });

  test('that a hand kept is copied from where it lies', () => {
    const { prepare } = adopt(broken());
    expect(prepare[0]).toMatchObject({
      args: { files: [{ from: { file: `${plugin}.bak` } }, { from: { file: conflist } }] },
    });
  });
});

/** Facts of a copy that is taken, where a broken program stands. */
const broken = (how: Partial<NonNullable<CniFacts['chosen']>['standing']> = {}): CniFacts =>
  factsWith({
    chosen: {
      plugin: `${plugin}.bak`,
      conflist,
      standing: { plugin: placed('crashes'), conflist: placed('list', 0o644), answers: false, ...how },
    },
  });

describe('made live where the plugin is broken', () => {
  const aside = (path: string) => `${path}.aside-${run.id}`;
  const revived = (facts: CniFacts) => {
    if (cni.revive === undefined) throw new Error('it cannot be revived');
    return cni.revive(facts, cni.live(facts), run);
  };
  const shown = (items: readonly Item[]) =>
    items.map((item) => {
      const { path, from, back } = (item.kind === 'step' ? item.args : {}) as Record<string, unknown>;
      const was = typeof back === 'object' ? (back as { from: string }).from : back;
      return path === undefined ? item.id : `${item.id}: ${path} of ${from}, back ${was}`;
    });

  test('sets aside what stands there first, and takes the way back from that', () => {
    const facts = broken();
    const { prepare, cutover, expects } = revived(facts);
    // What does not answer owes nobody a trial, neither before nor on the way back.
    expect(prepare).toEqual([]);
    expect(shown(cutover)).toEqual([
      `cni.aside-plugin: ${aside(plugin)} of ${plugin}, back absent`,
      `cni.plugin: ${plugin} of ${facts.generation.tree}/flatnet, back ${aside(plugin)}`,
      'cni.answers',
    ]);
    expect(expects).toMatchObject({ darkMs: 0, notes: [expect.stringContaining(aside(plugin)), expect.any(String)] });
  });

  test('where nothing stands, the way back is nothing, too', () => {
    const { cutover } = revived(broken({ plugin: null }));
    expect(shown(cutover).slice(0, -1)).toEqual([expect.stringMatching(/^cni\.plugin: .*, back absent$/)]);
  });

  test('leaves a program alone that is sound, and replaces the list that is not', () => {
    const sound = { plugin: placed('plugin 0.1.0'), conflist: placed('half a list', 0o600), answers: true };
    const { prepare, cutover } = revived(broken(sound));
    expect(prepare).toMatchObject([{ id: 'cni.before', args: { must: false } }]);
    expect(shown(cutover)).toEqual([
      `cni.aside-list: ${aside(conflist)} of ${conflist}, back absent`,
      'cni.owe',
      expect.stringMatching(/^cni\.list: .*back \/etc\/cni\/net\.d\/10-flatnet\.conflist\.aside-run-1$/),
      'cni.answers',
    ]);
  });

  test('its snapshot holds what stands there, and is no generation’s', () => {
    const [snapshot] = cni.backup(broken(), run).filter(({ id }) => id === 'cni.snapshot');
    const args = (snapshot?.args as { snapshot: { id: string; generation?: string } } | undefined)?.snapshot;
    expect(args?.id).toContain(placed('crashes').sha256.slice(0, 8));
    expect(args).not.toHaveProperty('generation');
  });
});
