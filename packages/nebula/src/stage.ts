import { basename } from 'node:path/posix';
import { keysCanBeKept, type LaidFile, layGeneration, recordGeneration } from '@flatnet-maint/actions';
import {
  type Gate,
  type Generation,
  gate,
  type Item,
  MaintError,
  question,
  type Release,
  type ReleaseFile,
  type RunPlace,
  type Step,
  step,
  type UpgradeHow,
  withoutHolds,
} from '@flatnet-maint/core';
import type { NamedFile, NebulaFacts, NebulaParts } from './facts.ts';
import { contentOf, inBin, live, ofRoot, partsOf, presentParts } from './generations.ts';
import { configPasses } from './inquiries/config-passes.ts';
import { peersIdle } from './inquiries/peers-idle.ts';
import { reportsVersion } from './inquiries/reports-version.ts';
import { partsOfSnapshot } from './snapshot-parts.ts';
import { t } from './texts.ts';

/** A release becomes a generation with the present configuration, and proves that it takes it; nothing live changes. */
export function stage(
  facts: NebulaFacts,
  want: Release,
  run: RunPlace,
  how: UpgradeHow,
): { prepare: readonly Item[]; to: Generation } {
  const present = presentParts(facts);
  const program = soleFile(want) ?? fileIn(want, [basename(facts.program), 'nebula']) ?? unread(want);
  const cert = fileIn(want, [basename(facts.cert), 'nebula-cert']);
  if (program === null)
    throw new MaintError(
      'E_NEBULA_RELEASE',
      t('release-no-program', { version: want.version, name: basename(facts.program), held: heldBy(want) }),
      t('release-next'),
    );
  const parts: NebulaParts = {
    ...present,
    program: { ...inBin(facts.program, facts.programFile ?? { sha256: '', ...ofRoot }), sha256: program.sha256 },
    cert:
      cert === null
        ? present.cert
        : { ...inBin(facts.cert, facts.certFile ?? { sha256: '', ...ofRoot }), sha256: cert.sha256 },
  };
  const content = contentOf(parts.program.sha256, parts.cert?.sha256 ?? null, parts.config);
  if (content === contentOf(present.program.sha256, present.cert?.sha256 ?? null, present.config))
    throw new MaintError('E_NEBULA_SAME', t('same-programs', { version: want.version }), 'flatnet-maint verify nebula');
  const id = `${want.version}-${content}`;
  const to: Generation = {
    ...{ id, component: 'nebula', version: want.version, tree: `${facts.generations}/${id}` },
    ...{ digest: program.sha256, made: '', parts: parts as unknown as Generation['parts'] },
  };
  const files: LaidFile[] = [
    laid(parts.program, { inRelease: program.path }),
    ...(parts.cert === null ? [] : [laid(parts.cert, cert === null ? { file: facts.cert } : { inRelease: cert.path })]),
    ...parts.config.map((file) => keptConfig(file)),
  ];
  return {
    to,
    prepare: [
      ...idleGate(facts, how),
      step(layGeneration, {
        id: 'nebula.lay',
        title: t('step-lay', { version: want.version, tree: to.tree }),
        host: facts.host,
        args: { into: to.tree, release: withoutHolds(want), files },
        do: 60_000,
        undo: 20_000,
      }),
      recording('nebula.record', facts, to, run),
      ...proofs(facts, to),
      keysGate(facts, run),
    ],
  };
}

/** A kept generation is asked the same; a return is not kept waiting for what its peers do. */
export const prove = (facts: NebulaFacts, kept: Generation, run: RunPlace): readonly Item[] => [
  ...proofs(facts, kept),
  keysGate(facts, run),
];

/** By the programs of that generation: which it is, and that it takes its configuration with the certificates of today. */
export function proofs(facts: NebulaFacts, to: Generation): readonly Gate[] {
  const parts = partsOf(to);
  const program = `${to.tree}/${parts.program.name}`;
  const known = !to.version.startsWith('unknown-');
  const { host, folder } = facts;
  const once = { host, passes: 1, every: 500, limit: 15_000 };
  return [
    ...(known
      ? [
          gate({
            ...once,
            id: 'nebula.version',
            title: t('gate-version', { version: to.version }),
            ask: question(reportsVersion, { program, version: to.version }),
          }),
        ]
      : []),
    gate({
      ...once,
      id: 'nebula.test',
      title: t('gate-test', { version: to.version }),
      ask: question(configPasses, { program, config: `${to.tree}/${parts.configIn}`, folder }),
    }),
  ];
}

/** What this run backs up, asked before anything stops. */
const keysGate = (facts: NebulaFacts, { state }: RunPlace): Gate =>
  gate({
    id: 'nebula.keys',
    title: t('gate-keys'),
    host: facts.host,
    ask: question(keysCanBeKept, { state, component: 'nebula', parts: partsOfSnapshot(facts) }),
    ...{ passes: 1, every: 500, limit: 15_000 },
  });

function idleGate({ host, peers }: NebulaFacts, { borne }: UpgradeHow): readonly Gate[] {
  const asked = peers.flatMap(({ name, status }) => (status === null ? [] : [{ name, status }]));
  if (asked.length === 0 || borne.includes('peers-asked')) return [];
  return [
    gate({
      id: 'nebula.peers-idle',
      title: t('gate-idle', { peers: asked.map(({ name }) => name).join(', ') }),
      ask: question(peersIdle, { peers: asked }),
      ...{ host, passes: 1, every: 1_000, limit: 15_000 },
    }),
  ];
}

export const recording = (id: string, { host }: NebulaFacts, generation: Generation, run: RunPlace): Step =>
  step(recordGeneration, {
    id,
    title: t('step-record', { id: generation.id }),
    host,
    args: { state: run.state, generation: { ...generation } },
    do: 30_000,
    undo: 10_000,
  });

/** What is in place becomes a generation, unless it is one. */
export function keeping(id: string, facts: NebulaFacts): Step | null {
  if (facts.programFile === null) return null;
  const { program, cert, config } = presentParts(facts);
  const { chosen } = facts;
  const from = (file: NamedFile, at: number) => chosen?.configFiles[at] ?? file.path;
  return step(layGeneration, {
    id,
    title: t('step-keep', { id: facts.generation.id }),
    host: facts.host,
    args: {
      into: live(facts).tree,
      release: null,
      files: [
        laid(program, { file: chosen?.program ?? facts.program }),
        ...(cert === null ? [] : [laid(cert, { file: chosen?.cert ?? facts.cert })]),
        ...config.map((file, at) => keptConfig({ ...file, path: from(file, at) })),
      ],
    },
    do: 30_000,
    undo: 10_000,
    undoes: 'never',
  });
}

const laid = ({ name, sha256, mode }: NamedFile, from: LaidFile['from']): LaidFile => ({ name, sha256, mode, from });

/** A configuration may hold a key, so a copy of it is for root alone; its own mode comes back with it. */
const keptConfig = (file: NamedFile): LaidFile => laid({ ...file, mode: 0o600 }, { file: file.path });

type InRelease = Pick<ReleaseFile, 'path' | 'sha256'>;

/** The program of a release by one of its names, wherever in it. */
const fileIn = ({ holds = [] }: Release, names: readonly string[]): InRelease | null =>
  names.map((name) => holds.find(({ path }) => basename(path) === name)).find((file) => file !== undefined) ?? null;

/** A release that is one file and no archive is the program, whatever it is called; null = it is an archive. */
function soleFile({ holds, path, sha256 }: Release): InRelease | null {
  const [only] = holds ?? [{ path: basename(path), sha256 }];
  const isSole = (holds?.length ?? 1) === 1 && only?.path === basename(path);
  return isSole && only !== undefined && !/\.(tar(\.\w+)?|tgz|txz|zip)$/i.test(path) ? only : null;
}

/** An archive that is not in hand yet is planned as if it held one, so that what stands in the way is told without it. */
const unread = ({ holds, sha256 }: Release): InRelease | null =>
  holds === undefined ? { path: 'nebula', sha256 } : null;

const heldBy = ({ holds }: Release): string => (holds ?? []).map(({ path }) => path).join(', ') || '-';
