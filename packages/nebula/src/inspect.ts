import { basename, dirname } from 'node:path/posix';
import { placedFile } from '@flatnet-maint/actions';
import { describeError, type HostView, MaintError } from '@flatnet-maint/core';
import { readCertificates } from './certificates.ts';
import { asInPlace, chosenPrograms } from './chosen.ts';
import { configFiles, configIn, type Inline, readConfig } from './config.ts';
import type {
  Certificate,
  ChosenNebula,
  NebulaConfig,
  NebulaFacts,
  NebulaReadings,
  NebulaSite,
  PkiFile,
  PlacedFile,
} from './facts.ts';
import { contentOf, namedAs, ofRoot } from './generations.ts';
import { mainProcess, processesOf } from './processes.ts';
import { reportedVersion, testConfig } from './programs.ts';
import { connectedTo, listenersOn } from './sockets.ts';
import { t } from './texts.ts';
import { readUnit, soundUnit } from './unit.ts';

/** Reads programs, configuration, certificates, service and sockets as they are, also where half of it is broken. */
export async function inspect(
  site: NebulaSite,
  host: HostView,
  { tree }: { readonly tree?: string | undefined } = {},
): Promise<{ facts: NebulaFacts; readings: NebulaReadings }> {
  const real = async (path: string) => (await host.files.real(path)) ?? path;
  const place = {
    ...{ program: await real(site.program), cert: await real(site.cert), config: await real(site.config) },
    service: site.service,
  };
  const manager = await host.services.manager();
  const service = await host.services.status(site.service);
  const running = service.pid === null ? null : await mainProcess(host, service.pid);
  const unit = manager === 'systemd' ? await readUnit(host, site.service) : { ...soundUnit, folder: null };
  const cwd = running === null ? null : await host.processes.workingFolder(running.pid).catch(() => null);
  const folder = cwd ?? unit.folder ?? '/';
  const meant = tree === undefined ? null : await chosenPrograms(host, place, tree, folder);
  const program = meant?.program ?? place.program;
  const cert = meant === null ? place.cert : (meant.cert ?? place.cert);
  const config = meant?.config ?? place.config;
  const [programFile, certFile, { files, isFolder }] = await Promise.all([
    placedFile(host, program),
    placedFile(host, cert),
    configFiles(host, config),
  ]);
  const { settings, inline, why: configWhy } = await readConfig(host, files, folder);
  const pki = await readPki(host, certFile === null ? null : cert, { settings, inline, why: configWhy });
  const versions = {
    program: programFile === null ? null : await reportedVersion(host, program),
    cert: certFile === null ? null : await reportedVersion(host, cert),
  };
  const generation = await namedAs(host, site.generations, {
    version: versions.program,
    program: programFile?.sha256 ?? null,
    hex: contentOf(programFile?.sha256 ?? '', certFile?.sha256 ?? null, files),
  });
  const facts: NebulaFacts = {
    ...{ host: host.id, program, cert, config, programFile, certFile, settings, configWhy, manager, folder, ...pki },
    configFiles: files,
    configIn: configIn(config, isFolder),
    chosen: null,
    address: pki.certificate?.networks[0]?.split('/')[0] ?? null,
    generation,
    tree: generation.kept ? generation.tree : null,
    ...{ service: site.service, generations: site.generations, log: site.log, peers: site.peers, keys: site.keys },
    commands: site.verify,
  };
  const uid = process.getuid?.() ?? 0;
  const bytes = [program, cert, ...files.map(({ path }) => path)].map(
    async (path) => (await host.files.stat(path))?.bytes ?? 0,
  );
  const readings: NebulaReadings = {
    free: await host.files.free(site.generations),
    treeBytes: (await Promise.all(bytes)).reduce((sum, one) => sum + one, 65_536),
    place: {
      free: await host.files.free(dirname(place.program)),
      needs: 2 * Math.max(0, ...(await Promise.all(bytes.slice(0, 2)))),
    },
    mayWrite: uid === 0,
    uid,
    service: { state: service.state, enabled: service.enabled, pid: service.pid },
    running: await runningOf(host, running),
    unit: { refuses: unit.refuses, takesAlong: unit.takesAlong },
    linked: linkedOf(site, place, versions.program),
    fileRights: running !== null && (await hasFileRights(host, running.pid)),
    others: await othersOf(host, { program: place.program, service: site.service }),
    versions,
    test: await testOf(host, facts),
    left: leftOf(facts, Date.now()),
    listeners: facts.address === null ? [] : await listenersOn(host, facts.address),
    through: facts.address === null ? [] : await connectedTo(host, facts.address),
    lacks: await lacksOf(host, facts),
  };
  return { facts: meant === null ? facts : await inPlace(host, facts, meant, place), readings };
}

/** What was chosen, as it will be when it is in place: root's, as what a hand left need not be. */
async function inPlace(
  host: HostView,
  facts: NebulaFacts,
  meant: Omit<ChosenNebula, 'configFiles'>,
  { program, cert, config }: Pick<NebulaSite, 'program' | 'cert' | 'config'>,
): Promise<NebulaFacts> {
  const { programFile, certFile, configFiles: from, configIn: inTree } = facts;
  const rooted = (file: PlacedFile | null) => (file === null ? null : { ...file, ...ofRoot });
  const isOwn = meant.config !== config;
  const files = isOwn ? await asInPlace(host, config, from, meant.standing.config) : from;
  return {
    ...facts,
    ...{ program, cert, config },
    programFile: rooted(programFile),
    certFile: rooted(certFile),
    configFiles: files,
    configIn: !isOwn ? inTree : files.length === 1 ? (files[0]?.name ?? inTree) : configIn(config, true),
    // What was chosen becomes a generation in the same run, and is no other for it.
    generation: { ...facts.generation, kept: false },
    tree: null,
    chosen: { ...meant, configFiles: from.map(({ path }) => path) },
  };
}

async function readPki(
  host: HostView,
  program: string | null,
  { settings, inline, why }: { settings: NebulaConfig | null; inline: Inline; why: string | null },
) {
  const none = { certificate: null, authorities: [] };
  if (settings === null) return { ...none, pkiWhy: t('config-unread', { why: why ?? '-' }) };
  if (program === null) return { ...none, pkiWhy: t('no-cert-program') };
  const read = (file: PkiFile | null, text: string | null, what: string): Promise<readonly Certificate[]> => {
    if (text !== null) return readCertificates(host, program, { text });
    if (file !== null && 'path' in file) return readCertificates(host, program, { path: file.path });
    throw new MaintError('E_NEBULA_CERT', t('pki-unsaid', { what }), t('pki-unsaid-next'));
  };
  try {
    const [certificate = null] = await read(settings.cert, inline.cert, 'pki.cert');
    return { certificate, authorities: await read(settings.ca, inline.ca, 'pki.ca'), pkiWhy: null };
  } catch (error) {
    return { ...none, pkiWhy: describeError(error).message };
  }
}

async function runningOf(
  host: HostView,
  running: { readonly pid: number; readonly exe: string | null } | null,
): Promise<NebulaReadings['running']> {
  if (running === null) return null;
  const sha256 = await host.processes.digestOfExe(running.pid).catch(() => null);
  return sha256 === null ? null : { path: running.exe ?? '?', sha256 };
}

/** Written there, one version would come into what is called after another. */
function linkedOf(
  named: Pick<NebulaSite, 'program' | 'cert'>,
  real: Pick<NebulaSite, 'program' | 'cert'>,
  version: string | null,
): NebulaReadings['linked'] {
  const which = (['program', 'cert'] as const).find((key) => {
    const [path, to] = [named[key], real[key]];
    const isAfterVersion = version !== null && to.includes(version) && !path.includes(version);
    return path !== to && (basename(path) !== basename(to) || isAfterVersion);
  });
  return which === undefined ? null : { path: named[which], to: real[which] };
}

/** Not root, and nothing that was passed on to it: its file has capabilities. */
async function hasFileRights(host: HostView, pid: number): Promise<boolean> {
  const text = await host.files.text(`/proc/${pid}/status`).catch(() => '');
  const capabilities = (name: string) => new RegExp(`^${name}:\\s*([0-9a-f]+)$`, 'm').exec(text)?.[1] ?? '0';
  const uid = /^Uid:\s*\d+\s+(\d+)/m.exec(text)?.[1] ?? '0';
  return uid !== '0' && /[1-9a-f]/.test(capabilities('CapEff')) && !/[1-9a-f]/.test(capabilities('CapAmb'));
}

async function othersOf(host: HostView, facts: Pick<NebulaFacts, 'program' | 'service'>): Promise<readonly number[]> {
  const { others } = await processesOf(host, facts);
  return others.map(({ pid }) => pid);
}

async function testOf(host: HostView, facts: NebulaFacts): Promise<NebulaReadings['test']> {
  if (facts.programFile === null) return { ok: false, said: t('program-absent', { path: facts.program }) };
  return testConfig(host, facts.program, facts.config, facts.folder);
}

/** The authority that signed the certificate counts; others may well be of the past. */
function leftOf({ certificate, authorities }: NebulaFacts, now: number): NebulaReadings['left'] {
  const left = (one: Certificate | undefined | null) => (one == null ? null : Date.parse(one.notAfter) - now);
  return {
    host: left(certificate),
    authority: left(authorities.find(({ fingerprint }) => fingerprint === certificate?.issuer)),
  };
}

async function lacksOf(host: HostView, { peers }: NebulaFacts): Promise<readonly string[]> {
  if (peers.length === 0) return [];
  const isThere = await host.query(['ping', '-V'], { limit: 2_000 }).then(
    () => true,
    (error) => describeError(error).code !== 'E_COMMAND_ABSENT',
  );
  return isThere ? [] : ['ping'];
}
