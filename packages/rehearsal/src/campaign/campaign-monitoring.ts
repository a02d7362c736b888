import type { Service } from '../monitoring/services.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { asked, maintThere, monitoringStage, newerTags } from '../scenarios/monitoring-stage.ts';
import type { CampaignOptions } from './campaign.ts';
import { cutMonitoring, type MonitoringCutting, type Upgrades } from './cut-monitoring.ts';
import { lineOfCutting, listOf } from './listing.ts';
import { seeded } from './seeded.ts';

export interface MonitoringCampaignOptions extends CampaignOptions {
  /** Of the stack; all if absent. */
  readonly services?: readonly Service[];
  /** How long runs take when nobody cuts them, in milliseconds; measured if absent, which takes two runs. */
  readonly lengths?: Readonly<Record<'upgrade' | 'rollback', number>>;
}

export interface MonitoringCampaignResult {
  readonly seed: number;
  readonly cuttings: readonly MonitoringCutting[];
  readonly failed: readonly MonitoringCutting[];
  readonly worstRecoveryMs: number;
}

/** Runs of the stack are cut short, one after the other, on one practice machine; in a share Grafana migrates its database. */
export async function campaignMonitoring(options: MonitoringCampaignOptions): Promise<MonitoringCampaignResult> {
  const { seed, cuts, say } = options;
  const random = seeded(seed);
  const parts = await fetchParts({ log: say });
  const stage = await monitoringStage({
    ...{ parts, name: 'campaign', say },
    ...(options.services === undefined ? {} : { services: options.services }),
  });
  await using _machine = stage.machine;
  const newer = newerTags(stage);
  const upgrades: Upgrades = { newer, migrated: { ...newer, grafana: stage.stack.versions.grafana.newer } };
  const uncut = async (...args: string[]): Promise<number> => {
    const end = await maintThere(stage, [...args, '--site', stage.stack.siteFile, '--soak', '500ms', '--yes']);
    if (end.code !== 0) throw new Error(`the uncut ${args[0]} ended with ${end.code}: ${end.stderr}`);
    return Date.parse(String(end.document.endedAt)) - Date.parse(String(end.document.startedAt));
  };
  const lengths = options.lengths ?? {
    upgrade: await uncut('upgrade', 'monitoring', '--to', asked(newer)),
    rollback: await uncut('rollback', 'monitoring'),
  };
  const list = listOf(cuts, random);
  const cuttings: MonitoringCutting[] = [];
  for (const [index, cut] of list.entries()) {
    const how = { upgrades, lengths, patience: 240_000 };
    const cutting = await cutMonitoring(stage, index + 1, cut, random, how);
    cuttings.push(cutting);
    say(`${lineOfCutting(cutting, list.length)}, to ${cutting.to}`);
    for (const line of cutting.timeline) say(`    ${line}`);
    // What is neither old nor new is no place to go on from.
    if (cutting.served.startsWith('mixed')) break;
  }
  return {
    seed,
    cuttings,
    failed: cuttings.filter((one) => one.problems.length > 0),
    worstRecoveryMs: Math.max(0, ...cuttings.map((one) => one.recoveredMs ?? Number.POSITIVE_INFINITY)),
  };
}
