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
      title: t('step-config', { paths: parts.map(({ path }) => path).join(', ') }),
      host: facts.host,
      args: { parts, loads: loads.filter(({ service }) => !remade.includes(service)), loadsBack: loads },
      do: 60_000,
      undo: 60_000,
    }),
  ];
}

/** What a generation has otherwise; what came since and it does not know stays. */
export function changedParts(facts: MonitoringFacts, to: Generation): readonly PlacedPart[] {
  const present = presentParts(facts);
  const { tree } = live(facts);
  const now = new Map([present.compose, ...present.files].map((part) => [part.path, part]));
  return [partsOf(to).compose, ...partsOf(to).files].flatMap((part): readonly PlacedPart[] => {
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
}

/** The services that see these files, and how each reads them anew. */
export function readersOf({ services }: MonitoringFacts, parts: readonly Pick<ConfigPart, 'path'>[]): readonly Loads[] {
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
  parts.flatMap(({ path, to: { sha256 } }) => {
    const target = seenAt(service, path);
    return target === null ? [] : [{ target, sha256 }];
  });

export function reloadOf({ kind, address }: Pick<KeptService, 'kind' | 'address'>): Loads['reload'] {
  const { reload } = kinds[kind];
  return reload === null || address === null
    ? null
    : { url: `${address}${reload}`, metrics: `${address}/metrics`, prefix: kind };
}
