import { type Change, type Generation, type Item, type RunPlace, step, type Way } from '@flatnet-maint/core';
import { startNebula } from './actions/start-nebula.ts';
import { stopNebula } from './actions/stop-nebula.ts';
import type { NebulaFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { placing, presentIn, unknownBefore } from './placing.ts';
import { t } from './texts.ts';
import { verify } from './verify.ts';

/** Stop, replace, start: the whole of it on this host alone, since its path to others is cut meanwhile (H74). */
export function cutover(facts: NebulaFacts, to: Generation, run: RunPlace): Omit<Change, 'prepare' | 'to'> {
  const present = facts.chosen === null ? (facts.programFile?.sha256 ?? null) : facts.chosen.standing.runs;
  return {
    around: [],
    evidence: facts.log === null ? [] : [facts.log],
    cutover: stopReplaceStart(facts, to, presentIn(facts, to, run), present),
    cleanup: [],
    expects: { darkMs: 2_000, notes: [t('expect-cut'), ...(facts.peers.length === 0 ? [t('expect-no-peers')] : [])] },
  };
}

/** The forward-only way, for an emergency (S122). */
export function way(facts: NebulaFacts, to: Generation): Way {
  return {
    generation: to,
    cutover: stopReplaceStart(facts, to, unknownBefore, null),
    probes: verify(facts, to).probes,
  };
}

function stopReplaceStart(
  facts: NebulaFacts,
  to: Generation,
  before: Parameters<typeof placing>[2],
  present: string | null,
): readonly Item[] {
  const { host, service, program, log } = facts;
  const runs = { service, program, log };
  const { sha256 } = partsOf(to).program;
  const undoes = before === unknownBefore ? ('never' as const) : ('exactly' as const);
  return [
    step(stopNebula, {
      id: 'nebula.stop',
      title: t('step-stop', { service }),
      host,
      args: { ...runs, sha256: present },
      ...{ do: 100_000, undo: 20_000, undoes },
    }),
    ...placing(facts, to, before),
    step(startNebula, {
      id: 'nebula.start',
      title: t('step-start', { service, version: to.version }),
      host,
      args: { ...runs, sha256 },
      ...{ do: 20_000, undo: 100_000, undoes },
    }),
  ];
}
