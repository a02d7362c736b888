import { sha256 } from '@flatnet-maint/core';
import { memoryHosts, type World } from '@flatnet-maint/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspect } from '../src/inspect.ts';
import { nebula } from '../src/nebula.ts';
import { connectedTo } from '../src/sockets.ts';
import { certProgram, config, configText, own, printed, program, siteWith, ToyNebula } from './support/toy-nebula.ts';

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const inspected = async (arrange: (world: World, toy: ToyNebula) => unknown = () => {}, how = {}) => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const toy = new ToyNebula(world);
  await arrange(world, toy);
  return { ...(await inspect(siteWith(how), view('local', 60_000))), world };
};
const pem = '-----BEGIN NEBULA CERTIFICATE-----';

describe('a host', () => {
  test('is read with its programs, its configuration, its certificates and what runs', async () => {
    const { facts, readings } = await inspected();
    expect(facts).toMatchObject({
      ...{ program, cert: certProgram, config, address: own, configIn: 'config/config.yml', tree: null },
      programFile: { sha256: sha256('nebula 1.6.1'), mode: 0o755 },
      certFile: { sha256: sha256('nebula-cert 1.6.1') },
      configFiles: [{ name: 'config/config.yml', path: config, mode: 0o600 }],
      settings: { isLighthouse: false, port: 4242, key: { path: '/etc/nebula/host.key', sha256: sha256('a key') } },
      ...{ certificate: { name: 'host1' }, authorities: [{ name: 'Flatnet' }], pkiWhy: null, configWhy: null },
      generation: { version: '1.6.1', kept: false },
    });
    expect(readings).toMatchObject({
      ...{ mayWrite: true, service: { state: 'running' }, others: [], lacks: [], listeners: [], through: [] },
      running: { path: program, sha256: sha256('nebula 1.6.1') },
      ...{ versions: { program: '1.6.1', cert: '1.6.1' }, test: { ok: true } },
    });
    expect(readings.left.host).toBeGreaterThan(0);
    expect(readings.left.host).toBe(readings.left.authority);
  });

  test('has the same facts whenever it is read, whatever runs on it', async () => {
    const one = await inspected();
    const two = await inspected((world, toy) => {
      world.stopService('nebula');
      toy.isCut = true;
      world.start({ exe: '/usr/sbin/nginx', listens: [{ address: own, port: 80 }] });
    });
    expect(two.facts).toEqual(one.facts);
    expect(two.readings).toMatchObject({ running: null, listeners: [`${own}:80`] });
  });

  test('is live under the name of its kept generation, even where its program says no version any more', async () => {
    const { facts } = await inspected();
    const { id, tree } = facts.generation;
    const again = await inspected((world) => world.file(`${tree}/bin/nebula`, 'nebula 1.6.1'));
    expect(again.facts).toMatchObject({ tree, generation: { id, kept: true } });
  });

  test('without a program is absent, and one that is none is named by its bytes', async () => {
    const none = await inspected((world) => world.remove(program));
    expect(none.facts).toMatchObject({ programFile: null, generation: { version: 'absent' } });
    expect(none.readings.test).toMatchObject({ ok: false, said: expect.stringContaining('not there') });
    const { facts } = await inspected((world) => world.file(program, 'rubbish', 0o755));
    expect(facts.generation.version).toBe(`unknown-${sha256('rubbish').slice(0, 8)}`);
  });

  test('is read through links to the very files', async () => {
    const { facts } = await inspected((world) => {
      world.file('/opt/nebula-1.6.1/nebula', 'nebula 1.6.1', 0o755);
      world.remove(program);
      world.link(program, '/opt/nebula-1.6.1/nebula');
    });
    expect(facts.program).toBe('/opt/nebula-1.6.1/nebula');
  });

  test('tells who else runs its program, and who comes in through the tunnel', async () => {
    let pid = 0;
    const { readings } = await inspected((world) => {
      pid = world.start({ exe: program, service: 'nebula-two' }).pid;
      world.file('/proc/net/tcp', connections(['090064 01']));
    });
    expect(readings).toMatchObject({ others: [pid], through: ['10.100.0.9'] });
  });

  test('lacks ping only where peers are to be asked', async () => {
    const without = (world: World) => world.programs.delete('ping');
    expect((await inspected(without)).readings.lacks).toEqual(['ping']);
    expect((await inspected(without, { peers: [] })).readings.lacks).toEqual([]);
  });
});

describe('certificates are unread, and it is said why,', () => {
  test.each<[string, (world: World) => unknown, string]>([
    ['without nebula-cert', (world) => world.remove(certProgram), 'no nebula-cert'],
    ['where their file is gone', (world) => world.remove('/etc/nebula/host.crt'), 'host.crt'],
    ['where the configuration does not say where they are', (world) => world.file(config, 'tun: {}'), 'pki.cert'],
    ['where the configuration is no YAML', (world) => world.file(config, 'pki: [}'), 'could not be read: '],
    ['where there is no configuration', (world) => world.remove(config), 'there is no configuration file there'],
  ])('%s', async (_, arrange, says) => {
    const { facts } = await inspected(arrange);
    expect(facts).toMatchObject({ certificate: null, authorities: [], address: null });
    expect(facts.pkiWhy).toContain(says);
  });
});

test('how long the authority lasts is asked of the one that signed, and not of others of the past', async () => {
  const past = printed('Old', { notAfter: '2020-01-01T00:00:00Z' });
  const { facts, readings } = await inspected((world) =>
    world.file('/etc/nebula/ca.crt', `${past}\n${printed('Flatnet')}`),
  );
  expect(facts.authorities.map(({ name }) => name)).toEqual(['Old', 'Flatnet']);
  expect(readings.left.authority).toBeGreaterThan(0);
  expect(nebula.preflight(facts, readings, { adopts: 'started' })).toEqual([]);
});

test('a certificate that expired meanwhile is a reading, and changes no fact', async () => {
  vi.useFakeTimers({ now: new Date('2126-02-01T00:00:00Z'), toFake: ['Date'] });
  const { facts, readings } = await inspected().finally(() => vi.useRealTimers());
  expect(readings.left.host).toBeLessThan(0);
  expect(facts).toEqual((await inspected()).facts);
  const found = nebula.preflight(facts, readings, { adopts: 'started' });
  expect(found.map(({ id }) => id)).toEqual(['certificate-expired', 'authority-expired']);
});

describe('the configuration', () => {
  const read = async (text: string) => (await inspected((world) => world.file(config, text))).facts;

  test.each(['true', 'yes', 'Y', 'True', '"true"', '1', 'on'])(
    'says with %s whether it is a lighthouse',
    async (word) => {
      const { settings } = await read(configText().replace('am_lighthouse: false', `am_lighthouse: ${word}`));
      expect(settings?.isLighthouse).toBe(word !== 'on');
    },
  );

  test('may hold certificates itself, and its key, which is looked at by nobody', async () => {
    const inline = (name: string, how?: object) => `|\n    ${pem}\n    ${printed(name, how)}`;
    const asked: string[] = [];
    const { facts } = await inspected((world) => {
      const ask = world.programs.get('nebula-cert');
      world.programs.set('nebula-cert', (call) => {
        if (call.argv[1] === 'print') asked.push(world.text(call.argv[4] ?? '') ?? '');
        return call.argv[1] === 'print' ? { stdout: (asked.at(-1) ?? '').split('\n')[1] ?? '' } : ask?.(call);
      });
      world.file(
        config,
        `pki:\n  ca: ${inline('Flatnet')}\n  cert: ${inline('host1', { ips: [`${own}/16`], issuer: 'finger-of-Flatnet' })}
  key: |\n    -----BEGIN NEBULA X25519 PRIVATE KEY-----\n    secret\n`,
      );
    });
    expect(facts).toMatchObject({ address: own, certificate: { name: 'host1' }, authorities: [{ name: 'Flatnet' }] });
    expect(facts.settings).toMatchObject({ ca: { inline: true }, cert: { inline: true }, key: { inline: true } });
    expect(asked.join()).not.toContain('secret');
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  test('may repeat itself by anchors', async () => {
    const { settings, address } = await read(`defaults: &pki { ca: /etc/nebula/ca.crt, cert: /etc/nebula/host.crt }
pki: { <<: *pki, key: /etc/nebula/host.key }
listen: { port: 4243 }`);
    expect(settings).toMatchObject({ port: 4243, cert: { path: '/etc/nebula/host.crt' } });
    expect(address).toBe(own);
  });

  test('names paths from where the service runs', async () => {
    const relative = configText().replaceAll('/etc/nebula/', '');
    const { facts } = await inspected((world) => {
      world.file(config, relative);
      world.service('nebula', { state: 'running', process: { exe: program, cwd: '/etc/nebula' } });
    });
    expect(facts).toMatchObject({ folder: '/etc/nebula', settings: { cert: { path: '/etc/nebula/host.crt' } } });
  });

  test('that is a folder is all of its files and folders, in the order of their paths; what comes later holds', async () => {
    const { facts } = await inspected(
      (world) => {
        world.file('/etc/nebula/conf/20-listen.yaml', 'listen: { port: 5000 }');
        world.file('/etc/nebula/conf/10-all.yml', configText());
        world.file('/etc/nebula/conf/15-more/role.yml', 'lighthouse: { am_lighthouse: true }\nlisten: { host: "::" }');
        world.file('/etc/nebula/conf/readme.txt', 'pki: {}');
      },
      { config: '/etc/nebula/conf' },
    );
    expect(facts.configFiles.map(({ name, path }) => [name, path])).toEqual([
      ['config/10-all.yml', '/etc/nebula/conf/10-all.yml'],
      ['config/15-more/role.yml', '/etc/nebula/conf/15-more/role.yml'],
      ['config/20-listen.yaml', '/etc/nebula/conf/20-listen.yaml'],
    ]);
    expect(facts).toMatchObject({ configIn: 'config', settings: { isLighthouse: true, port: 5000 }, address: own });
  });

  test('that is a folder which leads back into itself is read all the same', async () => {
    const { facts } = await inspected(
      (world) => {
        world.file('/etc/nebula/conf/all.yml', configText());
        world.link('/etc/nebula/conf/again', '/etc/nebula/conf');
      },
      { config: '/etc/nebula/conf' },
    );
    expect(facts).toMatchObject({ address: own, configWhy: null });
  });
});

/** Rows of the system's table: the far end, backwards, and the state. All lead to this host in the tunnel. */
const connections = (rows: readonly string[], mapped = '') =>
  [
    '  sl  local_address rem_address   st tx_queue rx_queue',
    ...rows.map((row, at) => {
      const [far = '', state = ''] = [row.slice(0, 6), row.slice(7)];
      return `   ${at}: ${mapped}0200640A:0016 ${mapped}${far}0A:D431 ${state} 00000000:00000000`;
    }),
  ].join('\n');

describe('who is connected through the tunnel', () => {
  const asked = async (tables: Readonly<Record<string, string>>, address = own) => {
    const { world, view } = memoryHosts({ profile: 'posix' });
    for (const [path, text] of Object.entries(tables)) world.file(path, text);
    return connectedTo(view('local', 1_000), address);
  };
  const rows = ['090064 01', '050064 01', '090064 01', '070064 06', '020064 01'];

  test('is each far end of an established connection to this very address, once', async () => {
    expect(await asked({ '/proc/net/tcp': connections(rows) })).toEqual(['10.100.0.5', '10.100.0.9']);
    expect(await asked({ '/proc/net/tcp': connections(rows) }, '10.100.0.3')).toEqual([]);
  });

  test('also where one program listens for both kinds of addresses', async () => {
    const mapped = connections(rows, '0000000000000000FFFF0000');
    expect(await asked({ '/proc/net/tcp6': mapped })).toEqual(['10.100.0.5', '10.100.0.9']);
  });

  test('is nobody of whom is known, where the system has no such table, or the address is of the newer kind', async () => {
    expect(await asked({})).toEqual([]);
    expect(await asked({ '/proc/net/tcp': connections(rows) }, 'fd00::1')).toEqual([]);
  });
});
