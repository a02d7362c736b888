import type { RunPlace } from '@flatnet-maint/core';
import type { CniFacts, Network } from './facts.ts';
import type { Trial } from './trial.ts';

/** What a run writes of its trials beside the kept builds, until it is over. */
const idFileAt = (generations: string, run: string): string => `${generations}/.trial-${run}.cid`;
const trialName = (run: string): string => `flatnet-trial-${run}`;

export const notesOf = ({ generations }: CniFacts, { id }: RunPlace): string => `${generations}/.trial-${id}.json`;
export const markerOf = ({ generations }: CniFacts, { id }: RunPlace): string => `${generations}/.owed-${id}`;

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

/** The trial of another run. */
export const trialFor = (trial: Trial, folder: string, run: string): Trial => ({
  ...trial,
  name: trialName(run),
  run,
  idFile: idFileAt(folder, run),
});

/** Of the names in the folder of kept builds, those that runs wrote of their trials, by the run. */
export const leftBy = (names: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  Map.groupBy(
    names.filter((name) => form.test(name)),
    (name) => form.exec(name)?.[1] ?? '',
  );
const form = /^\.(?:trial|owed)-([\w-]+?)(?:\.json|\.cid|\.cid\.netns)?$/;
