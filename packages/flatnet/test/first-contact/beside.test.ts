import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { besideOf } from '../../src/first-contact/beside.ts';

const container = (project: string | null, service: string, State: string) => ({
  Names: [service],
  State,
  Labels: project === null ? null : { 'io.podman.compose.project': project, 'com.docker.compose.service': service },
});

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
/** As whom it is asked. */
const user = (uid: number) => {
  const spy = vi.spyOn(process, 'getuid').mockReturnValue(uid);
  onTestFinished(() => spy.mockRestore());
};
const nothing = { state: 'absent', things: [], hidden: [] };

test('a host without any of it is told as such', async () => {
  expect(await seen()).toEqual(['compose', 'nebula'].map((part) => ({ part, ...nothing })));
});

test('compose projects are told by the labels of their containers, and containers of no project are not', async () => {
  const all = [
    container('monitoring', 'grafana', 'running'),
    container('monitoring', 'loki', 'exited'),
    container(null, 'app', 'running'),
  ];
  user(0);
  const [compose] = await seen(({ world }) => {
    world.folder('/var/lib/containers/storage');
    world.file('/run/libpod/alive', '');
    world.programs.set('podman', () => ({ stdout: JSON.stringify(all) }));
  });
  expect(compose).toEqual({
    ...{ part: 'compose', state: 'found', hidden: [] },
    things: ['monitoring: 2 containers, of which 1 are running: grafana, loki'],
  });
});

test('podman that hangs or fails is said, and where it never ran it is not asked, for it would make its store', async () => {
  user(0);
  const asked: string[] = [];
  const failing = (answer: { took?: number; code?: number; stderr?: string }) =>
    seen(({ world }) => {
      world.folder('/var/lib/containers/storage');
      world.file('/run/libpod/alive', '');
      world.programs.set('podman', ({ argv }) => {
        asked.push(argv.join(' '));
        return answer;
      });
    });
  expect((await failing({ took: 60_000 }))[0]).toMatchObject({
    state: 'rights',
    hidden: [expect.stringContaining('podman did not end')],
  });
  expect((await failing({ code: 125, stderr: 'no' }))[0]).toMatchObject({ hidden: ['podman could not be asked: no'] });
  expect(asked.splice(0)).toEqual(Array(2).fill('podman ps -a --format json'));
  const [compose] = await seen(({ world }) =>
    world.programs.set('podman', ({ argv }) => {
      asked.push(argv.join(' '));
      return { stdout: '[]' };
    }),
  );
  expect([compose?.state, asked]).toEqual(['absent', []]);
});

test('podman is not asked where that would write: before its first command since the start of the host, and for another user', async () => {
  const of = (...paths: readonly string[]) =>
    seen(({ world }) => {
      for (const path of paths) world.folder(path);
      world.programs.set('podman', () => expect.fail('not asked for'));
    });
  user(0);
  expect((await of('/var/lib/containers/storage'))[0]).toMatchObject({
    state: 'rights',
    hidden: [expect.stringContaining('podman was not used since this host started')],
  });
  user(1000);
  expect((await of('/var/lib/containers/storage', '/run/libpod/alive'))[0]).toMatchObject({
    state: 'rights',
    hidden: ['the containers of root can be seen with sudo only'],
  });
});

test('nebula is seen by its program and by its unit', async () => {
  const [, nebula] = await seen(({ world }) => {
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
  const [, nebula] = await seen((hosts) => {
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
