import { siteCommand, siteProbes } from '@flatnet-maint/actions';
import { type Argv, type Generation, type Probe, question, type Verification } from '@flatnet-maint/core';
import type { NebulaFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { listenersAnswer } from './inquiries/listeners-answer.ts';
import { peerAnswers } from './inquiries/peer-answers.ts';
import { runsProgram } from './inquiries/runs-program.ts';
import { runsSteadily } from './inquiries/runs-steadily.ts';
import { shookHands } from './inquiries/shook-hands.ts';

export const peerProbe = (name: string): string => `peer-${name}`;

/** Is it this program that runs, does it stay, do the peers answer both ways, and what listens in the tunnel as well (S93, S94). */
export function verify(facts: NebulaFacts, to: Generation): Verification {
  const { host, service, program, log, address, peers, commands } = facts;
  const base = { host, every: 500, passes: 3, fails: 3 };
  // Hosts come back to a lighthouse that was away when they tell it next where they are; it does not know where to look for them.
  const isLighthouse = facts.settings?.isLighthouse === true;
  const patience = isLighthouse ? 40 : 6;
  const { sha256 } = partsOf(to).program;
  const probes: Probe[] = [
    {
      ...base,
      id: 'running',
      severity: 'outage',
      ask: question(runsProgram, { service, program, sha256, version: to.version }),
    },
    {
      ...base,
      id: 'steady',
      severity: 'outage',
      // Four looks, after the one of its start: what dies after five seconds is seen dying, or has been started again meanwhile.
      // Held against nothing: a return from what did not run at all has nothing to be held against.
      every: 200,
      passes: 4,
      fails: 2,
      limit: 12_000,
      ask: question(runsSteadily, { service, log, watch: 1_500 }),
    },
    {
      ...base,
      id: 'restarts',
      severity: 'partial',
      compare: { nothingNew: true },
      limit: 10_000,
      ask: question(runsSteadily, { service, log, watch: 0 }),
    },
    ...peers.map(
      ({ name, address: there, port, asks }): Probe => ({
        ...base,
        id: peerProbe(name),
        severity: 'partial',
        fails: patience,
        limit: 8_000,
        ask: question(peerAnswers, { name, address: there, port, asks }),
      }),
    ),
    ...(peers.length === 0
      ? []
      : [
          {
            ...base,
            id: 'handshakes',
            severity: 'partial',
            fails: patience,
            limit: 10_000,
            compare: { nothingMissing: true },
            ask: question(shookHands, { service, log, peers: peers.map((peer) => peer.address) }),
          } satisfies Probe,
        ]),
    ...(address === null
      ? []
      : [
          {
            ...base,
            id: 'listeners',
            severity: 'partial',
            fails: 10,
            compare: { nothingMissing: true },
            ask: question(listenersAnswer, { address }),
          } satisfies Probe,
        ]),
    ...siteProbes(host, commands),
  ];
  const confirming = peers.flatMap(({ name, confirms }): readonly Probe[] =>
    confirms === null
      ? []
      : [
          {
            ...{
              host,
              id: `confirmed-by-${name}`,
              severity: 'partial',
              every: 2_000,
              passes: 1,
              fails: 1,
              limit: 12_000,
            },
            ask: question(siteCommand, { command: confirms as Argv as [string, ...string[]], limit: 10_000 }),
          },
        ],
  );
  return {
    trial: [],
    probes,
    within: isLighthouse ? 120_000 : 60_000,
    ...(confirming.length === 0 ? {} : { confirmedBy: confirming }),
  };
}
