import type { World } from '@flatnet-maint/testkit';
import { recipeOf } from '../../src/recipe.ts';
import { canary, createdFor, generations, type StackService, type ToyStack, toyStack } from './toy-stack.ts';

export const run = 'run-1';

/** A stack whose containers are all told in the snapshot, whatever they are called by. */
export function stackIn(world: World, services: readonly StackService[] = ['prometheus']): ToyStack {
  world.folder(`${generations}/images`);
  const stack = toyStack(world, services);
  world.outside = () => stack.podman.told(() => true);
  return stack;
}

/** How the container of a service is made anew, as it is read from Podman. */
export function recipeFor(service: StackService) {
  const created = createdFor(service);
  const env = { GF_SECURITY_ADMIN_USER: 'admin', GF_SECURITY_ADMIN_PASSWORD: canary };
  const recipe = recipeOf(created, created.find((word) => word.startsWith('docker.io/')) ?? '', env);
  if (recipe === null) throw new Error('no recipe');
  return recipe;
}

/** The words of a container that a run makes of that recipe. */
export const createdAnew = (service: StackService, ref: string, name: string, by = run): readonly string[] => {
  const { options, command, env } = recipeFor(service);
  const words = Object.entries(env).flatMap(([key, value]) => ['--env', value === null ? key : `${key}=${value}`]);
  const labels = ['--label', `flatnet-maint.made=${by}.${service}`, '--label', `flatnet-maint.run=${by}`];
  return ['podman', 'create', '--name', name, '--pull', 'never', ...labels, ...options, ...words, ref, ...command];
};

export const newer = {
  prometheus: 'docker.io/prom/prometheus:v2.53.3',
  grafana: 'docker.io/grafana/grafana:11.1.0',
} as const;
