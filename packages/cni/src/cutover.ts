import { type FileSource, replaceFile } from '@flatnet-maint/actions';
import {
  type Change,
  type Gate,
  type Generation,
  gate,
  type Item,
  question,
  type RunPlace,
  step,
  type UpgradeHow,
  type Way,
} from '@flatnet-maint/core';
import { clearTrials } from './actions/clear-trials.ts';
import { oweTrial } from './actions/owe-trial.ts';
import { restartContainers } from './actions/restart-containers.ts';
import { settleTrial } from './actions/settle-trial.ts';
import { trialContainer } from './actions/trial-container.ts';
import type { CniFacts, CniParts, PlacedFile } from './facts.ts';
import { asideOf, live, partsOf, presentParts, standingOf, standingVersion } from './generations.ts';
import { pluginInPlace } from './inquiries/plugin-in-place.ts';
import { restartsTold } from './inquiries/restarts-told.ts';
import { before } from './stage.ts';
import { t } from './texts.ts';
import { markerOf, notesOf, trialOf } from './trials.ts';
import { verify } from './verify.ts';

/** Makes a generation live while containers run: nothing of theirs is touched. Upgrade, rollback and emergency are this. */
export function cutover(
  facts: CniFacts,
  to: Generation,
  run: RunPlace,
  how: UpgradeHow,
): Omit<Change, 'prepare' | 'to'> {
  const { host } = facts;
  const network = partsOf(to).network ?? facts.network;
  return {
    around: [],
    evidence: [],
    cutover: [
      // What hands left and does not answer owes nobody a trial.
      ...(facts.network === null || facts.chosen?.standing.answers === false
        ? []
        : [
            step(oweTrial, {
              id: 'cni.owe',
              title: t('step-owe', { version: standingVersion(facts) }),
              host,
              args: {
                marker: markerOf(facts, run),
                trial: trialOf(facts, facts.network, run),
                notes: before(facts, run, false).length === 0 ? null : notesOf(facts, run),
              },
              do: 5_000,
              undo: 75_000,
            }),
          ]),
      ...placing(facts, to, back(facts, to, run)),
      inPlace(facts, to),
    ],
    cleanup:
      network === null
        ? []
        : [
            step(settleTrial, {
              id: 'cni.settle',
              title: t('step-settle'),
              host,
              args: { trial: trialOf(facts, network, run), files: [notesOf(facts, run), markerOf(facts, run)] },
              do: 30_000,
              undo: 1_000,
              undoes: 'never',
            }),
            ...(how.restarts ? restarting(facts, network.name, run) : []),
          ],
    expects: { darkMs: 0, notes: [t(how.restarts ? 'expect-restarts' : 'expect-running')] },
  };
}

/** After the commit, for nothing takes a restart back; the gate tells what came of it. */
function restarting({ host, registry, mentions }: CniFacts, network: string, run: RunPlace): Item[] {
  const notes = `${run.state}/runs/${run.id}/restarts.json`;
  return [
    step(restartContainers, {
      id: 'cni.restart',
      title: t('step-restart'),
      host,
      args: { network, registry, mentions, notes },
      do: 600_000,
      undo: 1_000,
      undoes: 'never',
    }),
    gate({
      id: 'cni.restarted',
      title: t('gate-restarted'),
      host,
      ask: question(restartsTold, { notes }),
      limit: 5_000,
      tells: true,
    }),
  ];
}

type Back = { readonly plugin: FileSource | 'absent' | null; readonly conflist: FileSource | 'absent' | null };

/** What is in place now, as the backup of this run keeps it; of a pair that hands left, as it is set aside. */
function back(facts: CniFacts, to: Generation, run: RunPlace): Back {
  if (facts.chosen !== null) return backFromAside(facts, to, run);
  const { tree } = live(facts);
  const { plugin, conflist } = presentParts(facts);
  const source = ({ name, ...file }: CniParts['plugin']): FileSource => ({ from: `${tree}/${name}`, ...file });
  return {
    plugin: facts.pluginFile === null ? 'absent' : source(plugin),
    conflist: conflist === null ? 'absent' : source(conflist),
  };
}

function backFromAside(facts: CniFacts, to: Generation, run: RunPlace): Back {
  const standing = standingOf(facts);
  const parts = partsOf(to);
  const source = (path: string, file: PlacedFile | null, next: CniParts['conflist']): FileSource | 'absent' => {
    if (file === null) return 'absent';
    return { from: file.sha256 === next?.sha256 ? `${to.tree}/${next.name}` : asideOf(path, run), ...file };
  };
  return {
    plugin: source(facts.plugin, standing.plugin, parts.plugin),
    conflist: source(facts.conflist, standing.conflist, parts.conflist),
  };
}

/** `undoes: 'never'` where nothing is known of what is there: forward only. */
function placing(facts: CniFacts, to: Generation, before: Back): Item[] {
  const parts = partsOf(to);
  const put = (id: string, path: string, part: CniParts['plugin'], known: Back['plugin']) => {
    const { name, ...file } = part;
    return step(replaceFile, {
      id,
      title: t('step-put', { path, version: to.version }),
      host: facts.host,
      args: { path, from: `${to.tree}/${name}`, ...file, back: known },
      do: 10_000,
      undo: 10_000,
      undoes: known === null ? 'never' : 'exactly',
    });
  };
  return [
    ...(isSame(parts.plugin, before.plugin) ? [] : [put('cni.plugin', facts.plugin, parts.plugin, before.plugin)]),
    ...(parts.conflist === null || isSame(parts.conflist, before.conflist)
      ? []
      : [put('cni.list', facts.conflist, parts.conflist, before.conflist)]),
  ];
}

/** Most upgrades bring no list, and some first nights a list alone: then the other file is not touched. */
const isSame = (part: CniParts['plugin'], before: Back['plugin']): boolean =>
  before !== null &&
  before !== 'absent' &&
  (['sha256', 'mode', 'uid', 'gid'] as const).every((key) => part[key] === before[key]);

const inPlace = (facts: CniFacts, to: Generation): Gate =>
  gate({
    id: 'cni.answers',
    title: t('gate-answers', { version: to.version }),
    host: facts.host,
    ask: question(pluginInPlace, inPlaceArgs(facts, to)),
    limit: 18_000,
  });

export function inPlaceArgs({ plugin, conflist }: CniFacts, to: Generation) {
  const parts = partsOf(to);
  return {
    plugin,
    conflist,
    sha256: parts.plugin.sha256,
    listSha256: parts.conflist?.sha256 ?? null,
    version: to.version,
    cniVersion: parts.network?.cniVersion ?? null,
    network: parts.network?.name ?? null,
  };
}

/** The ready way: both files, what an interrupted run left of trials, and a new container (S119). */
export function way(facts: CniFacts, to: Generation): Way {
  const { network } = partsOf(to);
  const run = { id: 'emergency' };
  return {
    generation: to,
    cutover: [
      ...placing(facts, to, { plugin: null, conflist: null }),
      inPlace(facts, to),
      ...(network === null
        ? []
        : [
            step(clearTrials, {
              id: 'cni.clear-trials',
              title: t('step-clear-trials'),
              host: facts.host,
              args: { folder: facts.generations, trial: trialOf(facts, network, run) },
              do: 30_000,
              undo: 1_000,
              undoes: 'never',
            }),
            step(trialContainer, {
              id: 'cni.trial',
              title: t('step-trial-last', { version: to.version }),
              host: facts.host,
              args: {
                trial: trialOf(facts, network, run),
                ...{ notes: null, as: 'compares', owed: null, must: true, frees: true },
              },
              do: 75_000,
              undo: 30_000,
              undoes: 'never',
            }),
          ]),
    ],
    probes: verify(facts, to).probes,
  };
}
