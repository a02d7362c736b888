import { lookAt } from '../check/check-gateway.ts';
import { practiceGateway } from '../gateway/practice-gateway.ts';
import { machineUp } from '../machine/machine.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { maint } from '../scenarios/maint.ts';
import type { Stage } from '../scenarios/scene.ts';
import type { Cut } from './cut-run.ts';
import { type Cutting, cutShort } from './kills.ts';
import { lineOfCutting, listOf } from './listing.ts';
import { seeded } from './seeded.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly cuts: Readonly<Record<Cut, number>>;
  readonly say: (line: string) => void;
}
export interface CampaignResult {
  readonly seed: number;
  readonly cuttings: readonly Cutting[];
  readonly failed: readonly Cutting[];
  readonly worstRecoveryMs: number;
}

/** Runs are cut short, one after the other, on one practice machine; its state is carried on from each to the next. */
export async function campaign({ seed, cuts, say }: CampaignOptions): Promise<CampaignResult> {
  const random = seeded(seed);
  const parts = await fetchParts({ log: say });
  await using machine = await machineUp(parts, { name: 'campaign' });
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const stage: Stage = {
    machine,
    gateway,
    older: parts.older.version,
    newer: parts.newer.version,
    say,
    language: 'en',
  };
  // An uncut pair first: it tells how long a run takes here, and makes the generation that rollbacks return to.
  const uncut = async (...args: string[]): Promise<number> => {
    const end = await maint(machine, [...args, '--site', gateway.siteFile, '--soak', '500ms', '--yes']);
    if (end.code !== 0) throw new Error(`the uncut ${args[0]} ended with ${end.code}: ${end.stderr}`);
    // From the first line to the last: cuts before and after that hit nothing.
    return Date.parse(String(end.document.endedAt)) - Date.parse(String(end.document.startedAt));
  };
  const lengths = {
    upgrade: await uncut('upgrade', 'gateway', '--to', stage.newer),
    rollback: await uncut('rollback', 'gateway'),
  };
  const list = listOf(cuts, random);
  const cuttings: Cutting[] = [];
  for (const [index, cut] of list.entries()) {
    let cutting = await cutShort(stage, index + 1, cut, random, lengths);
    // A power cut after the run was closed cuts nothing short.
    if (cut === 'power' && cutting.at.startsWith('closed')) {
      await revive(stage);
      cutting = await cutShort(stage, index + 1, cut, random, lengths);
    }
    cuttings.push(cutting);
    say(lineOfCutting(cutting, list.length));
    for (const line of cutting.timeline) say(`    ${line}`);
    if (cut === 'power') await revive(stage);
  }
  return {
    seed,
    cuttings,
    failed: cuttings.filter((one) => one.problems.length > 0),
    worstRecoveryMs: Math.max(0, ...cuttings.map((one) => one.recoveredMs ?? Number.POSITIVE_INFINITY)),
  };
}

/** What the site itself would start again after a power cut. */
async function revive({ gateway, machine, say }: Stage): Promise<void> {
  const { nginx } = await lookAt(machine, gateway.root);
  if (nginx.length === 0) await gateway.start().catch((error: Error) => say(`gateway: ${error.message}`));
  await gateway.startContainer().catch((error: Error) => say(`container: ${error.message}`));
}
