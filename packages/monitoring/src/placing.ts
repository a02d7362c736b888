import { type Generation, type Step, step } from '@flatnet-maint/core';
import { type PlacedPart, placeConfig } from './actions/place-config.ts';
import type { ConfigPart, KeptService, MonitoringFacts } from './facts.ts';
import { keptAt, live, partsOf, presentParts } from './generations.ts';
import { kinds } from './kinds.ts';
import type { Loads } from './loading.ts';
import { t } from './texts.ts';

/** The step that puts the files of a generation in place; none where they are the same. `remade`: services that start anew anyway. */
export function placing(facts: MonitoringFacts, to: Generation, remade: readonly string[]): readonly Step[] {
  const parts = changedParts(facts, to);
  if (parts.length === 0) return [];
  const loads = readersOf(facts, parts);
  return [
    step(placeConfig, {
      id: 'monitoring.config',
      title: titleOf(parts),
      host: facts.host,
      args: { parts, loads: loads.filter(({ service }) => !remade.includes(service)), loadsBack: loads },
      do: 60_000,
      undo: 60_000,
    }),
  ];
}

function titleOf(parts: readonly PlacedPart[]) {
  const paths = (those: readonly PlacedPart[]) => those.map(({ path }) => path).join(', ');
  const [go, put] = [parts.filter(({ to }) => to === 'absent'), parts.filter(({ to }) => to !== 'absent')];
  if (go.length === 0) return t('step-config', { paths: paths(put) });
  return put.length === 0
    ? t('step-config-goes', { gone: paths(go) })
    : t('step-config-and-goes', { paths: paths(put), gone: paths(go) });
}

/**
 * What a generation has otherwise. A file that came since goes from a folder that the generation knows: a service that reads the
 * whole folder would go on reading it. What compose alone reads stays.
 */
export function changedParts(facts: MonitoringFacts, to: Generation): readonly PlacedPart[] {
  const present = presentParts(facts);
  const { tree } = live(facts);
  const now = new Map([present.compose, ...present.files].map((part) => [part.path, part]));
  const wanted = [partsOf(to).compose, ...partsOf(to).files];
  const put = wanted.flatMap((part): readonly PlacedPart[] => {
    const there = now.get(part.path);
    if (there?.sha256 === part.sha256) return [];
    const { path, mode, uid, gid } = part;
    return [
      {
        ...{ path, mode, uid, gid },
        live: there?.live ?? part.live,
        to: { from: keptAt(to.tree, part), sha256: part.sha256 },
        back: there === undefined ? 'absent' : { from: keptAt(tree, there), sha256: there.sha256 },
      },
    ];
  });
  const gone = present.files.filter(
    ({ path, live }) =>
      live === 'in-folder' && !wanted.some((part) => part.path === path) && isInKnown(facts, path, partsOf(to).files),
  );
  return [
    ...put,
    ...gone.map(({ sha256, ...part }) => ({
      ...part,
      to: 'absent' as const,
      back: { from: keptAt(tree, part), sha256 },
    })),
  ];
}

/** Of a folder of which it holds nothing nobody can tell whether it was empty, or too large to be kept. */
const isInKnown = ({ services }: MonitoringFacts, path: string, kept: readonly ConfigPart[]): boolean =>
  services
    .flatMap(({ mounts }) => mounts)
    .filter(({ kind, source }) => kind === 'folder' && path.startsWith(`${source}/`))
    .every(({ source }) => kept.some((one) => one.path.startsWith(`${source}/`)));

/** The services that see these files, and how each reads them anew. */
export function readersOf(
  { services }: { readonly services: readonly KeptService[] },
  parts: readonly Pick<ConfigPart, 'path'>[],
): readonly Loads[] {
  return services.flatMap((service): readonly Loads[] => {
    const files = parts.map(({ path }) => path).filter((path) => sees(service, path));
    if (files.length === 0) return [];
    return [{ service: service.name, container: service.container, reload: reloadOf(service), files }];
  });
}

const sees = (service: Pick<KeptService, 'mounts'>, path: string): boolean => seenAt(service, path) !== null;

/** Where a container sees a file of the host; null = nowhere. */
function seenAt({ mounts }: Pick<KeptService, 'mounts'>, path: string): string | null {
  for (const { kind, source, target } of mounts) {
    if (kind === 'file' && source === path) return target;
    if (kind === 'folder' && path.startsWith(`${source}/`)) return `${target}${path.slice(source.length)}`;
  }
  return null;
}

export const seenIn = (service: Pick<KeptService, 'mounts'>, parts: readonly PlacedPart[]) =>
  parts.flatMap(({ path, to }) => {
    const target = seenAt(service, path);
    return target === null || to === 'absent' ? [] : [{ target, sha256: to.sha256 }];
  });

export function reloadOf({ kind, address }: Pick<KeptService, 'kind' | 'address'>): Loads['reload'] {
  const { reload } = kinds[kind];
  return reload === null || address === null
    ? null
    : { url: `${address}${reload}`, metrics: `${address}/metrics`, prefix: kind };
}
