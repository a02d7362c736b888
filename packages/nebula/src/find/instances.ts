import { basename, dirname, join, resolve } from 'node:path/posix';
import { baseOf, each, type Look } from '@flatnet-maint/actions';
import type { NebulaSite } from '../facts.ts';
import { isNebula } from './names.ts';
import { isYaml, usualConfig, usualPrograms } from './places.ts';
import { findRunning, type Running } from './running.ts';
import { findStarts, type Start } from './starts.ts';

/** One Nebula of this host: how it is started, and what of it runs. */
export interface Instance {
  /** Where its program is, or is to be. */
  readonly program: string;
  readonly config: string | null;
  readonly service: string | null;
  /** The unit that starts it, as its files say. */
  readonly start: Start | null;
  readonly running: Running | null;
  /** For paths in the configuration that are not absolute. */
  readonly folder: string;
  readonly isChosen: boolean;
}

/** What runs, what units start, and what lies in the usual places where nothing of these is. */
export async function findInstances(look: Look): Promise<readonly Instance[]> {
  const running = await findRunning(look);
  const services = running.flatMap(({ service }) => (service === null ? [] : [service]));
  const started = await ofStarts(look, await findStarts(look, services), running);
  const taken = new Set(started.map((one) => one.running?.pid));
  const alone = running.filter(({ pid }) => !taken.has(pid)).map(ofRunning);
  const known = [...started, ...alone];
  const lying = known.length > 0 ? [] : await ofPlaces(look);
  return [...known, ...lying];
}

/** The one that a site file means. */
export async function instanceOfSite(look: Look, site: NebulaSite): Promise<Instance> {
  const { program, config, service } = site;
  const running = await findRunning(look);
  const starts = await findStarts(look, [service]);
  const start = starts.find((one) => one.service === bare(service)) ?? null;
  const own = running.find((one) => one.service === bare(service));
  const byHand = running.find((one) => one.service === null && one.config === config);
  const folder = own?.folder ?? byHand?.folder ?? start?.folder ?? '/';
  return { program, config, service, start, running: own ?? byHand ?? null, folder, isChosen: true };
}

export const bare = (service: string): string => service.replace(/\.service$/, '');

/** A unit with what runs of it; what a launcher starts is known when it runs, or by the configuration that it would pass. */
async function ofStarts(look: Look, starts: readonly Start[], running: readonly Running[]): Promise<Instance[]> {
  const free = new Set(running);
  const take = (one: Running | undefined): Running | null => {
    if (one !== undefined) free.delete(one);
    return one ?? null;
  };
  const all = starts.map((start) => ({ start, own: take(running.find((one) => one.service === start.service)) }));
  const instances = await each(all, 4, async ({ start, own }): Promise<readonly Instance[]> => {
    const { service, folder } = start;
    const config = start.config === null ? (own?.config ?? null) : resolve(folder, start.config);
    if ((start.launcher !== null || start.program === null) && own === null && config === null) return [];
    const program = start.program ?? own?.program ?? (await firstThere(look, usualPrograms)) ?? '/usr/bin/nebula';
    return [{ program, config, service, start, running: own, folder: own?.folder ?? folder, isChosen: false }];
  });
  // What a hand started is that of the unit with the same configuration, which it keeps from starting.
  return instances.flat().map((one) => {
    if (one.running !== null) return one;
    const byHand = take([...free].find(({ service, config }) => service === null && config === one.config));
    return byHand === null ? one : { ...one, running: byHand, folder: byHand.folder };
  });
}

function ofRunning(running: Running): Instance {
  const { program, config, service, folder } = running;
  // Moved away while it ran, it runs on under the name that it was given.
  const place = join(dirname(program), baseOf(basename(program)));
  return { program: place, config, service, start: null, running, folder, isChosen: false };
}

const atRest = { service: null, start: null, running: null, folder: '/' };

async function ofPlaces(look: Look): Promise<readonly Instance[]> {
  const found: Instance[] = [];
  const seen = new Set<string>();
  for (const program of usualPrograms) {
    const real = (await look.stat(program))?.kind === 'file' ? await look.real(program) : null;
    if (real === null || seen.has(real)) continue;
    seen.add(real);
    found.push({ ...atRest, program, config: await usualConfig(look, program), isChosen: false });
  }
  return found;
}

/** Whether a path that somebody chose means this: its program, its configuration or its unit. */
export const isMeant = ({ program, config, start }: Instance, paths: readonly string[]): boolean =>
  [program, config, start?.file].some((one) => one != null && paths.includes(one));

/** What a path that nothing is known of stands for: a program, a folder that holds one, or a configuration. */
export async function strangerAt(look: Look, path: string): Promise<readonly Instance[]> {
  const chosen = (program: string, config: string | null) => [{ ...atRest, program, config, isChosen: true }];
  const stat = await look.stat(path);
  const inside = join(path, 'nebula');
  if (stat?.kind === 'folder')
    return (await look.stat(inside))?.kind === 'file' ? chosen(inside, await usualConfig(look, inside)) : [];
  if (stat?.kind !== 'file') return [];
  if (isYaml(path)) return chosen((await firstThere(look, usualPrograms)) ?? '/usr/bin/nebula', path);
  if (!isNebula(path)) return [];
  const place = join(dirname(path), baseOf(basename(path)));
  return chosen(place, await usualConfig(look, place));
}

async function firstThere(look: Look, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if ((await look.stat(path))?.kind === 'file') return path;
  return null;
}
