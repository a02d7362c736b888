import { fetchParts } from '../parts/fetch-parts.ts';
import { maint } from '../scenarios/maint.ts';
import { nebulaArgs, nebulaStage } from '../scenarios/nebula-stage.ts';
import type { CampaignOptions } from './campaign.ts';
import { cutNebula, type NebulaCutting } from './cut-nebula.ts';
import { lineOfCutting, listOf } from './listing.ts';
import { seeded } from './seeded.ts';

export interface NebulaCampaignOptions extends CampaignOptions {
  readonly shares?: readonly string[];
  /** How long runs take when nobody cuts them, in milliseconds; measured if absent, which takes two runs. */
  readonly lengths?: Readonly<Record<'upgrade' | 'rollback', number>>;
}

export interface NebulaCampaignResult {
  readonly seed: number;
  readonly cuttings: readonly NebulaCutting[];
  readonly failed: readonly NebulaCutting[];
  readonly worstRecoveryMs: number;
  readonly worstSilenceMs: number;
}

/** Runs of the tunnel are cut short on a host, one after the other, while it is pinged and its lighthouse goes on. */
export async function campaignNebula(options: NebulaCampaignOptions): Promise<NebulaCampaignResult> {
  const { seed, cuts, say, shares } = options;
  const random = seeded(seed);
  const parts = await fetchParts({ log: say });
  const stage = await nebulaStage({ parts, name: 'campaign', say, ...(shares === undefined ? {} : { shares }) });
  await using _machines = stage.nebula;
  const uncut = async (...args: string[]): Promise<number> => {
    const end = await maint(stage.machine, [...args, ...nebulaArgs(stage)]);
    if (end.code !== 0) throw new Error(`the uncut ${args[0]} ended with ${end.code}: ${end.stderr}`);
    return Date.parse(String(end.document.endedAt)) - Date.parse(String(end.document.startedAt));
  };
  const lengths = options.lengths ?? {
    upgrade: await uncut('upgrade', 'nebula', '--to', stage.newer),
    rollback: await uncut('rollback', 'nebula'),
  };
  const list = listOf(cuts, random);
  const cuttings: NebulaCutting[] = [];
  for (const [index, cut] of list.entries()) {
    const cutting = await cutNebula(stage, index + 1, cut, random, lengths);
    cuttings.push(cutting);
    say(`${lineOfCutting(cutting, list.length)}, silent for ${cutting.silenceMs ?? '—'} ms`);
    for (const line of cutting.timeline) say(`    ${line}`);
    // What is neither old nor new is no place to go on from.
    if (cutting.served === 'mixed') break;
  }
  return {
    seed,
    cuttings,
    failed: cuttings.filter((one) => one.problems.length > 0),
    worstRecoveryMs: Math.max(0, ...cuttings.map((one) => one.recoveredMs ?? Number.POSITIVE_INFINITY)),
    worstSilenceMs: Math.max(0, ...cuttings.map((one) => one.silenceMs ?? 0)),
  };
}
