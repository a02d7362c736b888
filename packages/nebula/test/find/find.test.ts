import type { Candidate, Finding, Found } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { backup, certificate, config, configOf, home, key, knownHost, pki, program, site } from './known-host.ts';

const only = ({ candidates }: Found): Candidate => {
  expect(candidates).toHaveLength(1);
  return candidates[0] as Candidate;
};
const trees = ({ trees }: Candidate) =>
  trees.map(({ path, role, version, test }) => `${role} ${path} ${version} ${test.ok}`);
const valuesOf = ({ values }: Candidate) => Object.fromEntries(values.map(({ key, value }) => [key.join('.'), value]));
const ids = ({ remarks }: Candidate) => remarks.map(({ id }) => id);
const said = ({ remarks }: Candidate, id: string) => remarks.find((one) => one.id === id) as Finding;

describe('a Nebula that works', () => {
  const sound = () => {
    const host = knownHost();
    host.installed();
    host.unit();
    host.runs();
    return host;
  };

  test('is found by its unit and its process, with its lighthouses as peers', async () => {
    const host = sound();
    host.world.file(config, configOf({ hosts: ['10.100.0.1', '10.100.0.2', 'no address'] }));
    const found = await host.found();
    const one = only(found);
    expect(one).toMatchObject({ path: program, running: true, sure: true, best: { tree: program }, remarks: [] });
    expect(one.why).toContain(`the service nebula runs it with ${config}`);
    expect(trees(one)).toEqual([`live ${program} 1.6.1 true`]);
    expect(valuesOf(one)).toEqual({
      ...{ program, config, service: 'nebula' },
      ...{ 'peers.lighthouse.address': '10.100.0.1', 'peers.lighthouse-2.address': '10.100.0.2' },
    });
    expect(found).toMatchObject({ remarks: [], rights: [] });
  });

  test('is asked by commands that only read, and starts nothing', async () => {
    const host = sound();
    const before = host.world.processes.size;
    await host.found();
    expect(host.asked.sort()).toEqual([
      `${program} -test -config ${config}`,
      `${program} -version`,
      `${home}/nebula-cert print -json -path ${pki}/ca.crt`,
      `${home}/nebula-cert print -json -path ${pki}/host1.crt`,
    ]);
    expect(host.world.processes.size).toBe(before);
  });

  test('on a lighthouse leaves its peers to be filled in', async () => {
    const host = sound();
    host.world.file(config, configOf({ lighthouse: true }));
    expect(valuesOf(only(await host.found()))).toMatchObject({ peers: null });
  });

  test('that the site file means is told by what the site file says', async () => {
    const host = sound();
    host.unit('/usr/bin/nebula -config /etc/nebula/other.yml', 'other.service');
    const one = only(await host.found({ site: site() }));
    expect(one).toMatchObject({ path: program, running: true, remarks: [] });
    expect(valuesOf(one)).toEqual({ program, config, service: 'nebula' });
  });
});

describe('how it is started', () => {
  test('a unit may have it behind a shell that writes its log, or write it itself', async () => {
    const host = knownHost();
    host.installed();
    host.unit(`/bin/sh -c "exec ${program} -config=${config} >> /var/log/nebula.log 2>&1"`, 'vpn.service');
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, sure: true, path: program });
    expect(valuesOf(one)).toMatchObject({ service: 'vpn', config, log: '/var/log/nebula.log' });
    host.unit(`${program} -config ${config}`, 'vpn.service', 'StandardOutput=append:/var/log/own.log\n');
    expect(valuesOf(only(await host.found()))).toMatchObject({ log: '/var/log/own.log' });
  });

  test('of Debian’s template the launcher knows the program, and the name of an instance its configuration', async () => {
    const host = knownHost();
    host.installed();
    host.binary('/usr/bin/nebula', '1.6.1');
    host.world.file('/etc/nebula/office.yml', configOf());
    const launcher = '/usr/lib/nebula/bin/nebula-systemd-launcher';
    const template = '/lib/systemd/system/nebula@.service';
    host.world.file(launcher, 'set -e\n# /opt/x/nebula -config y\n/usr/bin/nebula -config $CONFIG_PATH\n', 0o755);
    host.world.file(template, `[Service]\nExecStart=${launcher} %i\n`);
    const wants = '/etc/systemd/system/multi-user.target.wants/nebula@office.service';
    host.world.link(wants, template);
    const expected = { program: '/usr/bin/nebula', config: '/etc/nebula/office.yml', service: 'nebula@office' };
    expect(valuesOf(only(await host.found()))).toMatchObject(expected);
    host.world.remove(wants);
    host.runs({ service: 'nebula@office', exe: '/usr/bin/nebula', passed: '/etc/nebula/office.yml' });
    const one = only(await host.found());
    expect(valuesOf(one)).toMatchObject(expected);
    expect(one).toMatchObject({ running: true, remarks: [] });
  });

  test('of a template that passes the configuration each instance is one', async () => {
    const host = knownHost();
    host.binary('/usr/bin/nebula', '1.9.3');
    for (const name of ['a', 'b']) {
      host.world.file(`/etc/nebula/${name}.yml`, configOf());
      host.world.file(`/etc/systemd/system/x.target.wants/nebula@${name}.service`, '');
    }
    host.unit('/usr/bin/nebula -config /etc/nebula/%i.yml', 'nebula@.service');
    const { candidates } = await host.found();
    expect(candidates.map((one) => [one.path, valuesOf(one).service])).toEqual([
      ['/etc/nebula/a.yml', 'nebula@a'],
      ['/etc/nebula/b.yml', 'nebula@b'],
    ]);
    expect(candidates.every(({ sure }) => sure)).toBe(true);
  });

  test('of a launcher that tells nothing the process knows the program, and without one it is nobody’s', async () => {
    const host = knownHost();
    host.installed();
    host.unit('/usr/local/sbin/start-nebula.sh', 'vpn.service');
    expect(only(await host.found()).why).toContain('nothing starts it');
    host.runs({ service: 'vpn' });
    expect(valuesOf(only(await host.found()))).toMatchObject({ program, config, service: 'vpn' });
  });

  test('a program of another name is nobody’s, and no unit of it is taken', async () => {
    const host = knownHost();
    host.unit('/usr/local/nebula/bin/nebula-graphd --flagfile /etc/x', 'nebula-graphd.service');
    host.world.start({ exe: '/usr/bin/nebula-cert', argv: ['nebula-cert', 'print', '-config', 'x'] });
    expect((await host.found()).candidates).toEqual([]);
  });

  test('without a service it is told so, and the service is to be filled in', async () => {
    const host = knownHost();
    host.installed();
    host.runs({ service: null });
    const one = only(await host.found());
    expect(one).toMatchObject({ running: true, sure: true });
    expect(ids(one)).toEqual(['runs-by-hand']);
    expect(valuesOf(one)).toMatchObject({ program, config, service: null });
  });

  test('by hand beside its unit is one, and what to do names both', async () => {
    const host = knownHost();
    host.installed();
    host.unit();
    const { pid } = host.runs({ service: null });
    const one = only(await host.found());
    expect(said(one, 'runs-by-hand').next).toContain(`kill ${pid}; systemctl start nebula`);
    expect(valuesOf(one)).toMatchObject({ service: 'nebula' });
  });

  test('what runs is held against what would be started', async () => {
    const host = knownHost();
    host.installed();
    host.binary('/usr/bin/nebula', '1.9.3');
    host.unit();
    host.runs({ exe: '/usr/bin/nebula' });
    const one = only(await host.found());
    expect(ids(one)).toEqual(['other-program']);
    expect(trees(one)).toEqual([`home ${program} 1.6.1 true`]);
  });

  test('a program that was replaced while it ran is told, also where it was moved away', async () => {
    const host = knownHost();
    host.installed();
    host.unit();
    host.runs();
    host.binary(program, '1.9.3');
    expect(ids(only(await host.found()))).toEqual(['replaced-by-hand']);
    const moved = knownHost();
    moved.installed();
    moved.binary(`${program}.old`, '1.6.1 older');
    moved.runs({ exe: `${program}.old`, service: null });
    expect(only(await moved.found())).toMatchObject({ path: program });
  });

  test('what only lies there is not sure, and chosen by its path it is', async () => {
    const host = knownHost();
    host.binary('/usr/bin/nebula', '1.6.1');
    host.world.file('/etc/nebula/config.yml', configOf());
    const one = only(await host.found());
    expect(one).toMatchObject({ path: '/usr/bin/nebula', running: false, sure: false });
    expect(valuesOf(one)).toMatchObject({ config: '/etc/nebula/config.yml', service: null });
    expect(only(await host.found({ use: ['/usr/bin/nebula'] }))).toMatchObject({ sure: true });
  });

  test('a folder somewhere with a program in it can be chosen, and what a copy is known by is not doubled', async () => {
    const host = knownHost();
    host.installed();
    host.unit();
    host.flat('1.6.1');
    host.binary('/srv/own/nebula', '1.6.1');
    const { candidates } = await host.found({ use: ['/srv/own/', backup] });
    expect(candidates.map(({ path, sure }) => [path, sure])).toEqual([
      [program, true],
      ['/srv/own/nebula', true],
    ]);
  });
});

describe('what hands left', () => {
  const night = () => {
    const host = knownHost();
    host.installed();
    host.binary(program, 'dies');
    host.unit();
    return host;
  };

  test('a folder that holds everything is the way back where the program in its place is broken', async () => {
    const host = night();
    host.flat('1.6.1');
    host.binary(`${home}/nebula.bak`, 'dies');
    host.binary(`${home}/nebula.new`, '1.9.3');
    const one = only(await host.found());
    expect(one).toMatchObject({ running: false, best: { tree: backup } });
    expect(trees(one).sort()).toEqual([
      `aside ${backup} 1.6.1 true`,
      `aside ${home}/nebula.bak null false`,
      `aside ${home}/nebula.new 1.9.3 true`,
      `home ${program} null false`,
    ]);
    expect(one.trees.find(({ path }) => path === backup)?.dated).toBe(new Date(2026, 10, 2).toISOString());
    expect(ids(one)).toEqual(['backup-broken', 'backups-flat', 'backup-same']);
    expect(said(one, 'backup-same').message).toContain(`${home}/nebula.bak holds the same program as ${program}`);
  });

  test('what is kept is among the trees, half-made ones are not, and a folder with a configuration only is told as that', async () => {
    const host = night();
    const kept = '/opt/flatnet/generations/nebula/1.6.1-0123456789ab';
    host.binary(`${kept}/bin/nebula`, '1.6.1');
    host.binary(`${kept}.partial/bin/nebula`, '1.6.1');
    host.world.file(`${kept}/config/config.yaml`, configOf());
    host.world.file('/backup/flatnet/20261102_030000/nebula/config.yml', 'pki: {}\n');
    host.world.file('/etc/flatnet/nebula.bak/config.yaml', 'pki: {');
    const one = only(await host.found());
    expect(trees(one).sort()).toEqual([
      'backup /backup/flatnet/20261102_030000/nebula null true',
      'backup /etc/flatnet/nebula.bak null false',
      `home ${program} null false`,
      `kept ${kept} 1.6.1 true`,
    ]);
    expect(one.best).toMatchObject({ tree: kept });
  });

  test('a copy is tried with its own configuration where it does not take the one in its place', async () => {
    const host = night();
    host.world.file(config, configOf({ more: 'newer: true' }));
    host.flat('1.6.1');
    const one = only(await host.found());
    expect(one.best).toMatchObject({ tree: backup });
    expect(one.trees.find(({ path }) => path === backup)?.test.said).toContain(`${backup}/config.yaml`);
  });

  test('where no program takes the configuration the one in its place stays the best', async () => {
    const host = knownHost();
    host.installed({ version: '1.6.1 refuses' });
    host.unit();
    host.binary(`${program}.old`, '1.5.0 refuses');
    expect(only(await host.found()).best).toMatchObject({ tree: program });
  });

  test('a program that is gone is told, and its copy is found', async () => {
    const host = night();
    host.world.remove(program);
    host.binary(`${program}.old`, '1.6.1');
    const one = only(await host.found());
    expect(one).toMatchObject({ path: program, best: { tree: `${program}.old` } });
    expect(ids(one)).toContain('program-absent');
  });

  test('a program that hangs costs no other its answer', async () => {
    const host = night();
    host.binary(program, 'hangs');
    host.flat('1.6.1');
    const one = only(await host.found());
    expect(trees(one)).toEqual([`home ${program} null false`, `aside ${backup} 1.6.1 true`]);
  });

  test('a program that others can change is not run, unless it was chosen', async () => {
    const host = knownHost();
    host.installed();
    host.unit();
    host.binary(program, '1.6.1', 0o777);
    expect(trees(only(await host.found()))).toEqual([`home ${program} null null`]);
    expect(host.asked.filter((one) => one.startsWith(`${program} `))).toEqual([]);
    expect(trees(only(await host.found({ use: [program] })))).toEqual([`home ${program} 1.6.1 true`]);
    host.binary(`${home}/nebula-cert`, '1.6.1', 0o777);
    host.asked.length = 0;
    await host.found({ use: [program] });
    expect(host.asked.filter((one) => one.includes('nebula-cert'))).toEqual([]);
  });
});

describe('certificates and keys', () => {
  const host = (prepare: (host: ReturnType<typeof knownHost>) => void) => {
    const made = knownHost();
    made.installed();
    made.unit();
    made.runs();
    prepare(made);
    return made;
  };

  test.each([
    ['host1.crt', 'host1', -1, 'certificate-expired'],
    ['host1.crt', 'host1', 5, 'certificate-renew'],
    ['ca.crt', 'Flatnet', -1, 'authority-expired'],
  ])('%s of %s that lasts %s days is told as %s', async (file, name, days, id) => {
    const { found } = host(({ world }) => world.file(`${pki}/${file}`, certificate(name, days)));
    expect(ids(only(await found()))).toEqual([id]);
  });

  test('a certificate that cannot be read is told with what was said of it', async () => {
    const one = only(await host(({ world }) => world.file(`${pki}/host1.crt`, 'damaged')).found());
    expect(ids(one)).toEqual(['certificates-unread']);
    expect(said(one, 'certificates-unread').message).toContain('valid PEM');
  });

  test('a key that everybody may read is told, one in a closed folder is not', async () => {
    const open = host((made) => made.flat('1.5.0', { keyMode: 0o644 }));
    const one = only(await open.found());
    expect(said(one, 'keys-open')).toMatchObject({ next: `chmod 600 ${backup}/host1.key` });
    open.world.remove('/opt/flatnet/backups');
    open.world.folder('/opt/flatnet/backups', 0o700);
    open.flat('1.5.0', { keyMode: 0o644 });
    expect(ids(only(await open.found()))).not.toContain('keys-open');
  });

  test('a key that stands in a configuration that everybody may read is told', async () => {
    const text = configOf({ key: key('X25519') });
    const one = only(await host(({ world }) => world.file(config, text, 0o644)).found());
    expect(said(one, 'config-open')).toMatchObject({ next: `chmod 600 ${config}` });
    expect(ids(only(await host(({ world }) => world.file(config, text, 0o600)).found()))).toEqual([]);
  });

  test('the key of the authority is told on a host, and not on a lighthouse', async () => {
    const prepare = (made: ReturnType<typeof knownHost>) => made.world.file(`${pki}/ca.key`, key('ED25519'), 0o600);
    expect(ids(only(await host(prepare).found()))).toEqual(['authority-key']);
    const lighthouse = host((made) => {
      prepare(made);
      made.world.file(config, configOf({ lighthouse: true }));
    });
    expect(ids(only(await lighthouse.found()))).toEqual([]);
  });

  test('of a key no more is read than says what it is, and nothing of it is told', async () => {
    const { world, found } = host((made) => made.world.file(`${pki}/ca.key`, key('ED25519'), 0o600));
    const reads: unknown[] = [];
    world.onCall = (_, name, [path, part], when) => {
      if (when === 'before' && name === 'files.read' && String(path).endsWith('.key')) reads.push(part);
      if (name === 'files.text' || name === 'files.digest') expect(String(path)).not.toMatch(/ca\.key$/);
    };
    const one = await found();
    expect(reads.length).toBeGreaterThan(0);
    for (const part of reads) expect((part as { max: number }).max).toBeLessThanOrEqual(40);
    expect(JSON.stringify(one)).not.toContain('c2VjcmV0');
  });

  test('a damaged configuration with a key in it is told without the key', async () => {
    const made = host(({ world }) => world.file(config, `pki:\n  key: |\n    ${key('X25519')}\n  : [`));
    const one = only(await made.found());
    expect(ids(one)).toContain('config-unread');
    expect(JSON.stringify(one)).not.toContain('c2VjcmV0');
  });
});

test('what may not be looked at is told, and hides nothing else', async () => {
  const host = knownHost();
  host.installed();
  host.unit();
  host.closed('/opt/flatnet/backups', pki);
  const found = await host.found();
  expect(only(found)).toMatchObject({ path: program });
  expect(found.rights.join(' ')).toContain(pki);
});

test('a host without any of it has no candidate', async () => {
  expect(await knownHost().found()).toEqual({ component: 'nebula', candidates: [], remarks: [], rights: [] });
});
