import { describe, expect, test } from 'vitest';
import type { NebulaFacts, NebulaReadings } from '../src/facts.ts';
import { preflight } from '../src/preflight.ts';
import { authority, certificate, factsWith, peerWith, readingsWith } from './support/facts.ts';
import { own, program } from './support/toy-nebula.ts';

const release = { release: { component: 'nebula', version: '1.9.3', path: '/r/nebula', sha256: 'x' } };
const newest = { release: { ...release.release, version: '1.10.0' } };
const kept = {
  generation: {
    id: 'g',
    component: 'nebula',
    version: '1.5.0',
    tree: '/g',
    digest: 'x',
    made: '',
    parts: { config: [...factsWith().configFiles] },
  },
};

const found = (
  facts: Partial<NebulaFacts> = {},
  readings: Partial<NebulaReadings> = {},
  want: Parameters<typeof preflight>[2] = release,
) => preflight(factsWith(facts), readingsWith(readings), want);
/** `id` blocks, `id?` may be borne, `(id)` is only told, `(id?)` may be borne beforehand. */
const ids = (...of: Parameters<typeof found>) =>
  found(...of).map(({ id, blocks, waivable }) => {
    const name = `${id}${waivable === true ? '?' : ''}`;
    return blocks ? name : `(${name})`;
  });

const hour = 3_600_000;
const day = 24 * hour;
const generation = (version: string) => ({ ...factsWith().generation, version });
const second = { authorities: [authority({ version: 2 })], certificate: certificate({ version: 2 }) };

test('nothing is said of an upgrade on a sound host', () => {
  expect(ids()).toEqual([]);
});

describe('an upgrade is refused', () => {
  test.each<[string, Partial<NebulaFacts>, Partial<NebulaReadings>, string]>([
    ['without root, whatever else there is', { manager: 'none' }, { mayWrite: false, uid: 1000 }, 'no-permission'],
    ['where no service manager runs', { manager: 'none' }, {}, 'no-manager'],
    ['without its service', {}, { service: { state: 'absent', enabled: false, pid: null } }, 'service-absent'],
    ['where the service runs nothing', {}, { running: null }, 'not-running'],
    ['where it runs another program', {}, { running: { path: '/opt/nebula', sha256: 'x' } }, 'other-program'],
    [
      'where its program was replaced while it ran',
      {},
      { running: { path: program, sha256: 'x' } },
      'replaced-by-hand?',
    ],
    ['where its unit is masked', {}, { unit: { refuses: 'masked', takesAlong: [] } }, 'unit-refuses'],
    ['where others stop with it', {}, { unit: { refuses: null, takesAlong: ['gw.service'] } }, 'takes-along?'],
    ['where its rights are those of its file', {}, { fileRights: true }, 'file-capabilities?'],
    ['where its place has no room for another', {}, { place: { free: 1e6, needs: 2e6 } }, 'place-full'],
    ['where a link leads to a version', {}, { linked: { path: program, to: '/opt/nebula-1.6.1' } }, 'program-linked'],
    ['where there is no program', { programFile: null }, {}, 'program-absent'],
    ['where its own program refuses its configuration', {}, { test: { ok: false, said: 'no' } }, 'config-refused'],
    ['where certificates cannot be read', { pkiWhy: 'no nebula-cert' }, {}, 'certificates-unread?'],
    ['where there is none', { certificate: null }, {}, 'certificates-unread?'],
    ['where another authority signed it', { authorities: [authority({ fingerprint: 'ff' })] }, {}, 'wrong-authority'],
    ['where no authority is trusted', { authorities: [] }, {}, 'wrong-authority'],
    ['to the version that is there', { generation: generation('1.9.3') }, {}, 'same-version'],
    ['to an older version', { generation: generation('1.9.10') }, {}, 'downgrade?'],
    ['where ping is missing', {}, { lacks: ['ping'] }, 'tool-absent'],
    ['where a peer is this very host', { peers: [peerWith({ address: own })] }, {}, 'peer-is-self'],
  ])('%s', (_, facts, readings, id) => {
    expect(ids(facts, readings)).toEqual([id]);
  });

  test('to what does not read the certificates that are there', () => {
    expect(ids(second)).toEqual(['certificate-unreadable']);
    expect(ids({ ...second, certificate: certificate() })).toEqual(['certificate-unreadable']);
    expect(ids(second, {}, newest)).toEqual([]);
  });

  test('while a peer does not read them, unless that is accepted by its name', () => {
    const peers = [
      peerWith({ version: '1.9.7' }),
      peerWith({ name: 'two', version: '1.10' }),
      peerWith({ name: 'three' }),
    ];
    expect(ids({ ...second, peers }, {}, newest)).toEqual(['certificate-unreadable-hub?']);
    expect(ids({ peers })).toEqual([]);
  });
});

describe('a certificate', () => {
  const left = (host: number | null, ca: number | null) => ids({}, { left: { host, authority: ca } });

  test.each<[string, number, string[]]>([
    ['that expired', -1, ['certificate-expired']],
    ['that expires this very moment', 0, ['certificate-expired']],
    ['that expires while a run may last', 2 * hour - 1, ['certificate-expiring']],
    ['that expires after that', 2 * hour, ['(certificate-renew)']],
    ['that expires within the month', 30 * day, ['(certificate-renew)']],
    ['that lasts', 31 * day, []],
  ])('%s', (_, time, wanted) => {
    expect(left(time, 100 * day)).toEqual(wanted);
    expect(left(100 * day, time)).toEqual(wanted.map((id) => id.replace('certificate', 'authority')));
  });

  test('and its authority are told of each by itself', () => {
    expect(left(-1, hour)).toEqual(['certificate-expired', 'authority-expiring']);
  });

  test('that expired stops a return as well, since what is gone back to would not start either', () => {
    expect(ids({}, { left: { host: -1, authority: day } }, kept)).toEqual(['certificate-expired', '(authority-renew)']);
  });

  test('says whose it is, when it ends, and what to do', () => {
    const [finding] = found({}, { left: { host: 90 * 60_000, authority: 100 * day } });
    expect(finding?.message).toMatch(/of this host, host1 expires at 2126-01-01T00:00:00Z, in 90 minutes/);
    expect(finding?.next).toContain('nebula-cert sign');
  });
});

test('a return asks for nothing that is what one goes back from', () => {
  const broken = { service: { state: 'failed', enabled: true, pid: null }, running: null };
  expect(ids({ programFile: null }, { ...broken, test: { ok: false, said: 'no' } }, kept)).toEqual([]);
  expect(ids({ generation: generation('9.9.9') }, {}, kept)).toEqual([]);
});

test('a return to what does not read the certificates of today is refused', () => {
  expect(ids(second, {}, kept)).toEqual(['certificate-unreadable']);
  const unknown = { generation: { ...kept.generation, version: 'unknown-1a2b3c4d' } };
  expect(ids(second, {}, unknown)).toEqual([]);
});

test('a return past a file that came into the folder of the configuration since is refused, unless somebody bears it', () => {
  const added = { path: '/etc/nebula/added.yml', name: 'config/added.yml', sha256: 'a', mode: 0o600, uid: 0, gid: 0 };
  expect(ids({ configFiles: [...factsWith().configFiles, added] }, {}, kept)).toEqual(['config-added?']);
  const has = { generation: { ...kept.generation, parts: { config: [added] } } };
  expect(ids({ configFiles: [added] }, {}, has)).toEqual([]);
});

test('a return is not kept from mending the configuration, or the nebula-cert, for which certificates look wrong', () => {
  const edited = [{ ...factsWith().configFiles[0]!, sha256: 'edited' }];
  const stranger = { authorities: [authority({ fingerprint: 'ff' })] };
  expect(ids({ ...stranger, configFiles: edited }, {}, kept)).toEqual(['(wrong-authority)']);
  expect(ids(stranger, {}, kept)).toEqual(['wrong-authority']);
  expect(ids({ pkiWhy: 'no nebula-cert' }, {}, kept)).toEqual(['(certificates-unread?)']);
});

test('to keep what is there nothing but root is needed', () => {
  const adopts = { adopts: 'kept' } as const;
  expect(ids({ manager: 'none', certificate: null }, { lacks: ['ping'] }, adopts)).toEqual([]);
  expect(ids({}, { mayWrite: false, uid: 7 }, adopts)).toEqual(['no-permission']);
});

test('to be started, what hands left needs its service and certificates, and no version', () => {
  const adopts = { adopts: 'started' } as const;
  expect(ids({}, { running: null, left: { host: -1, authority: 99 * day } }, adopts)).toEqual(['certificate-expired']);
  expect(ids(second, {}, adopts)).toEqual([]);
});

describe('it is told, and stops nothing,', () => {
  test('that the service does not come up at boot, and who else runs the program', () => {
    const service = { state: 'running', enabled: false, pid: 4711 };
    const all = found({}, { service, others: [4712, 4713] });
    expect(all.map(({ id, blocks }) => [id, blocks])).toEqual([
      ['not-enabled', false],
      ['other-instances', false],
    ]);
    expect(all[1]?.message).toContain('4712, 4713');
    expect(all[0]?.next).toBe('systemctl enable nebula');
  });

  test('that both programs are of different versions, that nobody is asked, and who will be cut off', () => {
    const versions = { program: '1.6.1', cert: '1.5.0' };
    expect(ids({ peers: [] }, { versions, through: ['10.100.0.9'] })).toEqual([
      '(two-versions)',
      '(no-peers)',
      '(carries-you)',
    ]);
    expect(ids({ peers: [] }, { versions }, kept)).toEqual(['(no-peers)']);
    expect(ids({}, { versions: { program: '1.6.1', cert: null } })).toEqual([]);
  });

  test('that hosts of a lighthouse may be in the middle of an upgrade, if none of them can be asked', () => {
    const settings = { ca: null, cert: null, key: null, isLighthouse: true, port: 4242 };
    expect(ids({ settings })).toEqual(['(hosts-not-asked)']);
    const peers = [peerWith(), peerWith({ name: 'two', status: ['ssh', 'two'] })];
    expect(ids({ settings, peers })).toEqual(['(peers-asked?)']);
    expect(ids({ settings, peers }, {}, kept)).toEqual([]);
  });

  test('not which version it is, where that is not known', () => {
    expect(ids({ generation: generation('unknown-1a2b3c4d') })).toEqual([]);
  });
});
