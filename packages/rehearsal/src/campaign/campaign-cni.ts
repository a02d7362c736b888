import { practiceCni } from '../cni/practice-cni.ts';
import { machineUp } from '../machine/machine.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { type CniStage, soundPair } from '../scenarios/cni-stage.ts';
import { maint } from '../scenarios/maint.ts';
import type { CampaignOptions } from './campaign.ts';
import { type CniCutting, cutCni } from './cut-cni.ts';
import { lineOfCutting, listOf } from './listing.ts';
import { seeded } from './seeded.ts';

export interface CniCampaignResult {
  readonly seed: number;
  readonly cuttings: readonly CniCutting[];
  readonly failed: readonly CniCutting[];
  readonly worstRecoveryMs: number;
  readonly pings: { readonly sent: number; readonly lost: number };
}

/** Runs of the plugin are cut short, one after the other, on one practice machine whose containers ping each other. */
export async function campaignCni({ seed, cuts, say }: CampaignOptions): Promise<CniCampaignResult> {
  const random = seeded(seed);
  const parts = await fetchParts({ log: say });
  await using machine = await machineUp(parts, { name: 'campaign', podman: true });
  const cni = await practiceCni(machine);
  const stage: CniStage = { machine, cni, older: '0.1.0', newer: '0.2.0', say, language: 'en' };
  const uncut = async (...args: string[]): Promise<number> => {
    const end = await maint(machine, [...args, '--site', cni.siteFile, '--soak', '500ms', '--yes']);
    if (end.code !== 0) throw new Error(`the uncut ${args[0]} ended with ${end.code}: ${end.stderr}`);
    return Date.parse(String(end.document.endedAt)) - Date.parse(String(end.document.startedAt));
  };
  const lengths = {
    upgrade: await uncut('upgrade', 'cni', '--to', stage.newer),
    rollback: await uncut('rollback', 'cni'),
  };
  const how = { pairs: [soundPair(stage.older), soundPair(stage.newer)] as const, lengths };
  const list = listOf(cuts, random);
  const cuttings: CniCutting[] = [];
  for (const [index, cut] of list.entries()) {
    const cutting = await cutCni(stage, index + 1, cut, random, how);
    cuttings.push(cutting);
    say(lineOfCutting(cutting, list.length));
    for (const line of cutting.timeline) say(`    ${line}`);
  }
  const sum = (of: 'sent' | 'lost') => cuttings.reduce((all, { pings }) => all + (pings?.[of] ?? 0), 0);
  return {
    seed,
    cuttings,
    failed: cuttings.filter((one) => one.problems.length > 0),
    worstRecoveryMs: Math.max(0, ...cuttings.map((one) => one.recoveredMs ?? Number.POSITIVE_INFINITY)),
    pings: { sent: sum('sent'), lost: sum('lost') },
  };
}
