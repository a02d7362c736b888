import { sha256 } from '@flatnet-maint/core';
import type { Certificate, NebulaFacts, NebulaReadings, Peer, PlacedFile } from '../../src/facts.ts';
import { contentOf } from '../../src/generations.ts';
import { soundUnit } from '../../src/unit.ts';
import { certProgram, config, own, peerAddress, program } from './toy-nebula.ts';

export const placed = (text: string, mode = 0o755): PlacedFile => ({ sha256: sha256(text), mode, uid: 0, gid: 0 });

export const certificate = (how: Partial<Certificate> = {}): Certificate => ({
  ...{ name: 'host1', isCa: false, networks: [`${own}/16`], notAfter: '2126-01-01T00:00:00Z', version: 1 },
  ...{ fingerprint: 'aa11', issuer: 'cc00' },
  ...how,
});
export const authority = (how: Partial<Certificate> = {}): Certificate =>
  certificate({ name: 'Flatnet', isCa: true, networks: [], fingerprint: 'cc00', issuer: '', ...how });

export const peerWith = (how: Partial<Peer> = {}): Peer => ({
  ...{ name: 'hub', address: peerAddress, port: null, asks: null, status: null, version: null, confirms: null },
  ...how,
});

const generations = '/usr/local/generations/nebula';
const configFile = { ...placed('config', 0o600), name: 'config/config.yml', path: config };
const programFile = placed('nebula 1.6.1');
const certFile = placed('nebula-cert 1.6.1');
const id = `1.6.1-${contentOf(programFile.sha256, certFile.sha256, [configFile])}`;
const pki = (name: string) => ({ path: `/etc/nebula/${name}`, sha256: sha256(name) });

/** A host on which 1.6.1 is live and nothing is wrong. */
export const factsWith = (how: Partial<NebulaFacts> = {}): NebulaFacts => ({
  ...{ host: 'local', program, cert: certProgram, config, programFile, certFile, configFiles: [configFile] },
  configIn: 'config/config.yml',
  chosen: null,
  settings: { ca: pki('ca.crt'), cert: pki('host.crt'), key: pki('host.key'), isLighthouse: false, port: 4242 },
  ...{ configWhy: null, certificate: certificate(), authorities: [authority()], pkiWhy: null, address: own },
  generation: { id, version: '1.6.1', tree: `${generations}/${id}`, kept: false },
  ...{ tree: null, service: 'nebula', manager: 'systemd', folder: '/', generations, log: null, commands: [] },
  peers: [peerWith()],
  keys: { recipient: null, passphrase: null, caKey: null },
  ...how,
});

const year = 365 * 86_400_000;
export const readingsWith = (how: Partial<NebulaReadings> = {}): NebulaReadings => ({
  ...{ free: 1e9, treeBytes: 1e6, place: { free: 1e9, needs: 1e6 }, mayWrite: true, uid: 0 },
  service: { state: 'running', enabled: true, pid: 4711 },
  running: { path: program, sha256: programFile.sha256 },
  ...{ unit: soundUnit, linked: null, fileRights: false },
  others: [],
  versions: { program: '1.6.1', cert: '1.6.1' },
  test: { ok: true, said: '' },
  left: { host: year, authority: year },
  ...{ listeners: [], through: [], lacks: [] },
  ...how,
});

export const run = { id: 'run-1', state: '/state' };
