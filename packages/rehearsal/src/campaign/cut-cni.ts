import { type KnownPair, lookAtCni, pairLive, type SeenCni } from '../check/check-cni.ts';
import { pinging } from '../cni/pinging.ts';
import { answering } from '../containers/practice-containers.ts';
import type { CniStage } from '../scenarios/cni-stage.ts';
import { until } from '../scenarios/maint.ts';
import { type Cut, cutRun, guardSeen, timelineOf } from './cut-run.ts';
import type { Cutting } from './kills.ts';

/** Pings of running containers while a run was cut short; after a power cut none runs. */
export interface CniCutting extends Cutting {
  readonly pings: { readonly sent: number; readonly lost: number } | null;
}

/** One run of the plugin, cut short at a random instant; then the machine is looked at without the product. */
export async function cutCni(
  stage: CniStage,
  n: number,
  cut: Cut,
  random: () => number,
  how: {
    readonly pairs: readonly [older: KnownPair, newer: KnownPair];
    readonly lengths: Readonly<Record<'upgrade' | 'rollback', number>>;
  },
): Promise<CniCutting> {
  const { machine, cni } = stage;
  const { pairs, lengths } = how;
  const [older, newer] = pairs;
  const before = await lookAtCni(machine, cni, 'look');
  const command = pairLive(before, pairs).version === older.version ? 'upgrade' : 'rollback';
  const to = command === 'upgrade' ? newer.version : older.version;
  const args = [command, 'cni', '--to', to, '--site', cni.siteFile, '--soak', '500ms', '--yes'];
  const running = await Promise.all(cni.containers.map(({ name }) => answering(machine, name)));
  const pings = cut === 'power' ? null : await pinging(machine, running);
  // What Podman's own unit does for containers that are to be there always.
  const boots = () => startAgain(stage);
  const ran = await cutRun(machine, { args, cut, random, length: lengths[command], cutover: 'cni.plugin', boots });
  await until(async () => (await lookAtCni(machine, cni, 'look')).leftovers.length === 0, 5_000, 300);
  const reports = (await pings?.stop()) ?? null;
  const after = await lookAtCni(machine, cni);
  const { version, why } = pairLive(after, pairs);
  const problems = [...why, ...ran.problems];
  if (after.leftovers.length > 0) problems.push(`left over: ${after.leftovers.join(', ')}`);
  const wanted = ran.outcome === 'committed' ? to : command === 'upgrade' ? older.version : newer.version;
  if (version !== wanted) problems.push(`${version} is live after a run that was ${ran.outcome}`);
  if (JSON.stringify(containersOf(before, cut)) !== JSON.stringify(containersOf(after, cut)))
    problems.push(`containers ${JSON.stringify(after.containers)} were ${JSON.stringify(before.containers)}`);
  for (const { path, lost, sent } of reports ?? [])
    if (lost > 0) problems.push(`${path}: ${lost} of ${sent} pings lost`);
  if (problems.length > 0) problems.push(await guardSeen(machine));
  const { atMs, at, recoveredMs } = ran;
  const slow = recoveredMs === null || recoveredMs > 15_000;
  const timeline = problems.length > 0 || slow ? timelineOf(machine) : [];
  const sum = (of: 'sent' | 'lost') => (reports ?? []).reduce((all, one) => all + one[of], 0);
  const counted = reports === null ? null : { sent: sum('sent'), lost: sum('lost') };
  return { n, cut, command, atMs, at, served: version, recoveredMs, problems, timeline, pings: counted };
}

/** After a power cut a container may have another address. */
const containersOf = ({ containers }: SeenCni, cut: Cut) =>
  cut === 'power' ? containers.map((one) => ({ ...one, addresses: one.addresses.length })) : containers;

async function startAgain({ machine, cni }: CniStage): Promise<void> {
  const names = cni.containers.map(({ name }) => name);
  const started = await cni.podman('start', ...names);
  if (started.code !== 0) throw new Error(started.stderr.trim());
  for (const name of names) await answering(machine, name);
}
