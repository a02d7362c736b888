import { saidByPodman } from '@flatnet-maint/actions';
import type { Action, Argv, Host, HostView } from '@flatnet-maint/core';
import { MaintError } from '@flatnet-maint/core';
import { carrying } from '../anonymous-volumes.ts';
import type { Image, Recipe } from '../facts.ts';
import { type Container, containersOf, containersOfRun, wasStarted } from '../podman.ts';
import { recipeOf } from '../recipe.ts';
import { t } from '../texts.ts';
import { ensureImage, nameOfImage, podman } from './have-image.ts';
import { saveLogs } from './save-logs.ts';

export type MakeContainerArgs = {
  readonly project: string;
  readonly service: string;
  /** The name that it has until it takes the service’s place. */
  readonly name: string;
  readonly run: string;
  readonly image: Image;
  readonly archive: string;
  readonly recipe: Recipe;
  /** Where its logs are kept before it is removed again. */
  readonly logs: string;
};

/** A container is made, not started, of a kept recipe and an image; it waits under a name of its own. */
export const makeContainer: Action<MakeContainerArgs, null> = {
  name: 'make-container@1',
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  do: (args, _saved, host) => ensureContainer(host, args).then(() => undefined),
  async undo(args, _saved, host) {
    const own = await madeBy(host, args);
    for (const one of own) {
      await saveLogs(host, one, args.logs);
      await podman(host, 'rm', '--force', '--time', '2', one.id);
    }
  },
  async check(args, _saved, host) {
    const own = await madeBy(host, args);
    return own.length === 0 ? 'undone' : own.some(({ image }) => image.id === args.image.id) ? 'done' : 'partly';
  },
};

export const madeLabel = 'flatnet-maint.made';

/** Those that a run made for a service: found by their label, whatever they are called by now. */
export const madeBy = (
  host: HostView,
  { run, service }: { readonly run: string; readonly service: string },
): Promise<readonly Container[]> => containersOfRun(host, `${madeLabel}=${run}.${service}`);

/** Made in the very same way, whoever typed it. */
export const isMadeOf = ({ created, image, env }: Container, recipe: Recipe): boolean =>
  JSON.stringify(recipeOf(created, image.ref, env)) === JSON.stringify(recipe);

export async function ensureContainer(host: Host, args: MakeContainerArgs): Promise<Container> {
  const { project, service, name, run, image, archive, recipe } = args;
  const isIt = (one: Container) => one.image.id === image.id && isMadeOf(one, recipe);
  // One that has taken the service’s place since is no longer ours to remove.
  const waiting = (await madeBy(host, args)).filter((one) => one.name === name);
  for (const one of waiting.filter((other) => !isIt(other))) await podman(host, 'rm', '--force', '--time', '2', one.id);
  const there = waiting.find(isIt);
  if (there !== undefined) return there;
  await ensureImage(host, { ...image, archive });
  const present = await presentOf(host, project, service);
  const { words, env } = variablesOf(present, service, recipe);
  const labels = [`${madeLabel}=${run}.${service}`, `flatnet-maint.run=${run}`].flatMap((label) => ['--label', label]);
  const argv = [
    'podman',
    'create',
    '--name',
    name,
    '--pull',
    'never',
    ...labels,
    ...carrying(recipe.options, present[0]?.mounts ?? []),
    ...words,
    (await nameOfImage(host, image)) ?? image.id,
    ...recipe.command,
  ];
  const out = await host.run(argv as unknown as Argv, { env });
  const made = out.code === 0 ? (await madeBy(host, args)).find((one) => one.name === name) : undefined;
  if (made !== undefined) return made;
  throw new MaintError('E_CONTAINER_MAKE', t('container-make', { service, said: saidByPodman(out) }), 'podman ps -a');
}

/** What the service has and had, newest first: one that was set aside long ago may hold what was right then. */
const presentOf = async (host: HostView, project: string, service: string): Promise<readonly Container[]> =>
  (await containersOf(host, project))
    .filter((one) => one.service === service && wasStarted(one))
    .toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));

/**
 * A value that may be a secret is handed over in the environment of `podman create`, and is in no list of processes. It is
 * read from the containers that the service has now, for it is kept nowhere.
 */
function variablesOf(containers: readonly Container[], service: string, { env }: Recipe) {
  const words: string[] = [];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== null) {
      words.push('--env', `${name}=${value}`);
      continue;
    }
    const held = containers.find((one) => one.env[name] !== undefined)?.env[name];
    if (held === undefined)
      throw new MaintError(
        'E_VARIABLE_GONE',
        t('variable-gone', { service, name }),
        t('variable-gone-next', { service }),
      );
    words.push('--env', name);
    values[name] = held;
  }
  return { words, env: values };
}
