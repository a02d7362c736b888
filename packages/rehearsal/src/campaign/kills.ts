import { lookAt, versionServed } from '../check/check-gateway.ts';
import { until } from '../scenarios/maint.ts';
import { renewRoute, type Stage } from '../scenarios/scene.ts';
import { type Cut, cutRun, guardSeen, timelineOf } from './cut-run.ts';

export interface Cutting {
  readonly n: number;
  readonly cut: Cut;
  readonly command: 'upgrade' | 'rollback';
  readonly atMs: number;
  /** The journal's last line when the owner died. */
  readonly at: string;
  readonly served: string;
  readonly recoveredMs: number | null;
  readonly problems: readonly string[];
  /** The run's journal, in short, when something was wrong or slow. */
  readonly timeline: readonly string[];
}

/** One run, cut short at a random instant; then nobody touches anything (or types `resume`), and the machine is looked at. */
export async function cutShort(
  stage: Stage,
  n: number,
  cut: Cut,
  random: () => number,
  lengths: Readonly<Record<'upgrade' | 'rollback', number>>,
): Promise<Cutting> {
  const { machine } = stage;
  await renewRoute(machine);
  const before = await lookAt(machine, stage.gateway.root);
  const served = versionServed(before, [stage.older, stage.newer]).version;
  const command = served === stage.older ? 'upgrade' : 'rollback';
  const to = command === 'upgrade' ? stage.newer : stage.older;
  const args = [command, 'gateway', '--to', to, '--site', stage.gateway.siteFile, '--soak', '500ms', '--yes'];
  const ran = await cutRun(machine, { args, cut, random, length: lengths[command], cutover: 'gateway.hold' });
  await until(async () => (await lookAt(machine, stage.gateway.root)).leftovers.length === 0, 5_000, 300);
  const after = await lookAt(machine, stage.gateway.root);
  const verdict = versionServed(after, [stage.older, stage.newer]);
  const problems = [...verdict.why, ...ran.problems];
  if (after.leftovers.length > 0) problems.push(`left over: ${after.leftovers.join(', ')}`);
  const kept = new Set([...before.trees, ...(verdict.version === stage.newer ? after.trees.slice(-1) : [])]);
  const stray = after.trees.filter((tree) => !kept.has(tree) && !tree.startsWith(`${verdict.version}-`));
  if (stray.length > 0) problems.push(`trees left: ${stray.join(', ')}`);
  if (cut !== 'power' && JSON.stringify(before.routes) !== JSON.stringify(after.routes))
    problems.push(`routes ${after.routes} were ${before.routes}`);
  if (problems.length > 0) problems.push(await guardSeen(machine));
  const { atMs, at, recoveredMs } = ran;
  const slow = recoveredMs === null || recoveredMs > 8_000;
  const timeline = problems.length > 0 || slow ? timelineOf(machine) : [];
  return { n, cut, command, atMs, at, served: verdict.version, recoveredMs, problems, timeline };
}
