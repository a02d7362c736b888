import { basename } from 'node:path/posix';
import type { Generation, HostView, RunPlace } from '@flatnet-maint/core';
import type { CniFacts, CniParts } from './facts.ts';
import { pairOf } from './files.ts';

export const partsOf = (generation: Generation): CniParts => generation.parts as unknown as CniParts;

/** Of a build that no release tells the version of. */
const unknown = (sha256: string): string => `unknown-${sha256.slice(0, 8)}`;

/** What a pair that is there is called: as the kept generation of the same content, else as it would be kept. */
export async function namedAs(
  host: HostView,
  generations: string,
  pair: { readonly plugin: string | null; readonly conflist: string | null },
  known: readonly { readonly version: string; readonly sha256: string }[],
): Promise<CniFacts['generation']> {
  const { plugin, conflist } = pair;
  if (plugin === null) return { id: 'absent', version: 'absent', tree: `${generations}/absent`, kept: false };
  const hex = pairOf(plugin, conflist);
  const stat = await host.files.stat(generations);
  const names = stat?.kind === 'folder' ? await host.files.list(generations) : [];
  const kept = names
    .filter((name) => name.endsWith(`-${hex}`))
    // Kept before its release was known, and again since: the one that tells more.
    .sort((a, b) => Number(a.startsWith('unknown-')) - Number(b.startsWith('unknown-')) || (a < b ? -1 : 1))[0];
  const version =
    kept?.slice(0, -hex.length - 1) ?? known.find(({ sha256 }) => sha256 === plugin)?.version ?? unknown(plugin);
  const id = `${version}-${hex}`;
  return { id, version, tree: `${generations}/${id}`, kept: kept !== undefined };
}

/** The generation that is live now, as found. */
export function live(facts: CniFacts): Generation {
  const { id, version, tree } = facts.generation;
  return {
    id,
    component: 'cni',
    version,
    tree,
    digest: facts.pluginFile?.sha256 ?? '',
    made: '',
    parts: presentParts(facts) as unknown as Generation['parts'],
  };
}

/** What stands in the places of the pair now, whatever is taken for it. */
export const standingOf = ({ chosen, pluginFile, conflistFile, answers }: CniFacts) =>
  chosen?.standing ?? { plugin: pluginFile, conflist: conflistFile, answers };

/** The version of what stands there; of what hands left, nobody knows it. */
export const standingVersion = (facts: CniFacts): string =>
  facts.chosen === null ? facts.generation.version : unknown(facts.chosen.standing.plugin?.sha256 ?? 'absent');

/** What a run calls what it found in the way of something else. */
export const asideOf = (path: string, { id }: Pick<RunPlace, 'id'>): string => `${path}.aside-${id}`;

/** What is in place now, or is taken for it. */
export function presentParts(facts: CniFacts): CniParts {
  const { pluginFile, conflistFile } = facts;
  return {
    plugin: { name: basename(facts.plugin), ...(pluginFile ?? nothing) },
    conflist: conflistFile === null ? null : { name: basename(facts.conflist), ...conflistFile },
    network: facts.network,
  };
}

const nothing = { sha256: '', mode: 0o755, uid: 0, gid: 0 };
