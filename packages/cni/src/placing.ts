import { type FileSource, replaceFile } from '@flatnet-maint/actions';
import { type Gate, type Generation, gate, type Item, question, type RunPlace, step } from '@flatnet-maint/core';
import type { CniFacts, CniParts, PlacedFile } from './facts.ts';
import { asideOf, live, partsOf, presentParts, standingOf } from './generations.ts';
import { pluginInPlace } from './inquiries/plugin-in-place.ts';
import { t } from './texts.ts';

type Back = { readonly plugin: FileSource | 'absent' | null; readonly conflist: FileSource | 'absent' | null };

/** What is in place now, as the backup of this run keeps it; of a pair that hands left, as it is set aside. */
export function back(facts: CniFacts, to: Generation, run: RunPlace): Back {
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
export function placing(facts: CniFacts, to: Generation, before: Back): Item[] {
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

export const inPlace = (facts: CniFacts, to: Generation): Gate =>
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
