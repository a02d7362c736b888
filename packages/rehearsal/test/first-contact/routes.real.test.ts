import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Machine, practiceContainers, practiceGateway } from '../../src/index.ts';
import { installation } from '../../src/machine/places.ts';
import { machineTest } from '../machine-test.ts';

/** Runs a line of the gateway's own code inside the machine, on the machine as it is; what it returns, or fails with. */
async function inside(machine: Machine, names: Readonly<Record<string, string>>, line: string): Promise<unknown> {
  const src = `${installation}/packages/gateway/src`;
  const script = `
    const load = async (path) => await import(path);
    const { posixHosts } = await load('${installation}/packages/host/src/index.ts');
    ${Object.entries(names)
      .map(([name, file]) => `const { ${name} } = await load('${src}/${file}');`)
      .join('\n')}
    const lent = posixHosts({ ids: ['local'] }).lend('local', 20_000, 'test');
    const { host } = lent;
    const told = await (async () => ${line})().catch(({ code, message, next }) => ({ code, message, next }));
    await lent.release();
    console.log(JSON.stringify(told ?? null));`;
  const got = await machine.exec([process.execPath, '--input-type=module', '-e', script], { limit: 30_000 });
  if (got.code !== 0) throw new Error(got.stderr);
  return JSON.parse(got.stdout);
}
const routesWithout = { routesWithout: 'kept-routes.ts' };

machineTest('a dead gateway whose boot files are gone gets its routes from the containers that run', async (up) => {
  const machine = await up.machine({ podman: true });
  const gateway = await practiceGateway(machine);
  const containers = await practiceContainers(machine);
  const shop = await containers.start('shop', { port: 8000, labels: { 'flatnet.port': '8000' } });
  const web = await containers.start('web', { exposes: [80] });
  await containers.start('db', { exposes: [80, 5432] });
  const bootFile = `${gateway.tree}/boot/routes.json`;
  rmSync(machine.path(bootFile), { force: true });
  const files = [bootFile, `${gateway.root}/generations/gateway/*/boot/routes.json`];
  const looking = `routesWithout(host, ${JSON.stringify({ files, podman: true })})`;

  const rebuilt = {
    routes: [
      { name: 'shop', address: `${shop.address}:8000` },
      { name: 'web', address: `${web.address}:80` },
    ],
    from: 'podman',
    path: null,
    written: null,
    said: 'address, port or name not clear: db',
  };
  expect(await inside(machine, routesWithout, looking)).toEqual(rebuilt);

  // While its plugin is gone, Podman lists no container of the network, and its containers run on.
  await machine.exec(['mv', '/usr/lib/cni/bridge', '/usr/lib/cni/bridge.gone']);
  expect((await containers.podman('ps', '-q', '--filter', 'network=practice')).stdout).toBe('');
  expect(await inside(machine, routesWithout, looking)).toEqual(rebuilt);

  // The step of a cutover, and a real start with what it wrote.
  const hold = {
    fromTree: gateway.tree,
    bootFile,
    api: null,
    argv: gateway.argv,
    service: null,
    others: files,
    podman: true,
  };
  const step = `(async () => {
    const saved = await holdOld.capture(${JSON.stringify(hold)}, host, null);
    await holdOld.do(${JSON.stringify(hold)}, saved, host);
  })()`;
  expect(await inside(machine, { holdOld: 'actions/hold-old.ts' }, step)).toBe(null);
  await gateway.start();
  const there = { api: 'http://10.100.1.1:8080', bootFile };
  const asking = `routesThere.ask(${JSON.stringify(there)}, host)`;
  const inquiry = { routesThere: 'inquiries/routes-there.ts' };
  expect(await inside(machine, inquiry, asking)).toMatchObject({ ok: true, value: 2 });
  const answer = await machine.exec([
    'curl',
    '-s',
    '-o',
    '/dev/null',
    '-w',
    '%{http_code}',
    'http://127.0.0.1/c/shop/',
  ]);
  expect(answer.stdout).toBe('200');

  await gateway.stop();
  await containers.podman('rm', '-f', '-t', '0', '-a');
  rmSync(machine.path(bootFile));
  expect(await inside(machine, routesWithout, looking)).toMatchObject({
    from: 'nowhere',
    said: 'Podman runs no container that has an address and a port',
  });
  await inside(machine, { holdOld: 'actions/hold-old.ts' }, step);
  await gateway.start();
  expect(await inside(machine, inquiry, asking)).toMatchObject({
    ok: false,
    detail: expect.stringContaining(bootFile),
  });
});

machineTest('a machine without Podman says so', async (up) => {
  const machine = await up.machine();
  await machine.exec(['rm', '-f', '/usr/bin/podman', '/usr/local/bin/podman']);
  const looking = `routesWithout(host, ${JSON.stringify({ files: [], podman: true })})`;
  expect(await inside(machine, routesWithout, looking)).toMatchObject({ from: 'nowhere', said: 'Podman is not there' });
});

machineTest(
  'without the address that Nebula brings, a start says what is missing, by itself and through a service',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    await machine.exec(['ip', 'addr', 'del', '10.100.1.1/32', 'dev', 'lo']);
    const absent = `absentAddresses(host, [{ address: '10.100.1.1' }, { address: '127.0.0.1' }, { address: '::1' }])`;
    expect(await inside(machine, { absentAddresses: 'addresses.ts' }, absent)).toEqual(['10.100.1.1']);

    const start = (service: string | null) => {
      const how = { argv: gateway.argv, tree: gateway.tree, service, wait: 3_000 };
      return inside(machine, { startAndWait: 'actions/run-nginx.ts' }, `startAndWait(host, ${JSON.stringify(how)})`);
    };
    const said = 'listens on 10.100.1.1, which no interface of this host has';
    expect(await start(null)).toMatchObject({
      code: 'E_GATEWAY_START',
      message: expect.stringMatching(new RegExp(`${said}.*failed \\(99: Cannot assign requested address\\)`)),
    });
    const unit = `[Unit]\nDefaultDependencies=no\n[Service]\nType=forking\nExecStart=${gateway.argv.join(' ')}\n`;
    mkdirSync(machine.path('/etc/systemd/system'), { recursive: true });
    writeFileSync(machine.path('/etc/systemd/system/practice-openresty.service'), unit);
    await machine.exec(['systemctl', 'daemon-reload']);
    expect(await start('practice-openresty')).toMatchObject({ message: expect.stringContaining(said) });

    await machine.exec(['ip', 'addr', 'add', '10.100.1.1/32', 'dev', 'lo']);
    expect(await inside(machine, { absentAddresses: 'addresses.ts' }, absent)).toEqual([]);
    expect(await start(null)).toBe(null);
  },
);
