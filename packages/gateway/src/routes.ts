import { type Host, type HostView, type Json, MaintError, type SampledAnswer } from '@flatnet-maint/core';
import { t } from './texts.ts';

export type Route = { readonly name: string; readonly [key: string]: Json };

/** Askings of eight connections each: 1.5 s in all, when none of them is taken by who is meant. */
const tries = 10;

/**
 * Container routes as a build tells them, asked over connections that a process of that build accepted; null when none of
 * its workers took one. `before` runs when such a connection is there and before it is asked: a build that is told to
 * finish in it still answers, with all it ever registered.
 */
export async function readRoutes(
  host: HostView,
  api: string,
  pids: readonly number[],
  before?: () => Promise<void>,
): Promise<Route[] | null> {
  let begun = false;
  const once = async (): Promise<void> => {
    begun = true;
    await before?.();
  };
  if (pids.length === 0) return null;
  const limit = before === undefined ? 3_000 : 8_000;
  const from = performance.now();
  // One that let a whole limit pass hangs, and is not waited for once more.
  for (let attempt = 0; attempt < tries && !begun && performance.now() - from < limit; attempt += 1) {
    // On a busy machine workers that just started get their first connection late.
    if (attempt >= 4) await host.sleep(40 * attempt);
    const how = { connections: 8, acceptedBy: pids, limit };
    const answers = await host.http.sample(
      `${api}/api/containers`,
      before === undefined ? how : { ...how, before: once },
    );
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
  if (has === null) throw new MaintError('E_ROUTES_UNREADABLE', t('routes-unreadable'), 'flatnet-maint show');
  const known = new Set(has.map((route) => route.name));
  const missing = have.filter((route) => !known.has(route.name));
  await sendRoutes(host, api, missing, to);
  return missing.length;
}

const atOnce = 40;

/** Registers routes over connections that these processes accepted, many at once; those that another build took are sent again. */
export async function sendRoutes(
  host: Host,
  api: string,
  routes: readonly Route[],
  to: readonly number[],
): Promise<void> {
  let left = [...routes];
  for (let idle = 0; left.length > 0; ) {
    const batch = left.slice(0, atOnce);
    const answers = await host.http.sample(`${api}/api/containers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      bodies: batch.map((route) => JSON.stringify(route)),
      connections: batch.length,
      acceptedBy: to,
      limit: 4_000,
    });
    const sent = new Set(batch.filter((_, index) => registered(answers[index])));
    left = left.filter((route) => !sent.has(route));
    idle = sent.size === 0 ? idle + 1 : 0;
    if (idle < 10) continue;
    const names = left.map((route) => route.name).join(', ');
    throw new MaintError(
      'E_ROUTES_UNWRITABLE',
      t('routes-unwritable', { count: left.length, routes: names.slice(0, 200) }),
      'flatnet-maint show',
    );
  }
}

const registered = (answer: SampledAnswer | Error | undefined): boolean =>
  answer !== undefined && !(answer instanceof Error) && answer.status < 300;
