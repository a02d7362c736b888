import type { Container } from './podman.ts';

/** Podman makes such a name up for a volume that nobody named: what an image says is data, and `-v /data`. */
const madeUp = /^[0-9a-f]{64}$/;
const asCarried = /^type=volume,source=[0-9a-f]{64},target=/;
const isVolume = (option: string): boolean => option === '-v' || option === '--volume';

/** An option as it is without what was carried over; null = all of it was. */
export function uncarried(option: string, said: string): string | null {
  if (option === '--mount' && asCarried.test(said)) return null;
  const [, target] = (isVolume(option) && /^[0-9a-f]{64}:([^:]+)$/.exec(said)) || [];
  return target ?? said;
}

/**
 * Options of a new container, with the volumes without a name that the present one has: made anew they would be empty, and
 * what is in the old ones would be lost to the service, and at the next `podman volume prune` to everybody.
 */
export function carrying(options: readonly string[], mounts: Container['mounts']): readonly string[] {
  const own = new Map(
    mounts.flatMap(({ volume, target }) => (volume !== null && madeUp.test(volume) ? [[target, volume]] : [])),
  );
  const named = options.map((word, at) => {
    const volume = isVolume(options[at - 1] ?? '') ? own.get(word) : undefined;
    return volume === undefined ? word : `${volume}:${word}`;
  });
  const rest = [...own].filter(([target]) => !named.some((word, at) => isAt(named[at - 1] ?? '', word, target ?? '')));
  return [
    ...named,
    ...rest.flatMap(([target, volume]) => ['--mount', `type=volume,source=${volume},target=${target}`]),
  ];
}

/** Whether an option mounts something at a place of the container. */
const isAt = (option: string, said: string, target: string): boolean =>
  (isVolume(option) && [said.split(':')[1], said].includes(target)) ||
  (/^--(mount|tmpfs)$/.test(option) && said.split(/[,:]/).some((one) => one.replace(/^\w+=/, '') === target));
