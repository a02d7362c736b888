import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts, type World } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { type PlaceConfigArgs, placeConfig } from '../src/actions/place-config.ts';
import { stackIn } from './support/spec-stack.ts';
import { generations, podmanOf, project } from './support/toy-stack.ts';

const alone = `${project}/prometheus/prometheus.yml`;
const alert = `${project}/prometheus/alerts/system.yml`;
const added = `${project}/prometheus/alerts/gateway.yml`;
const was = 'global:\n  scrape_interval: 15s\n';
const will = 'global:\n  scrape_interval: 5s\n';
const [old, fresh] = [`${generations}/old`, `${generations}/new`];
const reload = {
  url: 'http://127.0.0.1:9090/-/reload',
  metrics: 'http://127.0.0.1:9090/metrics',
  prefix: 'prometheus',
};

/** A file that is mounted alone, one in a folder, and one that was not there. */
function args(world: World, text = will): PlaceConfigArgs {
  stackIn(world);
  const part = (path: string, before: string | null, after: string, live: 'alone' | 'in-folder') => {
    if (before !== null) world.file(`${old}${path}`, before);
    world.file(`${fresh}${path}`, after);
    return {
      ...{ path, live, mode: 0o644, uid: 0, gid: 0, to: { from: `${fresh}${path}`, sha256: sha256(after) } },
      back: before === null ? ('absent' as const) : { from: `${old}${path}`, sha256: sha256(before) },
    };
  };
  const parts = [
    part(alone, was, text, 'alone'),
    part(alert, 'groups: []\n', 'groups: [a]\n', 'in-folder'),
    part(added, null, 'groups: [b]\n', 'in-folder'),
  ];
  const loads = [
    { service: 'prometheus', container: 'flatnet-prometheus', reload, files: parts.map(({ path }) => path) },
  ];
  return { parts, loads, loadsBack: loads };
}

actionSpec(placeConfig, {
  profiles: ['posix'],
  pairs: 24,
  setUp: (world) => args(world),
  after(world) {
    const one = podmanOf(world).named('flatnet-prometheus');
    expect(one?.loaded).toMatchObject({ text: will, ok: true });
    // The very file that the container sees.
    expect(one && podmanOf(world).textIn(one, '/etc/prometheus/prometheus.yml')).toBe(will);
  },
});

function begun(text = will) {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const all = args(world, text);
  return {
    world,
    args: all,
    one: podmanOf(world).named('flatnet-prometheus'),
    host: lend('local', 60_000, 'run').host,
  };
}

test('a configuration that the service refuses at its reload is no success, and the way back loads the old one', async () => {
  const { args: all, one, host } = begun('bogus_key: 1\n');
  await expect(placeConfig.do(all, null, host)).rejects.toMatchObject({ code: 'E_CONFIG_LOAD' });
  expect(await placeConfig.check(all, null, host)).toBe('partly');
  await placeConfig.undo?.(all, null, host);
  expect(one?.loaded).toMatchObject({ text: was, ok: true });
  expect(await placeConfig.check(all, null, host)).toBe('undone');
});

test('what somebody else wrote is kept beside, once', async () => {
  const { world, args: all, host } = begun();
  await placeConfig.do(all, null, host);
  world.file(alert, 'groups: [of somebody]\n');
  expect(await placeConfig.check(all, null, host)).toBe('foreign');
  const told = await placeConfig.undo?.(all, null, host);
  expect(told).toContain(`${alert}.found-1`);
  world.file(alert, 'groups: [of somebody]\n');
  await placeConfig.undo?.(all, null, host);
  expect(world.text(`${alert}.found-1`)).toBe('groups: [of somebody]\n');
  expect(world.text(`${alert}.found-2`)).toBeNull();
  expect(world.text(alert)).toBe('groups: []\n');
});

test('half of what was being written is not taken for somebody else’s', async () => {
  const { world, args: all, host } = begun();
  const node = world.tree.node(alone);
  Object.assign(node ?? {}, { bytes: new TextEncoder().encode(will.slice(0, 9)) });
  expect(await placeConfig.check(all, null, host)).toBe('partly');
  await placeConfig.undo?.(all, null, host);
  expect(world.text(alone)).toBe(was);
  expect(world.text(`${alone}.found-1`)).toBeNull();
});

test('a file that is neither old nor new before it begins is refused', async () => {
  const { world, args: all, host } = begun();
  world.file(alert, 'groups: [of somebody]\n');
  await expect(placeConfig.capture(all, host, null as never)).rejects.toMatchObject({ code: 'E_FILE_CHANGED' });
});

test('a service that does not run has nothing to load', async () => {
  const { world, args: all, one, host } = begun();
  if (one !== undefined) podmanOf(world).stop(one);
  await placeConfig.do(all, null, host);
  expect(await placeConfig.check(all, null, host)).toBe('done');
});

test('files that came are read no more when they are gone again', async () => {
  const { world, args: all, one, host } = begun();
  const [file] = all.parts.filter(({ path }) => path === added);
  const only = { ...all, parts: file === undefined ? [] : [file], loads: [], loadsBack: [] };
  const loads = all.loads.map((each) => ({ ...each, files: [added] }));
  world.clock.advance(1_000);
  await placeConfig.do({ ...only, loads, loadsBack: loads }, null, host);
  world.clock.advance(1_000);
  const { at = 0 } = one?.loaded ?? {};
  expect(await placeConfig.check({ ...only, loads, loadsBack: loads }, null, host)).toBe('done');
  await placeConfig.undo?.({ ...only, loads, loadsBack: loads }, null, host);
  expect(world.text(added)).toBeNull();
  expect(one?.loaded.at).toBeGreaterThan(at);
});

test('a file may go, and comes back, and each time what runs has read that', async () => {
  const { world, args: all, one, host } = begun();
  const parts = all.parts.filter(({ path }) => path === alert).map((part) => ({ ...part, to: 'absent' as const }));
  const goes = { ...all, parts };
  world.clock.advance(1_000);
  await placeConfig.do(goes, null, host);
  expect(world.text(alert)).toBeNull();
  const { at = 0 } = one?.loaded ?? {};
  expect(at).toBeGreaterThan(1_000);
  expect(await placeConfig.check(goes, null, host)).toBe('done');
  world.clock.advance(1_000);
  await placeConfig.undo?.(goes, null, host);
  expect(world.text(alert)).toBe('groups: []\n');
  expect(one?.loaded.at).toBeGreaterThan(at);
  expect(await placeConfig.check(goes, null, host)).toBe('undone');
});
