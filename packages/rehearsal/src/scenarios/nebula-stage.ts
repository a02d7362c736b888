import type { Language } from '@flatnet-maint/core';
import {
  type KnownNebula,
  knownNebula,
  lookAtNebula,
  nebulaAmiss,
  nebulaLive,
  type SeenNebula,
} from '../check/check-nebula.ts';
import type { Machine } from '../machine/machine.ts';
import { type NebulaOptions, type PracticeNebula, practiceNebula } from '../nebula/practice-nebula.ts';
import { type TunnelReport, tunnelWatch } from '../nebula/tunnel-watch.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { t } from '../texts.ts';
import { until } from './maint.ts';

/** Where scenes of the tunnel play: it is the host `h1` that is changed, and the lighthouse that sees it. */
export interface NebulaStage {
  readonly nebula: PracticeNebula;
  /** Of `h1`. */
  readonly machine: Machine;
  readonly older: string;
  readonly newer: string;
  readonly known: readonly [older: KnownNebula, newer: KnownNebula];
  readonly say: (line: string) => void;
  readonly language: Language;
}

export async function nebulaStage({
  parts,
  say,
  language = 'en',
  ...options
}: NebulaOptions & {
  readonly parts: Parts;
  readonly say: (line: string) => void;
  readonly language?: Language;
}): Promise<NebulaStage> {
  const nebula = await practiceNebula(parts, options);
  const { older, newer } = nebula.parts;
  return {
    ...{ nebula, machine: nebula.h1.machine, older: older.version, newer: newer.version, say, language },
    known: [knownNebula(older), knownNebula(newer)],
  };
}

export const nebulaArgs = ({ nebula, language }: NebulaStage, soak = '500ms'): string[] => [
  ...['--site', nebula.h1.siteFile, '--soak', soak, '--yes', '--lang', language],
];

/** Both ends, seen without the product. */
export interface SeenEnds {
  readonly h1: SeenNebula;
  readonly lh1: SeenNebula;
}

export async function lookAtEnds({ nebula }: NebulaStage): Promise<SeenEnds> {
  const [h1, lh1] = await Promise.all([lookAtNebula(nebula.h1), lookAtNebula(nebula.lh1)]);
  return { h1, lh1 };
}

/** Something is done while the tunnel is pinged all the time. */
export async function underWatch<T>(
  { nebula }: Pick<NebulaStage, 'nebula'>,
  deed: () => Promise<T>,
): Promise<{ result: T; tunnel: TunnelReport }> {
  const watch = await tunnelWatch(nebula.h1);
  let result: T;
  try {
    result = await deed();
  } catch (error) {
    await watch.stop();
    throw error;
  }
  return { result, tunnel: await watch.stop() };
}

/**
 * What must be true at the end, seen without the product: one release wholly on `h1`, the tunnel up from both ends, the
 * lighthouse untouched, and nothing left over. The dead-man still goes home when a run is closed.
 */
export async function nebulaEndSeen(
  stage: NebulaStage,
  before: SeenEnds,
): Promise<{ version: string; problems: string[] }> {
  let last = { version: 'unseen', problems: [] as string[] };
  await until(
    async () => {
      const seen = await lookAtEnds(stage);
      const live = nebulaLive(seen.h1, stage.known);
      const other = [...nebulaLive(seen.lh1, stage.known).why, ...nebulaAmiss(seen.lh1, before.lh1)];
      const keys = seen.h1.keys.open.map((path) => t('open-to-others', { path }));
      const lighthouse = other.map((why) => t('of-lighthouse', { why }));
      last = {
        version: live.version,
        problems: [...live.why, ...nebulaAmiss(seen.h1, before.h1), ...lighthouse, ...keys],
      };
      return last.problems.length === 0;
    },
    10_000,
    300,
  );
  return last;
}
