import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask, type GatewayOptions, type Machine, practiceGateway } from '../src/index.ts';
import { machineTest } from './machine-test.ts';

const site = 'http://127.0.0.1';
const api = 'http://10.100.1.1:8080';

const layouts: readonly (readonly [string, GatewayOptions])[] = [
  ['with its configuration in the tree, behind a pointer', {}],
  ['with a configuration folder, in a plain directory', { layout: 'config', home: 'directory' }],
  ['at a root with blanks, quotes and Japanese', { root: `/srv/フラット "net' x`, layout: 'config' }],
];

const connection = (headers: readonly string[]) => headers.filter((one) => /^(connection|keep-alive):/i.test(one));

async function statuses(machine: Machine, urls: readonly string[]): Promise<Record<string, number>> {
  return Object.fromEntries(
    await Promise.all(urls.map(async (url) => [url, (await ask(machine, url)).status] as const)),
  );
}

for (const [name, options] of layouts)
  for (const which of ['older', 'newer'] as const)
    machineTest(`the ${which} gateway answers at every endpoint ${name}, and drains cleanly`, async (up) => {
      const machine = await up.machine();
      const { version } = up.parts[which];
      const gateway = await practiceGateway(machine, { ...options, version });
      expect((await gateway.nginx('-t')).code).toBe(0);
      await gateway.start();
      await gateway.startContainer();
      expect((await ask(machine, `${site}/build`)).body).toBe(`${version}\n`);
      expect((await ask(machine, `${site}/`)).body).toContain('Practice Flatnet');
      expect((await ask(machine, `${site}/c/app/`)).body).toBe('app\n');
      expect(JSON.parse((await ask(machine, `${api}/api/status`)).body)).toMatchObject({
        nginx: version,
        generation: null,
        containers: 1,
      });
      expect(JSON.parse((await ask(machine, `${api}/api/containers`)).body)).toEqual([
        { name: 'app', address: '127.0.0.1:9900', ttl: expect.any(Number) },
      ]);
      expect(
        await statuses(machine, [
          `${api}/api/health`,
          `${site}/health`,
          `${site}/c/none/`,
          'http://127.0.0.1:9145/metrics',
        ]),
      ).toEqual({
        [`${api}/api/health`]: 200,
        [`${site}/health`]: 200,
        [`${site}/c/none/`]: 404,
        'http://127.0.0.1:9145/metrics': 200,
      });
      // The documents' own check goes to localhost, where nothing listens.
      expect((await ask(machine, 'http://127.0.0.1:8080/api/health')).status).toBe(0);

      const kinds = [
        `${site}/`,
        `${site}/build`,
        `${site}/c/app/`,
        `${site}/none`,
        `${api}/api/status`,
        `${api}/api/health`,
      ];
      for (const url of kinds)
        expect(connection((await ask(machine, url)).headers), url).toEqual(['Connection: keep-alive']);
      writeFileSync(machine.path(`${gateway.home}/drain`), '');
      for (const url of kinds)
        expect(connection((await ask(machine, url)).headers), url).toEqual(['Connection: close']);
      rmSync(machine.path(`${gateway.home}/drain`));
      for (const url of kinds)
        expect(connection((await ask(machine, url)).headers), url).toEqual(['Connection: keep-alive']);
    });

machineTest('routes are lost with the master, unless the boot file names them', async (up) => {
  const machine = await up.machine();
  const gateway = await practiceGateway(machine);
  const listed = async () =>
    (JSON.parse((await ask(machine, `${api}/api/containers`)).body) as { name: string }[]).map((one) => one.name);
  await gateway.start();
  const posted = await ask(machine, `${api}/api/containers`, {
    method: 'POST',
    body: { name: 'one', address: '127.0.0.1:1' },
  });
  expect(posted.status).toBe(201);
  expect(await listed()).toEqual(['one']);
  await gateway.stop();
  await machine.exec(['mkdir', `${gateway.home}/boot`]);
  const boot = [{ name: 'two', address: '127.0.0.1:2', ttl: 60 }];
  writeFileSync(machine.path(`${gateway.home}/boot/routes.json`), JSON.stringify(boot));
  writeFileSync(machine.path(`${gateway.home}/generation.json`), '{"id":"abc"}');
  await gateway.start();
  expect(await listed()).toEqual(['two']);
  expect(JSON.parse((await ask(machine, `${api}/api/status`)).body)).toMatchObject({ generation: { id: 'abc' } });
  expect((await ask(machine, `${api}/api/containers/two`, { method: 'DELETE' })).status).toBe(200);
  expect(await listed()).toEqual([]);
  expect(
    (await ask(machine, `${api}/api/containers`, { method: 'POST', body: { name: 'x y', address: 'no' } })).status,
  ).toBe(400);
});

machineTest('a gateway with a unit of its own is back after a power cut', async (up) => {
  const machine = await up.machine();
  const gateway = await practiceGateway(machine, { startsAtBoot: true });
  await machine.reboot();
  expect((await ask(machine, `${site}/build`)).body).toBe(`${up.parts.older.version}\n`);
  expect(Number(readFileSync(machine.path(gateway.pidFile), 'utf8'))).toBeGreaterThan(1);
});

machineTest('a release started as its vendor ships it serves the vendor\u2019s page', async (up) => {
  const machine = await up.machine();
  const tree = '/srv/vendor';
  await machine.exec(['mkdir', tree]);
  await machine.exec(['tar', '-xzf', up.parts.newer.archive, '-C', tree, '--strip-components=1']);
  expect(await machine.exec([`${tree}/sbin/nginx`, '-p', tree])).toMatchObject({ code: 0, stderr: '' });
  expect((await ask(machine, `${site}/`)).body).toContain('Welcome');
});
