import {
  type Candidate,
  type Component,
  describeError,
  type Found,
  type HostView,
  type Json,
  MaintError,
  typed,
} from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { FoundComponent } from './found-report.ts';

export interface FindHow {
  readonly use: readonly string[];
  /** By component: the place that a site file means, which decides where `use` does not. */
  readonly meant: Readonly<Record<string, string>>;
}

/** What one component may take; its host refuses every call after it. */
export const findLimit = 8_000;
/** After that it hangs in something that is no call of its host. */
const grace = 500;

/**
 * Asks every component that can find itself, all at once. E_USE_NOTHING (2) when a path of `use` is nothing that any of
 * them knows.
 */
export async function findComponents(
  components: readonly Component<never, Json>[],
  view: (limit: number) => HostView,
  { use, meant }: FindHow,
  limit = findLimit,
): Promise<readonly FoundComponent[]> {
  const looks = view(limit);
  const found = await Promise.all(
    components.flatMap((component) =>
      component.find === undefined ? [] : [ask(component, view(limit), { use, meant }, limit)],
    ),
  );
  if (found.some(({ problem }) => problem !== null)) return found;
  for (const path of use) {
    const known = await Promise.all(found.map(async (one) => (await matching(one.found, [path], looks)).length > 0));
    if (!known.includes(true)) throw nothingThere(path, found);
  }
  return found;
}

async function ask(
  component: Component<never, Json>,
  host: HostView,
  how: FindHow,
  limit: number,
): Promise<FoundComponent> {
  const { id } = component;
  try {
    const asked = component.find?.(host, { use: how.use, site: null }) as Promise<Found>;
    const found = await inTime(asked, id, limit);
    return { id, ...(await judged(id, found, host, how)), found, problem: null };
  } catch (error) {
    return { id, state: 'unsure', found: null, chosen: null, problem: describeError(error) };
  }
}

/** Also for a component that waits for something else than its host, whose calls end by themselves. */
export async function inTime<T>(asked: Promise<T>, id: string, limit = findLimit): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new MaintError('E_FIND_LIMIT', t('find-limit', { component: id, limit }), t('see-status-again'))),
    limit + grace,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function judged(
  id: string,
  found: Found,
  host: HostView,
  { use, meant }: FindHow,
): Promise<Pick<FoundComponent, 'state' | 'chosen'>> {
  const used = await matching(found, use, host);
  const site = meant[id];
  const written = used.length === 0 && site !== undefined ? await matching(found, [site], host) : [];
  const sure = found.candidates.filter((candidate) => candidate.sure);
  const [one, ...others] = used.length > 0 ? used : written.length > 0 ? written : sure;
  if (one !== undefined && others.length === 0) return { state: 'found', chosen: one.path };
  if (one === undefined && found.rights.length > 0) return { state: 'rights', chosen: null };
  return { state: found.candidates.length === 0 ? 'absent' : 'unsure', chosen: null };
}

/** A candidate is named by its own path and by any of its trees', links resolved. */
async function matching(found: Found | null, paths: readonly string[], host: HostView): Promise<readonly Candidate[]> {
  if (paths.length === 0) return [];
  const real = async (path: string) => (await host.files.real(path).catch(() => null)) ?? path;
  const plain = (path: string) => (path.length > 1 ? path.replace(/\/+$/, '') : path);
  const wanted = new Set((await Promise.all(paths.map(async (path) => [plain(path), await real(path)]))).flat());
  const names = async ({ path, trees }: Candidate) => {
    const all = [path, ...trees.map((tree) => tree.path)];
    return [...all, ...(await Promise.all(all.map(real)))];
  };
  const hits = await Promise.all(
    (found?.candidates ?? []).map(async (one) => ((await names(one)).some((name) => wanted.has(name)) ? [one] : [])),
  );
  return hits.flat();
}

function nothingThere(path: string, found: readonly FoundComponent[]): MaintError {
  const hidden = found.flatMap((one) => one.found?.rights ?? []);
  if (hidden.length === 0)
    return new MaintError('E_USE_NOTHING', t('use-nothing', { path }), t('use-nothing-next'), { exit: 2 });
  return new MaintError(
    'E_USE_NOTHING',
    t('use-hidden', { path, hidden: hidden.join('; ') }),
    ['sudo', 'flatnet-maint', 'init', '--use', typed(path)].join(' '),
  );
}

/** The candidate that is meant; null unless there is exactly one. */
export const chosenOf = ({ found, chosen }: FoundComponent): Candidate | null =>
  found?.candidates.find(({ path }) => path === chosen) ?? null;
