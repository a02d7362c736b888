import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { besideOf } from '../../src/first-contact/beside.ts';

async function seen(prepare: (hosts: ReturnType<typeof memoryHosts>) => void = () => {}) {
  const hosts = memoryHosts({ profile: 'posix' });
  prepare(hosts);
  const beside = await besideOf(hosts.view('local', 8_000));
  return beside.map(({ part, state, things, hidden }) => ({
    part,
    state,
    things: things.map(({ where, what }) => `${where}: ${what}`),
    hidden,
  }));
}
const nothing = { state: 'absent', things: [], hidden: [] };

test('a host without any of it is told as such', async () => {
  expect(await seen()).toEqual([{ part: 'nebula', ...nothing }]);
});

test('nebula is seen by its program and by its unit', async () => {
  const [nebula] = await seen(({ world }) => {
    world.file('/usr/local/bin/nebula', 'x');
    world.file('/etc/systemd/system/nebula.service', '');
    world.file('/lib/systemd/system/nebula.service', '');
    world.start({ exe: '/usr/local/bin/nebula' });
  });
  expect(nebula).toMatchObject({
    state: 'found',
    things: [
      expect.stringMatching(/^\/usr\/local\/bin\/nebula: runs as process \d+$/),
      '/etc/systemd/system/nebula.service: the unit that starts it',
    ],
  });
});

test('what may not be looked at is not absent', async () => {
  const [nebula] = await seen((hosts) => {
    const { view } = hosts;
    hosts.view = (id, limit) => {
      const host = view(id, limit);
      const list = (path: string) =>
        path === '/etc/systemd/system' ? Promise.reject(new Error('it may not be read')) : host.files.list(path);
      return { ...host, files: { ...host.files, list } };
    };
  });
  expect(nebula).toEqual({ part: 'nebula', state: 'rights', things: [], hidden: ['it may not be read'] });
});
