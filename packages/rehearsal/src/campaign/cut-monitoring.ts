import { lookAtMonitoring } from '../check/check-monitoring.ts';
import {
  asked,
  environment,
  type MonitoringStage,
  monitoringEndSeen,
  startAgain,
  type Tags,
  worldLive,
  worldOf,
} from '../scenarios/monitoring-stage.ts';
import { type Cut, cutRun, guardSeen, timelineOf } from './cut-run.ts';
import type { Cutting } from './kills.ts';

export interface MonitoringCutting extends Cutting {
  /** What the run was to make live. */
  readonly to: string;
}

/** By name: what an upgrade of it asks for. */
export type Upgrades = Readonly<Record<string, Tags>>;

/** One run of the stack, cut short at a random instant; then the machine is looked at without the product. */
export async function cutMonitoring(
  stage: MonitoringStage,
  n: number,
  cut: Cut,
  random: () => number,
  how: {
    readonly upgrades: Upgrades;
    readonly lengths: Readonly<Record<'upgrade' | 'rollback', number>>;
    readonly patience: number;
  },
): Promise<MonitoringCutting> {
  const { machine, stack } = stage;
  const { upgrades, lengths, patience } = how;
  const worlds = [
    worldOf(stage, 'older'),
    ...Object.entries(upgrades).map(([name, tags]) => worldOf(stage, name, tags)),
  ];
  const before = await lookAtMonitoring(machine, stack);
  const was = worldLive(before, worlds);
  if (was.why.length > 0) throw new Error(`not begun: ${was.why.join('; ')}`);
  const names = Object.keys(upgrades);
  const command = was.name === 'older' ? 'upgrade' : 'rollback';
  const to = command === 'rollback' ? 'older' : (names[Math.floor(random() * names.length)] ?? '');
  const wanted = command === 'upgrade' ? ['--to', asked(upgrades[to] ?? {})] : [];
  const args = [command, 'monitoring', ...wanted, '--site', stack.siteFile, '--soak', '500ms', '--yes'];
  const ran = await cutRun(machine, {
    ...{ args, cut, random, patience, env: environment(stage) },
    length: lengths[command],
    cutover: 'monitoring.config',
    powerWithin: lengths[command] / 2,
    // What the site itself does for services that are to be there always.
    boots: () => startAgain(stage),
  });
  const { name, problems: amiss } = await monitoringEndSeen(stage, worlds, before);
  const problems = [...amiss, ...ran.problems];
  const right = ran.outcome === 'committed' ? to : was.name;
  if (name !== right) problems.push(`${name} is live after a run from ${was.name} to ${to} that was ${ran.outcome}`);
  if (problems.length > 0) problems.push(await guardSeen(machine));
  const { atMs, at, recoveredMs } = ran;
  const timeline = problems.length > 0 ? timelineOf(machine) : [];
  return { n, cut, command, to, atMs, at, served: name, recoveredMs, problems, timeline };
}
