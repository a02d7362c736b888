import { type Host, type HostView, type Json, MaintError, type SampledAnswer } from '@flatnet-maint/core';

export type Route = { readonly name: string; readonly [key: string]: Json };

/** Container routes as a build tells them; asked over connections that a process of that build accepted. Null: none of its workers took one. */
export async function readRoutes(host: HostView, api: string, pids: readonly number[]): Promise<Route[] | null> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answers = await host.http.sample(`${api}/api/containers`, { connections: 6, acceptedBy: pids, limit: 3_000 });
    const answer = answers.find((a): a is SampledAnswer => !(a instanceof Error) && a.status === 200);
    if (answer !== undefined) return parseRoutes(answer.body);
  }
  return null;
}

export function parseRoutes(body: string): Route[] {
  const value = JSON.parse(body) as Json;
  const list = Array.isArray(value) ? value : ((value as { containers?: Json } | null)?.containers ?? []);
  // An empty Lua table is an object in JSON.
  return Array.isArray(list) ? (list as Route[]).filter((route) => typeof route?.name === 'string') : [];
}

/** Registers what `to` lacks, over connections that one of its workers accepted. */
export async function copyRoutes(
  host: Host,
  api: string,
  from: readonly number[],
  to: readonly number[],
): Promise<number> {
  const [have, has] = [await readRoutes(host, api, from), await readRoutes(host, api, to)];
  if (have === null) return 0;
  if (has === null)
    throw new MaintError(
      'E_ROUTES_UNREADABLE',
      'The build that takes over did not tell its container routes.',
      'flatnet-maint show',
    );
  const known = new Set(has.map((route) => route.name));
  const missing = have.filter((route) => !known.has(route.name));
  for (const route of missing) await sendRoute(host, api, route, to);
  return missing.length;
}

async function sendRoute(host: Host, api: string, route: Route, to: readonly number[]): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answers = await host.http.sample(`${api}/api/containers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(route),
      connections: 3,
      acceptedBy: to,
      limit: 3_000,
    });
    if (answers.some((a) => !(a instanceof Error) && a.status < 300)) return;
  }
  throw new MaintError(
    'E_ROUTES_UNWRITABLE',
    `Route ${route.name} could not be registered at the build that takes over.`,
    'flatnet-maint show',
  );
}
