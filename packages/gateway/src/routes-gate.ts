import { type Gate, type Generation, gate, question } from '@flatnet-maint/core';
import type { HoldArgs } from './actions/hold-old.ts';
import type { GatewayFacts } from './facts.ts';
import { bootFile } from './generations.ts';
import { routesThere as inquiry } from './inquiries/routes-there.ts';
import { lookedIn } from './kept-routes.ts';
import { t } from './texts.ts';

/** What holdOld is told of who else may tell routes: any gateway of ours that serves, then files, then Podman. */
export const elsewhere = (facts: GatewayFacts): Pick<HoldArgs, 'alsoFrom' | 'others' | 'podman'> => {
  const { files, podman } = lookedIn(facts);
  return { alsoFrom: [...new Set([facts.tree, facts.generations, ...facts.left])], others: files, podman };
};

/**
 * After a start: whether container routes are there. Where nothing is undone for it, it does not pass as a line of what is
 * left over, which is how an emergency says that they are missing. None without an address to ask.
 */
export function routesThere(facts: GatewayFacts, to: Generation, id = 'gateway.routes-there'): readonly Gate[] {
  const { host, api } = facts;
  if (api === null) return [];
  const { files: others, podman } = lookedIn(facts);
  const ask = question(inquiry, { api, bootFile: bootFile(facts, to), others, podman });
  // An emergency stays quick; routes of the boot file are there with the first worker.
  return [gate({ id, title: t('gate-routes-there'), host, ask, limit: 2_000, tells: true })];
}
