import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { gateway } from '../src/index.ts';
import { unitBesides } from '../src/unit-besides.ts';
import { facts, readings } from './support/facts.ts';

const home = '/srv/flatnet/openresty';

test.each([
  ['starts it', `ExecStart=${home}/sbin/nginx -p ${home}`, null, 'gw'],
  ['starts another one', 'ExecStart=/opt/other/sbin/nginx -p /opt/other', null, null],
  ['is the one that the site file names', `ExecStart=${home}/sbin/nginx -p ${home}`, 'gw', null],
] as const)('a unit that %s', async (_what, text, service, told) => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  world.file('/etc/systemd/system/gw.service', `[Service]\n${text}\n`);
  expect(await unitBesides(view('local', 5_000), { home, service })).toBe(told);
});

test('a unit that goes on starting beside what is started by hand is told before', () => {
  const found = gateway.preflight(facts({ running: false }), readings({ unit: 'gw' }), { adopts: 'started' });
  expect(found).toMatchObject([{ id: 'unit', blocks: false, next: expect.stringContaining('service: gw') }]);
});
