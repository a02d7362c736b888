import { limitOf } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { gateway } from '../src/index.ts';
import { facts, generation, release, run } from './support/facts.ts';
import { show } from './support/show.ts';

const stopped = { noHandover: ['the running program was replaced on disk'] };
const outside = { configFolder: '/etc/flatnet', configPointer: true, configTree: '/srv/gen/1.25.3.2-a.config' };

test('an upgrade stages a generation and hands over, with the old master ready until the new one is seen', () => {
  const change = gateway.upgrade(facts(), release(), run);
  expect(show([...change.prepare, ...change.cutover])).toMatchInlineSnapshot(`
    "
    lay-tree: unpack 1.27.1.1 into /srv/gen/1.27.1.1-r1, its sha256 verified  120 s ↺ 330 s
    gateway-carry-site: carry the site’s configuration, pages, own Lua and own files; of what the build brings (lualib, modules, sbin …) the new build’s own stay, edits made in place are not carried  60 s ↺ 30 s
    ? nginx -t by 1.27.1.1 on the configuration it will run  9 s
    gateway-rehearse: start 1.27.1.1 on private ports, ask it everything, stop it  40 s ↺ 15 s
    record-generation: record generation 1.27.1.1-r1  30 s ↺ 10 s
    gateway-hold: hand the container routes to the new build’s boot file; on the way back, see the old build running  15 s ↺ 15 s
    swap-pointer: point /opt/flatnet/openresty to /srv/gen/1.27.1.1-r1  10 s ↺ 10 s
    gateway-second-master: start 1.27.1.1 beside 1.25.3.2 on the same sockets  10 s ↺ 15 s
    ? 1.27.1.1 answers users beside 1.25.3.2  1.5 s
    gateway-ask-close: ask kept connections to close  8 s ↺ 5 s
    gateway-quiet-old: 1.25.3.2 takes no more connections; its master stays ready  15 s ↺ 15 s
    ? 40 of 40 new connections are answered by 1.27.1.1  3 s"
  `);
  expect(change.around).toEqual([]);
  expect(change.to).toMatchObject({ id: '1.27.1.1-r1', version: '1.27.1.1', tree: '/srv/gen/1.27.1.1-r1' });
  expect(change.expects).toMatchObject({ darkMs: 0, notes: [] });
});

test('after commit the new build is seen once more, and the old one finishes what it has', () => {
  expect(show(gateway.upgrade(facts(), release(), run).cleanup)).toMatchInlineSnapshot(`
    "
    gateway-start: see 1.27.1.1 running (after a power cut: start it)  20 s kept
    gateway-retire-old: let the old build finish what it has, at most 300 s  310 s kept"
  `);
});

test('where no handover can be had, the gateway is stopped, swapped and started, and the plan says why', () => {
  const change = gateway.upgrade(facts(stopped), release(), run);
  expect(show(change.cutover)).toMatchInlineSnapshot(`
    "
    gateway-hold: hand the container routes to the new build’s boot file; on the way back, see the old build running  15 s ↺ 15 s
    gateway-stop: stop 1.25.3.2 and see its processes gone  15 s ↺ 15 s
    swap-pointer: point /opt/flatnet/openresty to /srv/gen/1.27.1.1-r1  10 s ↺ 10 s
    gateway-start: start 1.27.1.1  12 s ↺ 12 s
    ? 40 of 40 new connections are answered by 1.27.1.1  3 s"
  `);
  expect(show(change.cleanup)).toMatchInlineSnapshot(`
    "
    gateway-start: see 1.27.1.1 running (after a power cut: start it)  20 s kept"
  `);
  expect(change.expects.notes[0]).toContain('the running program was replaced on disk');
  expect(change.expects.darkMs).toBeGreaterThan(0);
});

test('what a release holds is read before a run is planned, and is in no step of it', () => {
  const holds = [{ path: 'nginx', sha256: 'ab'.repeat(32), bytes: 9, mode: 0o755, text: '#!/bin/sh' }];
  expect(gateway.upgrade(facts(), { ...release(), holds }, run)).toEqual(gateway.upgrade(facts(), release(), run));
});

test('a return to a kept generation is the same cutover, after a start of it that no user sees', () => {
  const change = gateway.rollback(facts(), generation(), run);
  expect(show(change.prepare)).toMatchInlineSnapshot(`
    "
    gateway-rehearse: start 1.21.4.3 on private ports, ask it everything, stop it  40 s ↺ 15 s"
  `);
  const upgrade = gateway.upgrade(facts(), release(), run);
  const neutral = (text: string) => text.replaceAll(/1\.(27\.1\.1|21\.4\.3)(-r1|-old)?/g, 'V');
  expect(neutral(show(change.cutover))).toBe(neutral(show(upgrade.cutover)));
  expect(change.to).toEqual(generation());
});

test('a configuration in a folder of its own gets a pointer of its own', () => {
  const change = gateway.upgrade(facts(outside), release(), run);
  expect(change.to.parts).toEqual({ config: '/srv/gen/1.27.1.1-r1.config' });
  const points = change.cutover.filter((item) => item.id.startsWith('gateway.point'));
  expect(points.map((item) => item.kind === 'step' && item.args)).toEqual([
    { live: '/opt/flatnet/openresty', to: '/srv/gen/1.27.1.1-r1', aside: '/srv/gen/1.25.3.2-a' },
    { live: '/etc/flatnet', to: '/srv/gen/1.27.1.1-r1.config', aside: '/srv/gen/1.25.3.2-a.config' },
  ]);
});

test('a plain directory that is left becomes a generation of its own name', () => {
  const plain = facts({ pointer: false, tree: '/opt/flatnet/openresty', noHandover: ['plain'] });
  expect(gateway.live(plain)).toMatchObject({
    id: '1.25.3.2-found-eeeeeeee',
    tree: '/srv/gen/1.25.3.2-found-eeeeeeee',
  });
  const point = gateway.upgrade(plain, release(), run).cutover.find((item) => item.id === 'gateway.point');
  expect(point).toMatchObject({ args: { aside: '/srv/gen/1.25.3.2-found-eeeeeeee' } });
});

test('the way of an emergency goes forward only, and waits less than a minute in all', () => {
  const { cutover } = gateway.way(facts(outside), generation('1.21.4.3', '/srv/gen/1.21.4.3-old.config'));
  expect(show(cutover)).toMatchInlineSnapshot(`
    "
    gateway-hold: keep the container routes, if the gateway tells them  10 s kept
    gateway-stop: end every gateway of ours  8 s kept
    swap-pointer: point /opt/flatnet/openresty to /srv/gen/1.21.4.3-old  10 s ↺ 10 s
    swap-pointer: point /etc/flatnet to /srv/gen/1.21.4.3-old.config  10 s ↺ 10 s
    gateway-start: start 1.21.4.3  9 s kept
    ? 40 of 40 new connections are answered by 1.21.4.3  3 s
    ? the container routes are there  2 s"
  `);
  expect(
    cutover.every((item) => item.kind === 'gate' || item.undoes === 'never' || item.action === 'swap-pointer@1'),
  ).toBe(true);
  expect(cutover.reduce((sum, item) => sum + (item.kind === 'gate' ? limitOf(item) : item.limits.do), 0)).toBeLessThan(
    60_000,
  );
});

test('a snapshot keeps what the site wrote, under names that a folder may bear', () => {
  expect(gateway.backup(facts({ ...outside, keeps: ['conf', 'html 2'] }), run)).toMatchObject([
    {
      undoes: 'never',
      args: {
        id: '1.25.3.2-r1',
        parts: [
          { name: 'conf', path: '/srv/gen/1.25.3.2-a/conf' },
          { name: 'part:1', path: '/srv/gen/1.25.3.2-a/html 2' },
          { name: 'site-config', path: '/srv/gen/1.25.3.2-a.config' },
        ],
      },
    },
  ]);
});

test('two parts of a snapshot never bear one name, whatever lies in the tree', () => {
  const keeps = ['part-1', 'a b', 'site-config', 'part-3', 'c d'];
  const [step] = gateway.backup(facts({ ...outside, keeps }), run);
  const names = (step as unknown as { args: { parts: { name: string }[] } }).args.parts.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('what is missing in the site file is said before it costs anything', () => {
  expect(gateway.upgrade(facts({ drain: null, boot: null }), release(), run).expects.notes).toMatchInlineSnapshot(`
    [
      "The site file names no \`drain\` switch: about 1 in 1,000 requests on kept connections may have to be sent again.",
      "The site file names no routes boot file: container routes are unknown to the new build until they register again (up to 300 s).",
    ]
  `);
});

test('each id of a plan is its own, and every step and gate names something that the gateway knows', () => {
  for (const change of [
    gateway.upgrade(facts(outside), release(), run),
    gateway.upgrade(facts(stopped), release(), run),
    gateway.rollback(facts(), generation(), run),
  ]) {
    const items = [...change.prepare, ...change.cutover, ...change.cleanup];
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    const known = [...gateway.actions, ...gateway.inquiries].map(({ name }) => name);
    const shared = ['lay-tree@1', 'record-generation@1', 'swap-pointer@1'];
    for (const item of items)
      expect([...known, ...shared]).toContain(item.kind === 'gate' ? item.ask.inquiry : item.action);
  }
});

test('the probes ask who answers, whether Lua lives, whether the routes are there, how fast, and what the log says', () => {
  const { probes, trial } = gateway.verify(facts(), gateway.upgrade(facts(), release(), run).to);
  expect(trial).toEqual([]);
  expect(
    probes.map(({ id, severity, compare }) => `${id} ${severity}${compare ? ' compared' : ''}`),
  ).toMatchInlineSnapshot(`
    [
      "identity outage",
      "health outage",
      "api-health partial",
      "api-status partial",
      "routes partial",
      "latency slow compared",
      "log noisy compared",
    ]
  `);
  expect(gateway.verify(facts({ api: null, errorLogs: [] }), generation()).probes.map(({ id }) => id)).toEqual([
    'identity',
    'health',
  ]);
});

const hand = {
  tree: '/opt/flatnet/openresty-old',
  left: ['/opt/flatnet/openresty-old', '/opt/flatnet/openresty-failed'],
};

test('a tree that a hand left becomes a generation by a copy; one among the generations is recorded where it is', () => {
  const { prepare, to, test: own } = gateway.adopt?.(facts(hand), run) ?? {};
  expect(show(prepare ?? [])).toMatchInlineSnapshot(`
    "
    adopt-tree: copy /opt/flatnet/openresty-old to /srv/gen/1.25.3.2-adopted-r1  120 s ↺ 40 s
    record-generation: record generation 1.25.3.2-adopted-r1  30 s ↺ 10 s"
  `);
  expect(to).toMatchObject({
    id: '1.25.3.2-adopted-r1',
    tree: '/srv/gen/1.25.3.2-adopted-r1',
    adopted: { from: hand.tree, exe: `${hand.tree}/sbin/nginx`, sha256: 'e'.repeat(64), proven: false },
  });
  expect(own?.args).toMatchObject({ tree: hand.tree, mainConfig: `${hand.tree}/conf/nginx.conf` });
  const kept = gateway.adopt?.(facts(), run);
  expect(show(kept?.prepare ?? [])).toMatchInlineSnapshot(`
    "
    record-generation: record generation 1.25.3.2-a  30 s ↺ 10 s"
  `);
  expect(kept?.to).toMatchObject({ id: '1.25.3.2-a', tree: '/srv/gen/1.25.3.2-a' });
});

test('the configuration of its own folder is copied with it', () => {
  const { prepare, to } = gateway.adopt?.(facts({ ...hand, ...outside, configTree: '/etc/flatnet' }), run) ?? {};
  expect(show(prepare ?? [])).toContain('copy /etc/flatnet to /srv/gen/1.25.3.2-adopted-r1.config');
  expect(to?.parts).toEqual({ config: '/srv/gen/1.25.3.2-adopted-r1.config' });
  // The tree lies among the generations, its configuration does not.
  const half = { ...outside, configPointer: false, configTree: '/etc/flatnet' };
  expect(gateway.adopt?.(facts(half), run).to.id).toBe('1.25.3.2-adopted-r1');
  expect(gateway.adopt?.(facts(outside), run).to.id).toBe('1.25.3.2-a');
});

test('a generation is made to serve where nothing does: tried first, what is left ended, what is in the way renamed', () => {
  const to = gateway.adopt?.(facts(hand), run).to ?? generation();
  const change = gateway.revive?.(facts(hand), to, run);
  expect(show([...(change?.prepare ?? []), ...(change?.cutover ?? [])])).toMatchInlineSnapshot(`
    "
    gateway-rehearse: start 1.25.3.2 on private ports, ask it everything, stop it  40 s ↺ 15 s
    gateway-hold: keep the container routes, if the gateway tells them  15 s ↺ 15 s
    gateway-end-left: end what is left running, for good  8 s ↺ 2 s
    swap-pointer: point /opt/flatnet/openresty to /srv/gen/1.25.3.2-adopted-r1  10 s ↺ 10 s
    gateway-start: start 1.25.3.2  12 s ↺ 12 s
    ? 40 of 40 new connections are answered by 1.25.3.2  3 s"
  `);
  const point = change?.cutover.find(({ id }) => id === 'gateway.point');
  expect(point).toMatchObject({ args: { live: '/opt/flatnet/openresty', aside: '/opt/flatnet/openresty.aside-r1' } });
  const end = change?.cutover.find(({ id }) => id === 'gateway.end-left');
  expect(end).toMatchObject({ args: { roots: ['/opt/flatnet/openresty', ...hand.left, '/srv/gen'] } });
});

test('the emergency to a copy of what a hand made leaves the original where it stands', () => {
  const to = gateway.adopt?.(facts(hand), run).to ?? generation();
  const point = gateway.way(facts(hand), to).cutover.find(({ id }) => id === 'gateway.emergency-point');
  expect(point).toMatchObject({ args: { to: to.tree, aside: null, clears: true } });
});
