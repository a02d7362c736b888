import type { HostView } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { podmanRoutes } from './podman-routes.ts';
import { parseRoutes, type Route } from './routes.ts';
import { t } from './texts.ts';

/** Where container routes are looked for when no living gateway tells them. In a path, a folder `*` means each one there. */
export type LookedIn = { readonly files: readonly string[]; readonly podman: boolean };

export interface KeptRoutes {
  readonly routes: Route[];
  readonly from: 'file' | 'podman' | 'nowhere';
  /** The boot file that they are from, and when it was written (ISO 8601). */
  readonly path: string | null;
  readonly written: string | null;
  /** What was passed over or could not be told, in words; empty = nothing. */
  readonly said: string;
}

/** Container routes without a gateway that tells them: of the newest boot file that holds any, else of Podman. */
export async function routesWithout(host: HostView, how: LookedIn): Promise<KeptRoutes> {
  const said: string[] = [];
  for (const { path, modified } of await newestFirst(host, how.files)) {
    const routes = await host.files.text(path).then(routesIn, () => null);
    if (routes === null) said.push(t('boot-file-broken', { path }));
    else if (routes.length > 0) {
      const written = new Date(modified).toISOString();
      return { routes: routes.map(afresh), from: 'file', path, written, said: said.join('; ') };
    }
  }
  const nowhere = { path: null, written: null };
  if (!how.podman) return { routes: [], from: 'nowhere', ...nowhere, said: said.join('; ') };
  const told = await podmanRoutes(host);
  if (typeof told === 'string') said.push(told);
  else if (told.unclear.length > 0) said.push(t('podman-unclear', { names: told.unclear.join(', ') }));
  else if (told.routes.length === 0) said.push(t('podman-none'));
  const routes = typeof told === 'string' ? [] : told.routes;
  return { routes, from: routes.length > 0 ? 'podman' : 'nowhere', ...nowhere, said: said.join('; ') };
}

/** null = no JSON, as after a torn write. */
export function routesIn(text: string): Route[] | null {
  try {
    return parseRoutes(text);
  } catch {
    return null;
  }
}

/** Boot files of every tree of this gateway, also of those that a hand left and those that are made after this. */
export const lookedIn = (facts: Pick<GatewayFacts, 'home' | 'generations' | 'left' | 'boot'>): LookedIn => {
  const trees = new Set([facts.home, `${facts.generations}/*`, ...facts.left]);
  return { files: [...trees].map((tree) => `${tree}/${facts.boot ?? 'boot/routes.json'}`), podman: true };
};

/** The time that a route had left when it was written says nothing now: a container gets all of it to register again. */
const afresh = ({ ttl: _, ...route }: Route): Route => route as Route;

/** Each file once, by its real path: a gateway's home is a link to one of the generations. */
async function newestFirst(host: HostView, patterns: readonly string[]) {
  const paths = (await Promise.all(patterns.map((pattern) => expanded(host, pattern)))).flat();
  const real = await Promise.all(paths.map((path) => host.files.real(path).catch(() => null)));
  const found: { path: string; modified: number }[] = [];
  for (const path of new Set(real)) {
    const stat = path === null ? null : await host.files.stat(path).catch(() => null);
    if (path !== null && stat?.kind === 'file') found.push({ path, modified: stat.modified });
  }
  return found.sort((a, b) => b.modified - a.modified);
}

async function expanded(host: HostView, pattern: string): Promise<string[]> {
  const [folder = '', rest] = pattern.split('/*/', 2);
  if (rest === undefined) return [pattern];
  const names = await host.files.list(folder).catch(() => []);
  return names.map((name) => `${folder}/${name}/${rest}`);
}
