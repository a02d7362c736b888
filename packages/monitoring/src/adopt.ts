import { type Adoption, type HostView, MaintError, question, type RunPlace } from '@flatnet-maint/core';
import type { MonitoringFacts, MonitoringSite } from './facts.ts';
import { live } from './generations.ts';
import { containersThere } from './inquiries/containers-there.ts';
import { inspect } from './inspect.ts';
import { keeping, valid } from './stage.ts';
import { t } from './texts.ts';

/**
 * Generation 0: the files, the recipes and an archive of each image. What hands left beside them is no part of it. E_STACK_ABSENT
 * where there are no containers to be kept: Podman alone knows how they were made.
 */
export function adopt(facts: MonitoringFacts, run: RunPlace): Adoption {
  const { compose, project, services } = facts;
  if (services.length === 0)
    throw new MaintError('E_STACK_ABSENT', t('stack-absent', { project, path: compose.path }), t('stack-absent-next'));
  const { path, sha256 } = compose;
  const to = { ...live(facts), adopted: { from: path, exe: path, sha256, proven: false } };
  return {
    to,
    test: question(containersThere, thereArgs(facts)),
    prepare: keeping(facts, run).map((step) => ({ ...step, undoes: 'exactly' as const })),
    // What is kept of the configuration is what its own programs take.
    tries: valid(facts, to, services, run),
  };
}

const thereArgs = ({ project, services }: MonitoringFacts) => ({
  project,
  containers: services.map(({ container, image }) => ({ name: container, image: image.id, ref: image.ref })),
});

/**
 * As it is seen when somebody chose it: by its compose file and by nothing else, for the containers were made from that one.
 * Whether it is kept is then no fact, since keeping it is the first thing that the run does. E_STACK_TREE (2).
 */
export async function inspectThrough(
  site: MonitoringSite,
  host: HostView,
  { tree }: { readonly tree?: string | undefined } = {},
): ReturnType<typeof inspect> {
  if (tree === undefined) return inspect(site, host);
  const { compose } = site;
  const real = async (path: string) => (await host.files.real(path)) ?? path;
  if ((await real(tree)) !== (await real(compose)))
    throw new MaintError('E_STACK_TREE', t('stack-tree', { tree, compose }), t('stack-tree-next'), { exit: 2 });
  const { facts, readings } = await inspect(site, host);
  return { facts: { ...facts, generation: { ...facts.generation, kept: false }, tree: null }, readings };
}
