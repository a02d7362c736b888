import {
  type Generation,
  type Item,
  type Release,
  type ReleaseFile,
  type Step,
  sha256,
  verdictOf,
} from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import type { NamedFile, NebulaParts } from '../src/facts.ts';
import { partsOf } from '../src/generations.ts';
import { nebula } from '../src/nebula.ts';
import { factsWith, peerWith, placed, run } from './support/facts.ts';
import { certProgram, config, program } from './support/toy-nebula.ts';

const file = (path: string, text: string): ReleaseFile => ({
  ...{ path, sha256: sha256(text), bytes: text.length, mode: 0o644 },
});
const releaseOf = (...holds: readonly ReleaseFile[]): Release => ({
  ...{ component: 'nebula', version: '1.9.3', path: '/releases/nebula-1.9.3.tar.gz', sha256: 'of-the-archive' },
  ...{ plain: true, holds },
});
const both = [file('nebula', 'nebula 1.9.3'), file('nebula-cert', 'nebula-cert 1.9.3')];
const upgrade = (release: Release, facts = factsWith()) => nebula.upgrade(facts, release, run);
const parts = (to: Generation) => partsOf(to);
const steps = (items: readonly Item[]): readonly Step[] => items.filter((item) => item.kind === 'step');
const argsOf = (items: readonly Item[], id: string) => steps(items).find((one) => one.id === id)?.args;
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('the generation of a release', () => {
  test('is named after what it holds and after the configuration, so that the same is the same one', () => {
    const [one, two] = [upgrade(releaseOf(...both)), upgrade({ ...releaseOf(...both), path: '/elsewhere.tar.gz' })];
    expect(one.to.id).toBe(two.to.id);
    expect(one.to.id).toMatch(/^1\.9\.3-[0-9a-f]{12}$/);
    expect(upgrade(releaseOf(file('nebula', 'another'))).to.id).not.toBe(one.to.id);
    const configFiles = factsWith().configFiles.map((one) => ({ ...one, sha256: 'edited' }));
    expect(upgrade(releaseOf(...both), factsWith({ configFiles })).to.id).not.toBe(one.to.id);
  });

  test('has mode and owner of the programs that it replaces, whatever its own are', () => {
    const facts = factsWith({ programFile: { ...placed('nebula 1.6.1', 0o750), uid: 7, gid: 8 } });
    const to = parts(upgrade(releaseOf(...both), facts).to);
    expect(to.program).toMatchObject({ mode: 0o750, uid: 7, gid: 8, path: program });
    expect(to.cert).toMatchObject({ mode: 0o755, path: certProgram, sha256: sha256('nebula-cert 1.9.3') });
  });

  test('holds no certificate and no key', () => {
    const { prepare, to } = upgrade(releaseOf(...both));
    const text = JSON.stringify([to, argsOf(prepare, 'nebula.lay')]);
    expect(text).toContain('config.yml');
    expect(text).not.toMatch(/host\.(key|crt)|ca\.crt/);
  });

  test('is found in an archive wherever it lies there, and by its common name where the host calls it otherwise', () => {
    const facts = factsWith({ program: '/opt/nebula-1.6.1', cert: '/opt/nebula-cert-1.6.1' });
    const deep = [file('linux/nebula', 'nebula 1.9.3'), file('linux/nebula-cert', 'nebula-cert 1.9.3')];
    const to = parts(upgrade(releaseOf(...deep), facts).to);
    expect(to).toMatchObject({ program: { path: '/opt/nebula-1.6.1', sha256: sha256('nebula 1.9.3') } });
    expect(to.cert?.sha256).toBe(sha256('nebula-cert 1.9.3'));
  });

  test('keeps the nebula-cert that is there when the release brings none, and does not touch it', () => {
    const change = upgrade(releaseOf(file('nebula', 'nebula 1.9.3')));
    expect(parts(change.to).cert?.sha256).toBe(factsWith().certFile?.sha256);
    expect(idsOf(change.cutover)).toEqual([
      'nebula.as-planned',
      'nebula.stop',
      'nebula.program',
      'nebula.start',
      'nebula.holds',
    ]);
  });

  test('brings a nebula-cert to where none is, beside the program', () => {
    const change = upgrade(releaseOf(...both), factsWith({ certFile: null }));
    expect(idsOf(change.cutover)).toContain('nebula.cert');
    expect(argsOf(change.cutover, 'nebula.cert')).toMatchObject({
      ...{ path: certProgram, back: 'absent', mode: 0o755 },
    });
  });

  test('may be one plain file, whatever it is called', () => {
    const text = 'nebula 1.9.3';
    const path = '/releases/nebula-linux-amd64';
    const plain = { ...releaseOf(file('nebula-linux-amd64', text)), path, sha256: sha256(text) };
    expect(parts(upgrade(plain).to).program.sha256).toBe(sha256(text));
    const { holds: _, ...unread } = plain;
    expect(parts(upgrade(unread).to).program.sha256).toBe(sha256(text));
  });

  test('is laid, recorded and asked for its version and its configuration before anything live changes', () => {
    const { prepare, to } = upgrade(releaseOf(...both));
    expect(idsOf(prepare)).toEqual([
      ...['nebula.lay', 'nebula.record', 'nebula.version', 'nebula.test', 'nebula.keys'],
    ]);
    expect(prepare.at(-2)).toMatchObject({
      ask: { args: { program: `${to.tree}/bin/nebula`, config: `${to.tree}/config/config.yml`, folder: '/' } },
    });
  });

  test('has its configuration for root alone, which comes back with its own mode', () => {
    const configFiles = factsWith().configFiles.map((one) => ({ ...one, mode: 0o644 }));
    const { prepare, to } = upgrade(releaseOf(...both), factsWith({ configFiles }));
    const laid = expect.objectContaining({ name: 'config/config.yml', mode: 0o600 });
    expect(argsOf(prepare, 'nebula.lay')).toMatchObject({ files: expect.arrayContaining([laid]) });
    expect(parts(to).config[0]?.mode).toBe(0o644);
  });
});

describe('a release is refused, and nothing is changed,', () => {
  test.each<[string, readonly ReleaseFile[], string, string]>([
    ['without the program', [file('nebula-cert', 'x'), file('README', 'y')], 'E_NEBULA_RELEASE', 'nebula-cert, README'],
    ['that holds nothing', [], 'E_NEBULA_RELEASE', 'no program nebula'],
    ['that is in place byte for byte', [file('nebula', 'nebula 1.6.1')], 'E_NEBULA_SAME', 'in place already'],
  ])('%s', (_, holds, code, says) => {
    expect(() => upgrade(releaseOf(...holds))).toThrow(
      expect.objectContaining({ code, exit: 3, message: expect.stringContaining(says) }),
    );
  });

  test('not yet, while it is an archive of which nobody knows what it holds: it is planned, and would be refused when laid', () => {
    const { holds: _, ...unread } = releaseOf();
    const { prepare } = upgrade(unread);
    expect(JSON.stringify(prepare)).toContain('"inRelease":"nebula"');
  });
});

describe('peers are asked whether a run is open there', () => {
  const peers = [peerWith({ status: ['ssh', 'hub', 'status'] }), peerWith({ name: 'two' })];
  const gates = (borne: readonly string[]) =>
    idsOf(nebula.upgrade(factsWith({ peers }), releaseOf(...both), run, { restarts: false, borne }).prepare);

  test('first of all, and those only that can be asked', () => {
    const [first] = upgrade(releaseOf(...both), factsWith({ peers })).prepare;
    expect(first).toMatchObject({
      ...{ kind: 'gate', id: 'nebula.peers-idle' },
      ask: { args: { peers: [{ name: 'hub', status: ['ssh', 'hub', 'status'] }] } },
    });
  });

  test('unless that is borne, and never for a return', () => {
    expect(gates([])).toContain('nebula.peers-idle');
    expect(gates(['peers-asked'])).not.toContain('nebula.peers-idle');
    const { to } = upgrade(releaseOf(...both));
    expect(idsOf(nebula.rollback(factsWith({ peers }), to, run).prepare)).not.toContain('nebula.peers-idle');
  });
});

describe('a return', () => {
  const kept = (how: (parts: NebulaParts) => NebulaParts): Generation => {
    const { to } = upgrade(releaseOf(...both));
    return { ...to, parts: how(parts(to)) as unknown as Generation['parts'] };
  };
  const edited = (one: NamedFile): NamedFile => ({ ...one, sha256: 'edited', mode: 0o640 });

  test('puts back the configuration of that generation where it differs, and what was there comes back as it was', () => {
    const { cutover } = nebula.rollback(
      factsWith(),
      kept((own) => ({ ...own, config: own.config.map(edited) })),
      run,
    );
    expect(idsOf(cutover)).toEqual([
      ...[
        'nebula.as-planned',
        'nebula.cert',
        'nebula.stop',
        'nebula.program',
        'nebula.config-1',
        'nebula.start',
        'nebula.holds',
      ],
    ]);
    expect(argsOf(cutover, 'nebula.config-1')).toMatchObject({
      ...{ path: config, sha256: 'edited', mode: 0o640, back: { sha256: sha256('config'), mode: 0o600 } },
    });
  });

  test('removes no nebula-cert where that generation had none', () => {
    const { cutover } = nebula.rollback(
      factsWith(),
      kept((own) => ({ ...own, cert: null })),
      run,
    );
    expect(idsOf(cutover)).not.toContain('nebula.cert');
  });

  test('to an unknown build does not ask it for its version', () => {
    const to = { ...kept((own) => own), version: 'unknown-1a2b3c4d' };
    expect(idsOf(nebula.rollback(factsWith(), to, run).prepare)).toEqual(['nebula.test', 'nebula.keys']);
  });

  test('is asked for what is there, before anything stops, and where nothing is there for nothing', () => {
    const [gate] = nebula.rollback(
      factsWith(),
      kept((own) => own),
      run,
    ).cutover;
    expect(gate).toMatchObject({
      id: 'nebula.as-planned',
      ask: { args: { files: [{ path: program }, { path: certProgram }, { path: config }] } },
    });
    const nothing = factsWith({ programFile: null, certFile: null, configFiles: [] });
    expect(
      idsOf(
        nebula.rollback(
          nothing,
          kept((own) => own),
          run,
        ).cutover,
      ).slice(0, 2),
    ).toEqual(['nebula.cert', 'nebula.stop']);
  });
});

test('the way of an emergency goes forward only, whatever is there, and asks nobody', () => {
  const { to } = upgrade(releaseOf(...both));
  const way = nebula.way(factsWith(), to);
  expect(idsOf(way.cutover)).toEqual([
    ...['nebula.cert', 'nebula.stop', 'nebula.program', 'nebula.config-1', 'nebula.start', 'nebula.holds'],
  ]);
  expect(steps(way.cutover).map(({ undoes }) => undoes)).toEqual(Array(5).fill('never'));
});

describe('a backup', () => {
  const snapshotOf = (facts = factsWith()) =>
    argsOf(nebula.backup(facts, run), 'nebula.snapshot') as never as {
      readonly parts: readonly { readonly name: string; readonly path: string }[];
    };

  test('keeps what is in place as a generation and in a snapshot, and programs, configuration and PKI apart', () => {
    expect(idsOf(nebula.backup(factsWith(), run))).toEqual([
      ...['nebula.keep', 'nebula.keep-record', 'nebula.snapshot'],
    ]);
    expect(snapshotOf().parts.map(({ name, path }) => [name, path])).toEqual([
      ['nebula', program],
      ['nebula-cert', certProgram],
      ['config', config],
      ['pki-authorities', '/etc/nebula/ca.crt'],
      ['pki-certificate', '/etc/nebula/host.crt'],
      ['pki-key', '/etc/nebula/host.key'],
    ]);
  });

  test('seals what is or may hold a key for whom the site file names, and is closed to others in any case', () => {
    const closed = (how: Parameters<typeof factsWith>[0]) =>
      snapshotOf(factsWith(how)).parts.flatMap(({ name, ...as }) => ('sealed' in as ? [[name, as.sealed]] : []));
    const keys = { recipient: 'age1abc', passphrase: null, caKey: '/etc/nebula/ca.key' };
    const all = ['pki-authorities', 'pki-certificate', 'pki-key', 'pki-authority-key'];
    expect(closed({ keys })).toEqual(all.map((name) => [name, { recipient: 'age1abc' }]));
    expect(closed({})).toEqual(all.slice(0, 3).map((name) => [name, {}]));
    const inline = { ca: null, cert: null, key: { inline: true }, isLighthouse: false, port: 0 } as const;
    expect(closed({ settings: inline, keys: { ...keys, caKey: null } })).toEqual([
      ['config', { recipient: 'age1abc' }],
    ]);
    expect(closed({ settings: null })).toEqual([['config', {}]]);
  });

  test('holds what is there of it, however little that is', () => {
    const bare = factsWith({ programFile: null, certFile: null, configFiles: [], settings: null });
    expect(nebula.backup(bare, run)).toEqual([]);
    const inline = { ca: { inline: true }, cert: { path: '/gone', sha256: null }, key: null } as const;
    const { parts: held } = snapshotOf(factsWith({ settings: { ...inline, isLighthouse: false, port: 0 } }));
    expect(held.map(({ name }) => name)).toEqual(['nebula', 'nebula-cert', 'config']);
  });

  test('never holds the key of an authority unless it is told to, and says so', () => {
    const keys = { recipient: null, passphrase: null, caKey: '/etc/nebula/ca.key' };
    expect(JSON.stringify(nebula.backup(factsWith(), run))).not.toContain('ca.key');
    expect(snapshotOf(factsWith({ keys })).parts.map(({ path }) => path)).toContain('/etc/nebula/ca.key');
    expect(nebula.unkept?.(factsWith(), run).notes[0]).toMatch(/certificate authority is not kept/);
    expect(nebula.unkept?.(factsWith({ keys }), run).notes.join()).not.toMatch(/certificate authority/);
  });

  test('says where keys are kept in clear', () => {
    const notes = (keys: { recipient: string | null }) =>
      nebula.unkept?.(factsWith({ keys: { passphrase: null, caKey: '/ca.key', ...keys } }), run).notes;
    expect(notes({ recipient: null })).toEqual([expect.stringContaining('in clear')]);
    expect(notes({ recipient: 'age1abc' })).toEqual([]);
  });
});

describe('what hands left', () => {
  test('becomes a generation, of which it is not said that it worked', () => {
    const { to, prepare, test: asked } = nebula.adopt?.(factsWith(), run) ?? expect.fail('it is not adopted');
    expect(to).toMatchObject({ version: '1.6.1', adopted: { from: program, exe: program, proven: false } });
    expect(idsOf(prepare)).toEqual(['nebula.keep', 'nebula.keep-record']);
    expect(asked).toMatchObject({ args: { program, config } });
  });

  test('is none without a program', () => {
    const gone = () => nebula.adopt?.(factsWith({ programFile: null }), run);
    expect(gone).toThrow(expect.objectContaining({ code: 'E_NEBULA_ABSENT' }));
  });

  test('is made to serve by the same steps as an upgrade, after the same proofs', () => {
    const { to } = upgrade(releaseOf(...both));
    const revived = nebula.revive?.(factsWith(), to, run) ?? expect.fail('it is not revived');
    expect(idsOf(revived.prepare)).toEqual(['nebula.version', 'nebula.test', 'nebula.keys']);
    expect(revived.cutover).toEqual(nebula.rollback(factsWith(), to, run).cutover);
  });
});

describe('it is verified', () => {
  const probes = (how = {}) => {
    const facts = factsWith(how);
    return idsOf(nebula.verify(facts, nebula.live(facts)).probes);
  };

  test('by the program, the service, each peer, handshakes, listeners and what the site asks', () => {
    const commands = [{ id: 'door', command: ['true'], limit: 1_000 }];
    expect(probes({ peers: [peerWith(), peerWith({ name: 'two' })], commands })).toEqual([
      ...['running', 'steady', 'restarts', 'peer-hub', 'peer-two', 'handshakes', 'listeners'],
      expect.stringContaining('door'),
    ]);
  });

  test('and confirmed by those peers that can be asked for it', () => {
    const confirmedBy = (peers: Parameters<typeof factsWith>[0]) => {
      const facts = factsWith(peers);
      return nebula.verify(facts, nebula.live(facts)).confirmedBy?.map(({ id, ask }) => [id, ask.args]);
    };
    const peers = [peerWith(), peerWith({ name: 'two', confirms: ['check', 'two'] })];
    expect(confirmedBy({ peers })).toEqual([
      ['confirmed-by-two', expect.objectContaining({ command: ['check', 'two'] })],
    ]);
    expect(confirmedBy({})).toBeUndefined();
  });

  test('so that a return from what did not run at all can be seen to work', () => {
    const facts = factsWith();
    const answer = (ok: boolean) => ({ ok, value: ok ? [] : ['5'], detail: '' });
    const outages = nebula.verify(facts, nebula.live(facts)).probes.filter(({ severity }) => severity === 'outage');
    expect(outages.map((probe) => verdictOf(probe, [answer(false)], answer(true)))).toEqual(['pass', 'pass']);
  });

  test('by nothing that nobody is named for', () => {
    expect(probes({ peers: [], address: null })).toEqual(['running', 'steady', 'restarts']);
  });
});

test('the logs of a service are in its journal, and those in a file are evidence', () => {
  const evidence = (log: string | null) => upgrade(releaseOf(...both), factsWith({ log })).evidence;
  expect(evidence(null)).toEqual([]);
  expect(evidence('/var/log/nebula.log')).toEqual(['/var/log/nebula.log']);
});
