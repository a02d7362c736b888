import { type Adoption, type HostView, MaintError, question, type RunPlace } from '@flatnet-maint/core';
import type { MonitoringFacts, MonitoringSite } from './facts.ts';
import { live } from './generations.ts';
import { containersThere } from './inquiries/containers-there.ts';
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

/** A stack is where its compose file is, and nowhere else: the containers were made from that one. E_STACK_TREE (2). */
export async function refuseOther(
  { compose }: MonitoringSite,
  host: HostView,
  tree: string | undefined,
): Promise<void> {
  if (tree === undefined) return;
  const real = async (path: string) => (await host.files.real(path)) ?? path;
  if ((await real(tree)) === (await real(compose))) return;
  throw new MaintError('E_STACK_TREE', t('stack-tree', { tree, compose }), t('stack-tree-next'), { exit: 2 });
}
