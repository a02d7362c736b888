import {
  type Change,
  type Gate,
  type Generation,
  gate,
  type Item,
  question,
  type RunPlace,
  step,
  type Way,
} from '@flatnet-maint/core';
import { startNebula } from './actions/start-nebula.ts';
import { stopNebula } from './actions/stop-nebula.ts';
import type { NebulaFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { filesAsPlanned } from './inquiries/files-as-planned.ts';
import { runsSteadily } from './inquiries/runs-steadily.ts';
import { placing, presentIn, standingFiles, unknownBefore } from './placing.ts';
import { t } from './texts.ts';
import { verify } from './verify.ts';

/** Stop, replace, start: the whole of it on this host alone, since its path to others is cut meanwhile (H74). */
export function cutover(facts: NebulaFacts, to: Generation, run: RunPlace): Omit<Change, 'prepare' | 'to'> {
  const present = facts.chosen === null ? (facts.programFile?.sha256 ?? null) : facts.chosen.standing.runs;
  return {
    around: [],
    evidence: facts.log === null ? [] : [facts.log],
    cutover: [...asPlanned(facts), ...stopReplaceStart(facts, to, presentIn(facts, to, run), present)],
    cleanup: [],
    expects: { darkMs: 2_000, notes: [t('expect-cut'), ...(facts.peers.length === 0 ? [t('expect-no-peers')] : [])] },
  };
}

/** Asked last before anything stops. */
function asPlanned(facts: NebulaFacts): readonly Gate[] {
  const there = standingFiles(facts);
  if (there.length === 0) return [];
  return [
    gate({
      id: 'nebula.as-planned',
      title: t('gate-as-planned'),
      host: facts.host,
      ask: question(filesAsPlanned, { files: there.map(({ path, sha256 }) => ({ path, sha256 })) }),
      ...{ passes: 1, every: 500, limit: 10_000 },
    }),
  ];
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
  const files = placing(facts, to, before);
  // Nothing runs nebula-cert, so the tunnel need not be dark for it.
  const isCert = ({ id }: { readonly id: string }) => id === 'nebula.cert';
  return [
    ...files.filter(isCert),
    step(stopNebula, {
      id: 'nebula.stop',
      title: t('step-stop', { service }),
      host,
      args: { ...runs, sha256: present },
      ...{ do: 100_000, undo: 20_000, undoes },
    }),
    ...files.filter((file) => !isCert(file)),
    step(startNebula, {
      id: 'nebula.start',
      title: t('step-start', { service, version: to.version }),
      host,
      args: { ...runs, sha256 },
      ...{ do: 20_000, undo: 100_000, undoes },
    }),
    gate({
      id: 'nebula.holds',
      title: t('gate-holds'),
      host,
      ask: question(runsSteadily, { service, log, watch: 1_500 }),
      ...{ passes: 1, every: 100, limit: 6_000 },
    }),
  ];
}
