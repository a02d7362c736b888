import { siteProbes } from '@flatnet-maint/actions';
import { type Generation, type Probe, question } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { bootFile, live } from './generations.ts';
import { httpAnswer } from './inquiries/http-answer.ts';
import { identity } from './inquiries/identity.ts';
import { latency } from './inquiries/latency.ts';
import { logSigns } from './inquiries/log-signs.ts';
import { routesKnown } from './inquiries/routes-known.ts';

/** The probes of one generation: who answers, is Lua alive, is it as fast as before, is the log quiet, are the routes there. */
export function verify(facts: GatewayFacts, to: Generation): { trial: readonly []; probes: readonly Probe[] } {
  // The present generation is where it is; a plain directory moves only when it leaves.
  const tree = to.id === live(facts).id ? facts.tree : to.tree;
  const base = { host: facts.host, every: 250, passes: 3, fails: 2 };
  const { site, api } = facts;
  const probes: Probe[] = [
    {
      ...base,
      id: 'identity',
      severity: 'outage',
      ask: question(identity, { url: `${site}/health`, tree, version: to.version, connections: 40, atLeast: 40 }),
    },
    { ...base, id: 'health', severity: 'outage', ask: question(httpAnswer, { url: `${site}/health`, json: false }) },
  ];
  if (api !== null) {
    probes.push(
      {
        ...base,
        id: 'api-health',
        severity: 'partial',
        ask: question(httpAnswer, { url: `${api}/api/health`, json: false }),
      },
      // Static health stays green while every Lua module is dead (H9).
      {
        ...base,
        id: 'api-status',
        severity: 'partial',
        ask: question(httpAnswer, { url: `${api}/api/status`, json: true }),
      },
      {
        ...base,
        id: 'routes',
        severity: 'partial',
        ask: question(routesKnown, { api, bootFile: bootFile(facts, { ...to, tree }) }),
      },
      {
        ...base,
        id: 'latency',
        severity: 'slow',
        compare: { atMost: { times: 4, floor: 8 } },
        ask: question(latency, { url: `${api}/api/status`, samples: 7 }),
      },
    );
  }
  if (facts.errorLogs.length > 0) {
    probes.push({
      ...base,
      every: 1_000,
      passes: 1,
      fails: 1,
      id: 'log',
      severity: 'noisy',
      compare: { nothingNew: true },
      ask: question(logSigns, { logs: facts.errorLogs, bytes: 65_536 }),
    });
  }
  probes.push(...siteProbes(facts.host, facts.commands));
  return { trial: [], probes };
}
