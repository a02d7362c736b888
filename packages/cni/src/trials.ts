import type { RunPlace } from '@flatnet-maint/core';
import type { CniFacts, Network } from './facts.ts';
import type { Trial } from './trial.ts';

/** What a run writes of its trials beside the kept builds, until it is over. */
export const notesAt = (generations: string, run: string): string => `${generations}/.trial-${run}.json`;
export const markerAt = (generations: string, run: string): string => `${generations}/.owed-${run}`;
export const idFileAt = (generations: string, run: string): string => `${generations}/.trial-${run}.cid`;
export const trialName = (run: string): string => `flatnet-trial-${run}`;

export const notesOf = ({ generations }: CniFacts, { id }: RunPlace): string => notesAt(generations, id);
export const markerOf = ({ generations }: CniFacts, { id }: RunPlace): string => markerAt(generations, id);

/** The runs of which something is there, by the names in the folder of generations. */
export function runsIn(names: readonly string[]): readonly string[] {
  const runs = names.flatMap(
    (name) => /^\.(?:trial|owed)-([\w-]+)(?:\.json|\.cid|\.cid\.netns)?$/.exec(name)?.[1] ?? [],
  );
  return [...new Set(runs)];
}

export function trialOf(facts: CniFacts, network: Network, { id }: Pick<RunPlace, 'id'>): Trial {
  const { plugin, conflist, generations, image, trial } = facts;
  return {
    name: trialName(id),
    run: id,
    idFile: idFileAt(generations, id),
    plugin,
    conflist,
    network,
    image,
    command: trial.command,
    port: trial.port,
  };
}
