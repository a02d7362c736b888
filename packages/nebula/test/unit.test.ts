import { memoryHosts, type World } from '@flatnet-maint/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspect } from '../src/inspect.ts';
import { certProgram, config, configText, program, siteWith, ToyNebula } from './support/toy-nebula.ts';

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const sound = { LoadState: 'loaded', ActiveState: 'active', CanStart: 'yes', CanStop: 'yes', RequiredBy: '' };

/** What systemd says of each unit, as `systemctl show` prints it. */
const units = (world: World, of: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  world.programs.set('systemctl', ({ argv }) => {
    const asked = argv.slice(argv.indexOf('--') + 1).map((name) => (name.includes('.') ? name : `${name}.service`));
    if (!argv.includes('--')) return { stdout: '0\n' };
    const texts = asked.map((name) =>
      Object.entries({ Id: name, ...sound, ...of[name] })
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
    return { stdout: texts.join('\n') };
  });

const inspected = async (arrange: (world: World) => unknown) => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  new ToyNebula(world);
  await arrange(world);
  return inspect(siteWith(), view('local', 60_000));
};

describe('the unit', () => {
  test('that can be stopped and started alone is nothing to speak of', async () => {
    const { readings } = await inspected((world) =>
      units(world, { 'nebula.service': { RequiredBy: 'multi-user.target' }, 'multi-user.target': {} }),
    );
    expect(readings.unit).toEqual({ refuses: null, takesAlong: [] });
  });

  test.each([
    [{ LoadState: 'masked', CanStart: 'no' }, 'masked'],
    [{ LoadState: 'not-found', CanStart: 'no' }, 'not-found'],
    [{ CanStop: 'no' }, 'RefuseManualStart= or RefuseManualStop= is set'],
  ])('of which systemd says %j is said not to start again', async (says, refuses) => {
    const { readings } = await inspected((world) => units(world, { 'nebula.service': says }));
    expect(readings.unit.refuses).toBe(refuses);
  });

  test('is said to take along what is active and requires it, also by way of another', async () => {
    const { readings } = await inspected((world) =>
      units(world, {
        'nebula.service': { RequiredBy: 'gateway.service flatnet.target', BoundBy: 'old.service' },
        'flatnet.target': { ConsistsOf: 'dns.service nebula.service' },
        'gateway.service': { RequiredBy: 'nebula.service' },
        'old.service': { ActiveState: 'inactive', RequiredBy: 'older.service' },
      }),
    );
    expect(readings.unit.takesAlong).toEqual(['dns.service', 'gateway.service']);
  });

  test('tells where its program is started, also while it does not run', async () => {
    const { facts } = await inspected((world) => {
      world.file(config, configText().replaceAll('/etc/nebula/', ''), 0o600);
      units(world, { 'nebula.service': { WorkingDirectory: '/etc/nebula' } });
      world.stopService('nebula');
    });
    expect(facts).toMatchObject({ folder: '/etc/nebula', certificate: { name: 'host1' }, pkiWhy: null });
  });
});

describe('a link', () => {
  const linked = async (path: string, to: string) =>
    (
      await inspected((world) => {
        const bytes = world.text(path) ?? '';
        world.remove(path);
        world.file(to, bytes, 0o755);
        world.link(path, to);
      })
    ).readings.linked;

  test('to what is called after a version is told, be it the file or its folder', async () => {
    for (const to of ['/opt/nebula-1.6.1', '/opt/nebula-1.6.1/nebula'])
      expect(await linked(program, to)).toEqual({ path: program, to });
    expect(await linked(certProgram, '/opt/nebula-cert-1.6.1')).toMatchObject({ path: certProgram });
  });

  test('to a folder that is called after none is no matter', async () => {
    expect(await linked(program, '/srv/nebula')).toBe(null);
  });
});

test('a process that has its rights from its file alone is told, and one that root or its unit gave them is not', async () => {
  const rights = async (uid: number, own: string, given: string) =>
    (
      await inspected((world) => {
        const pid = [...world.processes.keys()].at(-1);
        const ids = `Uid:\t${uid}\t${uid}\t${uid}\t${uid}\n`;
        world.file(`/proc/${pid}/status`, `${ids}CapEff:\t${own}\nCapBnd:\t000001ffffffffff\nCapAmb:\t${given}\n`);
      })
    ).readings.fileRights;
  expect(await rights(999, '0000000000001000', '0000000000000000')).toBe(true);
  expect(await rights(999, '0000000000001000', '0000000000001000')).toBe(false);
  expect(await rights(999, '0000000000000000', '0000000000000000')).toBe(false);
  expect(await rights(0, '000001ffffffffff', '0000000000000000')).toBe(false);
});

test('the room where the program lies is read as for two of it', async () => {
  const { readings } = await inspected((world) => {
    world.free = 1_000;
  });
  expect(readings.place).toEqual({ free: 1_000, needs: 2 * 'nebula-cert 1.6.1'.length });
});
