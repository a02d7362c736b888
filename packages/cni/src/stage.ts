import { basename } from 'node:path/posix';
import { type LaidFile, layGeneration, recordGeneration } from '@flatnet-maint/actions';
import {
  type Generation,
  type Item,
  MaintError,
  type Release,
  type ReleaseFile,
  type RunPlace,
  type Step,
  step,
  type UpgradeHow,
} from '@flatnet-maint/core';
import { trialContainer } from './actions/trial-container.ts';
import { readConflist } from './conflist.ts';
import type { CniFacts, CniParts, Network } from './facts.ts';
import { pairOf } from './files.ts';
import { live, presentParts, standingOf, standingVersion } from './generations.ts';
import { t } from './texts.ts';
import { notesOf, trialOf } from './trials.ts';

/** A release becomes a generation, and the present plugin is tried once before anything changes. */
export function stage(
  facts: CniFacts,
  want: Release,
  run: RunPlace,
  how: UpgradeHow,
): { prepare: readonly Item[]; to: Generation } {
  const plugin = pluginIn(want, basename(facts.plugin));
  const list = listIn(want);
  const network = list === null ? facts.network : networkIn(facts, list);
  const parts: CniParts = {
    plugin: { ...own(facts.pluginFile), name: basename(facts.plugin), sha256: plugin.sha256 },
    conflist:
      list !== null
        ? { ...own(facts.conflistFile, 0o644), name: basename(facts.conflist), sha256: list.sha256 }
        : presentParts(facts).conflist,
    network,
  };
  const pair = pairOf(plugin.sha256, parts.conflist?.sha256 ?? null);
  if (facts.pluginFile !== null && pair === pairOf(facts.pluginFile.sha256, facts.conflistFile?.sha256 ?? null))
    throw new MaintError('E_CNI_SAME', t('same-pair', { version: want.version }), 'flatnet-maint verify cni');
  const id = `${want.version}-${pair}`;
  const to: Generation = {
    id,
    component: 'cni',
    version: want.version,
    tree: `${facts.generations}/${id}`,
    digest: plugin.sha256,
    made: '',
    parts: parts as unknown as Generation['parts'],
  };
  const { holds: _, ...release } = want;
  const listFrom: LaidFile['from'] = list === null ? { file: facts.conflist } : { inRelease: list.path };
  const files: LaidFile[] = [
    { name: parts.plugin.name, sha256: plugin.sha256, mode: parts.plugin.mode, from: { inRelease: plugin.path } },
    ...(parts.conflist === null
      ? []
      : [{ name: parts.conflist.name, sha256: parts.conflist.sha256, mode: parts.conflist.mode, from: listFrom }]),
  ];
  return {
    to,
    prepare: [
      step(layGeneration, {
        id: 'cni.lay',
        title: t('step-lay', { version: want.version, tree: to.tree }),
        host: facts.host,
        args: { into: to.tree, release, files },
        do: 60_000,
        undo: 20_000,
      }),
      recording('cni.record', facts, to, run),
      ...before(facts, run, !how.borne.includes('trial-before')),
    ],
  };
}

/** Mode and owner are those of the file that is replaced. */
const own = (file: CniFacts['pluginFile'], mode = 0o755) => ({ mode, uid: 0, gid: 0, ...(file ?? {}) });

/** A kept generation needs no proof but the trial: what it holds is read again before. */
export const prove = (facts: CniFacts, _kept: Generation, run: RunPlace): readonly Item[] => before(facts, run, false);

/** The present plugin with a real container, so that what fails afterwards is the new one’s. */
export function before(facts: CniFacts, run: RunPlace, must: boolean): readonly Step[] {
  if (facts.network === null || !standingOf(facts).answers) return [];
  return [
    step(trialContainer, {
      id: 'cni.before',
      title: t('step-before', { version: standingVersion(facts) }),
      host: facts.host,
      args: { trial: trialOf(facts, facts.network, run), notes: notesOf(facts, run), as: 'measures', owed: null, must },
      do: 45_000,
      undo: 30_000,
    }),
  ];
}

export const recording = (id: string, { host }: CniFacts, generation: Generation, run: RunPlace): Step =>
  step(recordGeneration, {
    id,
    title: t('step-record', { id: generation.id }),
    host,
    args: { state: run.state, generation: { ...generation } },
    do: 30_000,
    undo: 10_000,
  });

/** The present pair becomes a generation, unless it is one. */
export function keeping(id: string, facts: CniFacts): Step | null {
  const { plugin, conflist } = presentParts(facts);
  const from = facts.chosen ?? facts;
  if (facts.pluginFile === null) return null;
  return step(layGeneration, {
    id,
    title: t('step-keep', { id: facts.generation.id }),
    host: facts.host,
    args: {
      into: live(facts).tree,
      release: null,
      files: [
        { ...placed(plugin), from: { file: from.plugin } },
        ...(conflist === null ? [] : [{ ...placed(conflist), from: { file: from.conflist } }]),
      ],
    },
    do: 30_000,
    undo: 10_000,
    undoes: 'never',
  });
}

const placed = ({ name, sha256, mode }: CniParts['plugin']) => ({ name, sha256, mode });

/** The program of a release: the file of the plugin’s name, else the only one that is no list. E_CNI_RELEASE (3). */
function pluginIn(want: Release, name: string): Pick<ReleaseFile, 'path' | 'sha256'> {
  if (want.holds === undefined) return { path: basename(want.path), sha256: want.sha256 };
  const programs = want.holds.filter(({ path }) => !path.endsWith('.conflist'));
  const named = programs.filter(({ path }) => basename(path) === name);
  const [only, another] = named.length > 0 ? named : programs;
  if (only !== undefined && another === undefined) return only;
  const held = want.holds.map(({ path }) => path).join(', ');
  throw new MaintError(
    'E_CNI_RELEASE',
    t('release-no-plugin', { version: want.version, name, held }),
    t('release-next'),
  );
}

function listIn(want: Release): ReleaseFile | null {
  const lists = (want.holds ?? []).filter(({ path }) => path.endsWith('.conflist'));
  if (lists.length < 2) return lists[0] ?? null;
  const held = lists.map(({ path }) => path).join(', ');
  throw new MaintError('E_CNI_RELEASE', t('release-two-lists', { version: want.version, held }), t('release-next'));
}

/** What a new list says; another network or another plugin is no upgrade of this one. */
function networkIn(facts: CniFacts, list: ReleaseFile): Network {
  const read = readConflist(list.text ?? '');
  const wrong = (why: string) =>
    new MaintError('E_CNI_RELEASE', t('release-list', { path: list.path, why }), t('release-next'));
  if (read.network === null) throw wrong(read.why);
  const { name, type } = read.network;
  const present = facts.network;
  if (type !== basename(facts.plugin)) throw wrong(t('list-names', { type, plugin: basename(facts.plugin) }));
  if (present !== null && name !== present.name) throw wrong(t('list-renames', { name, present: present.name }));
  // Where the site file says where addresses are kept, that holds for every list.
  return { ...read.network, ipam: read.network.ipam ?? present?.ipam ?? null };
}
