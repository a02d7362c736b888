import { dirname } from 'node:path/posix';
import { type FileStat, type HostView, MaintError, type Millis } from '@flatnet-maint/core';
import { t } from './texts.ts';

const mostNames = 1_000;
/** A folder on a share that is away answers never; the rest of the host is looked at all the same. */
const patience = 1_500;

/** Reading that goes on where something may not be read, and keeps what that was. */
export interface Look {
  readonly host: HostView;
  /** Milliseconds that are left for commands. */
  left(): number;
  /** What is there, links followed; null = nothing, or it may not be looked at. */
  stat(path: string, named?: string): Promise<FileStat | null>;
  /** Without following the last link. */
  entry(path: string): Promise<FileStat | null>;
  /** Names in a folder, at most a thousand, the telling ones before others; none when it is not there or may not be read. */
  names(path: string): Promise<readonly string[]>;
  text(path: string): Promise<string | null>;
  bytes(path: string, part: { from: number; max: number }): Promise<Uint8Array | null>;
  real(path: string): Promise<string | null>;
  /** Nothing is there, links followed; what may not be looked at is not absent. */
  isAbsent(path: string): Promise<boolean>;
  cannot(said: string): void;
  /** What could not be looked at, one line each. */
  rights(): readonly string[];
}

/** `telling`: names that speak of what is looked for; where a folder holds too many, they come first. */
export function makeLook(host: HostView, limit: Millis, telling: RegExp): Look {
  const began = performance.now();
  const said = new Set<string>();
  const refused = new Map<string, Set<string>>();
  const silent = new Set<string>();

  async function quietly<T>(path: string, work: () => Promise<T>, otherwise: T, named = path): Promise<T> {
    if ([...silent].some((one) => path === one || path.startsWith(`${one}/`))) return otherwise;
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), patience);
    try {
      const got = await Promise.race([work().then((value) => ({ value })), late]);
      if (got !== 'late') return got.value;
      silent.add(path);
      said.add(t('find-silent', { path }));
    } catch (error) {
      if (!(error instanceof MaintError) || error.code === 'E_LIMIT') throw error;
      if (error.code === 'E_FILE_REFUSED') {
        const folder = dirname(named);
        refused.set(folder, (refused.get(folder) ?? new Set()).add(named));
      } else if (error.code !== 'E_FILE_ABSENT') said.add(error.message);
    } finally {
      clearTimeout(timer);
    }
    return otherwise;
  }

  const { files } = host;
  const look: Look = {
    host,
    left: () => Math.max(0, limit - (performance.now() - began)),
    entry: (path) => quietly(path, () => files.stat(path), null),
    real: (path) => quietly(path, () => files.real(path), null),
    isAbsent: (path) => quietly(path, async () => (await files.real(path)) === null, false),
    stat: (path, named) => quietly(path, () => followed(files, path), null, named),
    text: (path) => quietly(path, () => files.text(path), null),
    bytes: (path, part) => quietly(path, () => files.read(path, part), null),
    names: async (path) => {
      const names = await quietly(path, () => files.list(path), []);
      if (names.length <= mostNames) return names;
      said.add(t('find-many', { path, most: mostNames }));
      return tellingFirst(names, telling).slice(0, mostNames);
    },
    cannot: (line) => void said.add(line),
    rights: () => [
      ...said,
      ...[...refused].map(([folder, paths]) => {
        const [first = '', ...more] = [...paths].sort();
        return more.length === 0
          ? t('find-refused', { path: first })
          : t('find-refused-several', { count: paths.size, folder, path: first });
      }),
    ],
  };
  return look;
}

async function followed(files: HostView['files'], path: string): Promise<FileStat | null> {
  const found = await files.stat(path);
  if (found?.kind !== 'link') return found;
  const real = await files.real(path);
  return real === null ? null : files.stat(real);
}

/** So many at a time, in order. */
export async function each<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) results[at] = await work(list[at] as T, at);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  return results;
}

export const tellingFirst = (names: readonly string[], telling: RegExp): readonly string[] =>
  [...names].sort((a, b) => Number(telling.test(b)) - Number(telling.test(a)));
