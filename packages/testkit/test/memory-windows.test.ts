import { expect, test } from 'vitest';
import { memoryHosts } from '../src/index.ts';

function windows() {
  const hosts = memoryHosts({ profile: 'windows' });
  hosts.world.file('F:\\flatnet\\openresty\\nginx.exe', 'exe', 0o755);
  hosts.world.file('F:\\flatnet\\openresty\\logs\\error.log', '');
  return { world: hosts.world, host: hosts.lend('local', 60_000, 'run').host };
}
const home = 'F:\\flatnet\\openresty';
const busy = { code: 'E_FILE_BUSY', cause: { code: 'EBUSY' } };

test.for([
  ['works in it', { exe: 'C:\\tools\\x.exe', cwd: 'f:/FLATNET/openresty/logs' }],
  ['has a file in it open', { exe: 'C:\\tools\\x.exe', openFiles: [`${home}\\logs\\error.log`] }],
  ['runs from it', { exe: `${home}\\nginx.exe` }],
] as const)('a folder cannot be renamed or removed while a process %s', async ([, spec]) => {
  const { world, host } = windows();
  const { pid } = world.start(spec);
  await expect(host.files.rename(home, `${home}.old`)).rejects.toMatchObject(busy);
  await expect(host.files.remove(home)).rejects.toMatchObject(busy);
  world.end(pid);
  await host.files.rename(home, `${home}.old`);
  expect(world.text(`${home}.old\\nginx.exe`)).toBe('exe');
});

test('on posix all of that is allowed', async () => {
  const hosts = memoryHosts({ profile: 'posix' });
  hosts.world.file('/srv/gw/nginx', 'exe');
  const { pid } = hosts.world.start({ exe: '/srv/gw/nginx', cwd: '/srv/gw' });
  const { files, processes } = hosts.lend('local', 60_000, 'run').host;
  await files.rename('/srv/gw', '/srv/old');
  expect(await processes.get(pid)).toMatchObject({ exe: '/srv/old/nginx', exeDeleted: false });
  await files.write('/srv/old/nginx', 'another');
  expect(await processes.get(pid)).toMatchObject({ exe: '/srv/old/nginx', exeDeleted: true });
});

test('a running program can be renamed aside, and neither replaced nor removed', async () => {
  const { world, host } = windows();
  world.start({ exe: `${home}\\nginx.exe` });
  await expect(host.files.write(`${home}\\nginx.exe`, 'new')).rejects.toMatchObject(busy);
  await expect(host.files.remove(`${home}\\nginx.exe`)).rejects.toMatchObject(busy);
  await host.files.rename(`${home}\\nginx.exe`, `${home}\\nginx.old.exe`);
  await host.files.write(`${home}\\nginx.exe`, 'new');
});

test('a path that a scanner holds is free after so many tries', async () => {
  const { world, host } = windows();
  world.busy('f:/flatnet/OpenResty', 2);
  for (let n = 0; n < 2; n++) await expect(host.files.rename(home, `${home}.old`)).rejects.toMatchObject(busy);
  await host.files.rename(home, `${home}.old`);
});

test('both slashes and any case name the same file, whose own case is kept', async () => {
  const { host } = windows();
  await host.files.write('f:/Flatnet/OPENRESTY/New.conf', 'x');
  expect(await host.files.text('F:\\flatnet\\openresty\\new.CONF')).toBe('x');
  expect(await host.files.list(home)).toEqual(['New.conf', 'logs', 'nginx.exe']);
  expect(await host.files.real('f:/flatnet/openresty/new.conf')).toBe(`${home}\\New.conf`);
  await host.files.rename(`${home}\\New.conf`, `${home}\\new.conf`);
  expect(await host.files.list(home)).toEqual(['logs', 'new.conf', 'nginx.exe']);
});

test('a junction is absent for a moment while it is replaced', async () => {
  const { world, host } = windows();
  world.link('F:\\live', home);
  const seen: (string | null)[] = [];
  world.onCall = (_, name) => {
    if (name.startsWith('files.point')) seen.push(world.text('F:\\live\\nginx.exe'));
  };
  world.file('F:\\next\\nginx.exe', 'new');
  await host.files.point('F:\\live', 'F:\\next');
  expect(seen).toEqual(['exe', null, 'new']);
});

test('a service that is on its way takes no order', async () => {
  const { world, host } = windows();
  world.service('Nebula', { state: 'running', process: { exe: `${home}\\nginx.exe` }, stopsWithin: 6000 });
  await host.services.stop('Nebula');
  expect(await host.services.status('Nebula')).toMatchObject({ state: 'stopping' });
  await expect(host.services.start('Nebula')).rejects.toMatchObject({ code: 'E_SERVICE_REFUSED' });
  await host.sleep(6000);
  expect(await host.services.status('Nebula')).toMatchObject({ state: 'stopped', pid: null });
  await host.services.start('Nebula');
  expect(await host.services.status('Nebula')).toMatchObject({ state: 'running' });
});
