import { basename, dirname } from 'node:path/posix';
import type { Generation, Release } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';

export type GatewayParts = { readonly config: string | null };
export const partsOf = (generation: Generation): GatewayParts => generation.parts as GatewayParts;

/** The generation that is live, as found. A plain directory gets its place among the generations when it leaves. */
export function live(facts: Omit<GatewayFacts, 'noHandover'>): Generation {
  const own = dirname(facts.tree) === facts.generations;
  const id = own ? basename(facts.tree) : `${facts.version}-found-${facts.exe.slice(0, 8)}`;
  const plainConfig = facts.configFolder !== null && !facts.configPointer;
  const config = plainConfig ? `${facts.generations}/${id}.config` : facts.configTree;
  return {
    id,
    component: 'gateway',
    version: facts.version,
    tree: facts.pointer ? facts.tree : `${facts.generations}/${id}`,
    digest: facts.exe,
    made: '',
    parts: { config },
    ...held(facts, config),
  };
}

/** Whose program it was when it was found; whether it works is for those who ask its probes. */
export const adopted = (facts: Pick<GatewayFacts, 'tree' | 'exe'>): NonNullable<Generation['adopted']> => ({
  from: facts.tree,
  exe: `${facts.tree}/sbin/nginx`,
  sha256: facts.exe,
  proven: false,
});

/** The generation that a run makes of the live one: the same program in a tree of its own. */
export function changed(facts: GatewayFacts, run: string): Generation {
  const { version, exe: sha256 } = facts;
  return staged(facts, { component: 'gateway', version, path: '', sha256 }, run);
}

/** The generation that a run makes of a release. */
export function staged(facts: GatewayFacts, want: Release, run: string): Generation {
  const id = `${want.version}-${run}`;
  const tree = `${facts.generations}/${id}`;
  const config = facts.configFolder === null ? null : `${tree}.config`;
  return {
    id,
    component: 'gateway',
    version: want.version,
    tree,
    digest: want.sha256,
    made: '',
    parts: { config },
    ...held(facts, config),
  };
}

/** What is recorded with a generation, and what of it the program itself writes. */
const held = (facts: Pick<GatewayFacts, 'runtime'>, config: string | null) => ({
  besides: config === null ? [] : [config],
  runtime: facts.runtime,
});

/** Where a generation's main configuration lies on disk. */
export function mainConfig(facts: GatewayFacts, generation: Generation): string {
  const { config } = partsOf(generation);
  return `${config ?? `${generation.tree}/conf`}/${facts.configName}`;
}

export const bootFile = (facts: GatewayFacts, generation: Generation): string =>
  `${generation.tree}/${facts.boot ?? 'boot/routes.json'}`;
