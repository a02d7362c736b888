import type { Gate, Generation } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { bootFile } from './generations.ts';
import { routesThere as inquiry } from './inquiries/routes-there.ts';
import { lookedIn } from './kept-routes.ts';
import { gate, question } from './steps.ts';
import { t } from './texts.ts';

/** What holdOld is told of where routes may be had without a living gateway. */
export const elsewhere = (facts: GatewayFacts): { readonly others: readonly string[]; readonly podman: boolean } => {
  const { files, podman } = lookedIn(facts);
  return { others: files, podman };
};

/**
 * After a start: whether container routes are there. Where nothing is undone for it, it does not pass as a line of what is
 * left over, which is how an emergency says that they are missing. None without an address to ask.
 */
export const routesThere = (facts: GatewayFacts, to: Generation, id = 'gateway.routes-there'): readonly Gate[] =>
  facts.api === null
    ? []
    : [
        gate({
          id,
          title: t('gate-routes-there'),
          host: facts.host,
          ask: question(inquiry, { api: facts.api, bootFile: bootFile(facts, to), ...elsewhere(facts) }),
          // An emergency stays quick; routes of the boot file are there with the first worker.
          limit: 2_000,
        }),
      ];
