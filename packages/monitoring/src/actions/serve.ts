import { type Action, type Host, MaintError } from '@flatnet-maint/core';
import { copyFor, dataCopies } from '../data-copies.ts';
import type { KeptService } from '../facts.ts';
import { crossing } from '../migrations.ts';
import { type Container, containerNamed, containersOf, wasStarted } from '../podman.ts';
import { type DataPlace, restoreData, restoredAs } from '../restoring.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';
import { ensureContainer, isMadeOf } from './make-container.ts';
import { moveAway } from './move-away.ts';

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
  posixOnly: true,
  touches: () => [],
  capture: async () => null,
  async do(args, _saved, host) {
    const { service, stopSeconds, mark } = args;
    const right = await rightOne(host, args);
    if (right?.name === service.container && right.running) return;
    // Before anything is moved: without the data that it can read it would not start.
    const copy = await copyNeeded(host, args, right);
    const it =
      right ??
      (await ensureContainer(host, {
        ...args,
        service: service.name,
        name: `${service.container}.new-${mark}`,
        run: mark,
        image: service.image,
        recipe: service.recipe,
        logs: '',
      }));
    const present = await containerNamed(host, service.container);
    if (present !== null && present.id !== it.id) await moveAway(host, present, stopSeconds);
    if (copy !== null)
      for (const place of args.places) await restoreData(host, `${copy.folder}/${place.name}`, place, copy.mark);
    if (it.name !== service.container) await podman(host, 'rename', it.id, service.container);
    if (!it.running) await podman(host, 'start', it.id);
  },
  async check(args, _saved, host) {
    const there = await containerNamed(host, args.service.container);
    return there?.image.id === args.service.image.id && there.running ? 'done' : 'undone';
  },
};

const startOf = ({ startedAt }: Container): number => Date.parse(startedAt);

/** The container that an interrupted run set aside, or the one in its place, when it was made as the generation says. */
async function rightOne(host: Host, { project, service }: ServeArgs): Promise<Container | null> {
  const own = (await containersOf(host, project)).filter(
    (one) => one.service === service.name && one.image.id === service.image.id && isMadeOf(one, service.recipe),
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

/**
 * Where the older version cannot read what the newer one wrote, the newest copy of its own takes its place. What wrote last is
 * told by who was started last, whatever it is called by now, for an earlier try may have moved it away. E_DATA_GONE.
 */
async function copyNeeded(
  host: Host,
  { project, generations, service, places, mark }: ServeArgs,
  right: Container | null,
): Promise<{ readonly folder: string; readonly mark: string } | null> {
  const started = (await containersOf(host, project)).filter((one) => one.service === service.name && wasStarted(one));
  const last = started.toSorted((a, b) => startOf(b) - startOf(a))[0] ?? null;
  if (last === null || last.id === right?.id) return null;
  if (last.image.id === service.image.id) return null;
  const found = crossing(service.kind, last.image.ref, service.image.ref);
  if (found === null || (found.way !== 'backward' && !found.isGuess)) return null;
  const by = last.labels['flatnet-maint.run'] ?? '';
  const copy = copyFor(await dataCopies(host, generations), service);
  // A run on its way back puts the data back first, and its copy is gone then.
  if (copy !== undefined)
    return { folder: copy.folder, mark: copy.run === by ? by : `${mark}-${copy.run}-${last.id.slice(0, 8)}` };
  const now = await Promise.all(places.map((place) => restoredAs(host, place, by)));
  if ((by !== '' && now.every((one) => one === 'after')) || found.isGuess) return null;
  throw new MaintError(
    'E_DATA_GONE',
    t('data-none', { service: service.name, ref: service.image.ref }),
    t('data-copy-failed-next'),
  );
}
