import { basename, dirname, join } from 'node:path/posix';
import { makeLook, placedFile } from '@flatnet-maint/actions';
import { type HostView, MaintError } from '@flatnet-maint/core';
import { answers } from './answers.ts';
import type { CniFacts } from './facts.ts';
import { listAt, readWritten } from './find/lists.ts';
import { t } from './texts.ts';

type Pair = { readonly plugin: string; readonly conflist: string };

/**
 * The pair that is meant when somebody chose a program: with the list in its place, or, where that cannot be used, with the
 * one that lies with the program, else the newest copy that can. E_CNI_PLUGIN_ABSENT when no program is there.
 */
export async function chosenPair(host: HostView, place: Pair, tree: string): Promise<NonNullable<CniFacts['chosen']>> {
  const kept = join(tree, basename(place.plugin));
  const isFolder = (await host.files.stat(tree))?.kind === 'folder';
  const plugin = await host.files.real(isFolder ? kept : tree);
  if (plugin === null || (await host.files.stat(plugin))?.kind !== 'file')
    throw new MaintError('E_CNI_PLUGIN_ABSENT', t('chosen-absent', { path: tree }), 'flatnet-maint init');
  const [standingPlugin, standingList] = [await placedFile(host, place.plugin), await placedFile(host, place.conflist)];
  const { ok } = standingPlugin === null ? { ok: false } : await answers(host, place.plugin, null);
  return {
    plugin,
    conflist: await listFor(host, place.conflist, dirname(plugin)),
    standing: { plugin: standingPlugin, conflist: standingList, answers: ok },
  };
}

/** What is seen at the places of the pair. */
export const movesTo = (place: Pair, { plugin, conflist }: Pair): ReadonlyMap<string, string> =>
  new Map([
    [place.plugin, plugin],
    [place.conflist, conflist],
  ]);

async function listFor(host: HostView, conflist: string, beside: string): Promise<string> {
  const look = makeLook(host, 5_000, /flatnet/i);
  const list = await listAt(look, conflist);
  if (list.network !== null) return conflist;
  const own = await readWritten(look, join(beside, basename(conflist)));
  return [own, ...list.copies].find(({ network }) => network !== null)?.path ?? conflist;
}
