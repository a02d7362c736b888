import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { holdOld } from '../src/actions/hold-old.ts';
import { gateway } from '../src/index.ts';
import { routesThere } from '../src/inquiries/routes-there.ts';
import { elsewhere, routesThere as gates } from '../src/routes-gate.ts';
import { facts, generation } from './support/facts.ts';

const bootFile = '/srv/gen/2/boot/routes.json';
const args = { api: 'http://127.0.0.1:8080', bootFile, others: ['/srv/gen/*/boot/routes.json'], podman: true };

function gatewayWith(routes: readonly object[] | null, boot: string | null, status = 200) {
  const { world, view, lend } = memoryHosts({ profile: 'posix' });
  if (boot !== null) world.file(bootFile, boot);
  if (routes !== null)
    world.serve({ port: 8080, accepts: () => null, answer: () => ({ status, body: JSON.stringify(routes) }) });
  return { world, view: view('local', 60_000), lend };
}

describe('after a start the container routes are there', () => {
  test('when the gateway tells one', async () => {
    const { view } = gatewayWith([{ name: 'app' }], '[ ]\n');
    expect(await routesThere.ask(args, view)).toEqual({ ok: true, value: 1, detail: '1 container routes known' });
  });

  test('when the gateway before it told that there are none', async () => {
    const { view } = gatewayWith([], '[]\n\n');
    expect(await routesThere.ask(args, view)).toMatchObject({ ok: true, value: 0 });
  });

  test.each([
    ['nobody could tell any', '[ ]\n'],
    ['those of the boot file were not taken', '[{"name":"app"}]\n'],
    ['the boot file cannot be read', '['],
    ['there is no boot file', null],
  ])('but not when %s', async (_, boot) => {
    const { view } = gatewayWith([], boot);
    const { ok, detail } = await routesThere.ask(args, view);
    expect(ok).toBe(false);
    expect(detail).toBe(
      `container routes are missing; looked in ${bootFile}, /srv/gen/*/boot/routes.json, podman; containers register again by themselves (within 300 s as a rule), else restart them`,
    );
  });

  test('but not when the gateway answers with an error', async () => {
    const { view } = gatewayWith([{ name: 'app' }], '[]\n', 500);
    expect(await routesThere.ask(args, view)).toMatchObject({ ok: false });
  });

  test('but that is not known when nobody answers', async () => {
    const { view } = gatewayWith(null, '[]\n');
    await expect(routesThere.ask(args, view)).rejects.toThrow();
  });

  test('and what holding the routes wrote without a gateway is no word of one', async () => {
    const { world, view, lend } = gatewayWith([], '[]\n');
    const { host } = lend('local', 60_000, 'run');
    const hold = { fromTree: '/srv/gen/1', bootFile, api: args.api, argv: ['nginx'], service: null };
    await holdOld.do(hold, { running: false, was: '[]\n' }, host);
    expect(JSON.parse(world.text(bootFile) ?? '')).toEqual([]);
    expect(await routesThere.ask(args, view)).toMatchObject({ ok: false });
  });
});

test('holding the routes asks every tree that may serve, then looks into their boot files and at Podman', () => {
  expect(elsewhere(facts({ tree: '/opt/flatnet/openresty', left: ['/opt/flatnet/openresty-old'] }))).toEqual({
    alsoFrom: ['/opt/flatnet/openresty', '/srv/gen', '/opt/flatnet/openresty-old'],
    others: ['/opt/flatnet/openresty', '/srv/gen/*', '/opt/flatnet/openresty-old'].map(
      (tree) => `${tree}/boot/routes.json`,
    ),
    podman: true,
  });
});

describe('the gate after a start', () => {
  test('asks for 2 s, and an inquiry of the gateway answers it', () => {
    const [gate, ...others] = gates(
      facts({ left: ['/opt/flatnet/openresty-old'] }),
      generation(),
      'gateway.emergency-routes',
    );
    expect(others).toEqual([]);
    expect(gate).toMatchObject({ kind: 'gate', id: 'gateway.emergency-routes', limit: 2_000 });
    expect(gateway.inquiries.map(({ name }) => name)).toContain(gate?.ask.inquiry);
    expect(gate?.ask.args).toEqual({
      api: 'http://10.100.1.1:8080',
      bootFile: '/srv/gen/1.21.4.3-old/boot/routes.json',
      others: ['/opt/flatnet/openresty', '/srv/gen/*', '/opt/flatnet/openresty-old'].map(
        (tree) => `${tree}/boot/routes.json`,
      ),
      podman: true,
    });
  });

  test('is none where nobody could be asked', () => expect(gates(facts({ api: null }), generation())).toEqual([]));
});
