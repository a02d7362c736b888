import { cniScenes } from './cni-scenes.ts';
import { monitoringScenes } from './monitoring-scenes.ts';
import { nebulaScenes } from './nebula-scenes.ts';
import type { RehearsedComponent } from './scene.ts';
import { allScenes, shownScenes } from './scenes.ts';

/** By component: what there is, and what is played when nothing is named. */
const there = {
  gateway: { all: allScenes, shown: shownScenes },
  cni: { all: cniScenes, shown: cniScenes },
  monitoring: { all: monitoringScenes, shown: monitoringScenes },
  nebula: { all: nebulaScenes, shown: nebulaScenes },
} as const;
const components = Object.keys(there) as RehearsedComponent[];

export type Chosen = { readonly [C in RehearsedComponent]: (typeof there)[C]['all'] };

/**
 * Which scenes are meant by the words: names of components choose where, names of scenes what, in the order of the list.
 * `unknown`: words that are neither, or a scene of none of the chosen components; `known`: what could be said instead.
 */
export function chooseScenes(
  words: readonly string[],
): Chosen | { unknown: readonly string[]; known: readonly string[] } {
  const isComponent = (word: string): word is RehearsedComponent => (components as string[]).includes(word);
  const named = words.filter(isComponent);
  const wanted = named.length === 0 ? components : named;
  const scenes = words.filter((word) => !isComponent(word));
  const known = [...new Set(wanted.flatMap((component) => there[component].all.map(({ name }) => name)))];
  const unknown = scenes.filter((word) => !known.includes(word));
  if (unknown.length > 0) return { unknown, known: [...components, ...known] };
  const of = <S extends { readonly name: string }>(
    component: RehearsedComponent,
    { all, shown }: { readonly all: readonly S[]; readonly shown: readonly S[] },
  ): readonly S[] => {
    if (!wanted.includes(component)) return [];
    return scenes.length === 0 ? shown : all.filter(({ name }) => scenes.includes(name));
  };
  return {
    gateway: of('gateway', there.gateway),
    cni: of('cni', there.cni),
    monitoring: of('monitoring', there.monitoring),
    nebula: of('nebula', there.nebula),
  };
}
