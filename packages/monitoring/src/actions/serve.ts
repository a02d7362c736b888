import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { dataCopies } from '../data-copies.ts';
import type { KeptService } from '../facts.ts';
import { crossing } from '../migrations.ts';
import { type Container, containerNamed, containersOf, wasStarted } from '../podman.ts';
import { type DataPlace, restoreData } from '../restoring.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';
import { ensureContainer } from './make-container.ts';

export type ServeArgs = {
  readonly project: string;
  readonly generations: string;
  readonly service: KeptService;
  readonly archive: string;
  readonly places: readonly DataPlace[];
  readonly stopSeconds: number;
  /** Of this way: what it makes and moves bears it. */
  readonly mark: string;
};

/**
 * A service is made what a generation says, whatever is there: the ready way of an emergency. A container that is right already
 * is only started; another one stops, and stays beside under a name that tells.
 */
export const serve: Action<ServeArgs, null> = {
  name: 'serve@1',
  touches: () => [],
  capture: async () => null,
  async do(args, _saved, host) {
    const { service, stopSeconds, mark } = args;
    const there = await rightOne(host, args);
    if (there !== null) {
      await putInPlace(host, args, there);
      return;
    }
    const present = await containerNamed(host, service.container);
    // An earlier emergency may have left one of ours that is of no use now.
    const made = await ensureContainer(host, {
      ...args,
      service: service.name,
      name: `${service.container}.new-${mark}`,
      run: mark,
      image: service.image,
      recipe: service.recipe,
      logs: '',
    });
    if (present !== null) await moveAway(host, present, stopSeconds);
    await restoreFor(host, args, present);
    await putInPlace(host, args, made);
  },
  async check(args, _saved, host) {
    const there = await containerNamed(host, args.service.container);
    return there?.image.id === args.service.image.id && there.running ? 'done' : 'undone';
  },
};

/** The container that an interrupted run set aside, or the one in its place, when it has the right image. */
async function rightOne(host: Host, { project, service }: ServeArgs): Promise<Container | null> {
  const own = (await containersOf(host, project)).filter(
    (one) => one.service === service.name && one.image.id === service.image.id,
  );
  // One that was made and never worked is not what is gone back to.
  const proven = own.filter(
    (one) => one.name === service.container || one.name.startsWith(`${service.container}.before-`),
  );
  return (
    proven.find((one) => one.name === service.container && one.running) ??
    proven.find((one) => one.name.includes('.before-')) ??
    proven[0] ??
    null
  );
}

async function putInPlace(host: Host, args: ServeArgs, it: Container): Promise<void> {
  const { service, stopSeconds } = args;
  if (it.name !== service.container) {
    const other = await containerNamed(host, service.container);
    if (other !== null) await moveAway(host, other, stopSeconds);
    if (it.name.includes('.before-')) await restoreFor(host, args, other);
    await podman(host, 'rename', it.id, service.container);
  }
  if (!it.running) await podman(host, 'start', it.id);
}

async function moveAway(host: Host, it: Container, stopSeconds: number): Promise<void> {
  if (wasStarted(it)) await podman(host, 'stop', '--time', String(Math.min(stopSeconds, 10)), it.id);
  for (let n = 1; ; n += 1) {
    const name = `${it.name}.found-${n}`;
    if ((await containerNamed(host, name)) !== null) continue;
    await podman(host, 'rename', it.id, name);
    return;
  }
}

/** Where the older version could not read what the newer one wrote, the newest copy of its own takes its place. */
async function restoreFor(
  host: Host,
  { generations, service, places, mark }: ServeArgs,
  left: Container | null,
): Promise<void> {
  if (left === null || crossing(service.kind, left.image.ref, service.image.ref)?.way !== 'backward') return;
  const copy = (await dataCopies(host, generations)).findLast(
    (one) => one.service === service.name && one.image === service.image.id,
  );
  if (copy === undefined)
    throw new MaintError(
      'E_DATA_GONE',
      t('data-none', { service: service.name, ref: service.image.ref }),
      t('data-copy-failed-next'),
    );
  for (const place of places) await restoreData(host, `${copy.folder}/${place.name}`, place, `${mark}-${copy.run}`);
}
