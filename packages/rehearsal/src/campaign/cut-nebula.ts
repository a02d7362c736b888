import { nebulaLive } from '../check/check-nebula.ts';
import { tunnelWatch } from '../nebula/tunnel-watch.ts';
import { lookAtEnds, type NebulaStage, nebulaArgs, nebulaEndSeen } from '../scenarios/nebula-stage.ts';
import { type Cut, cutRun, guardSeen, timelineOf } from './cut-run.ts';
import type { Cutting } from './kills.ts';

export interface NebulaCutting extends Cutting {
  /** How long the tunnel was silent at most; null after a power cut, which nothing watches. */
  readonly silenceMs: number | null;
}

/** One run of the tunnel, cut short at a random instant; then both ends are looked at without the product. */
export async function cutNebula(
  stage: NebulaStage,
  n: number,
  cut: Cut,
  random: () => number,
  lengths: Readonly<Record<'upgrade' | 'rollback', number>>,
): Promise<NebulaCutting> {
  const { machine, known, older, newer } = stage;
  const before = await lookAtEnds(stage);
  const was = nebulaLive(before.h1, known);
  if (was.why.length > 0) throw new Error(`not begun: ${was.why.join('; ')}`);
  const command = was.version === older ? 'upgrade' : 'rollback';
  const to = command === 'upgrade' ? newer : older;
  const args = [command, 'nebula', '--to', to, ...nebulaArgs(stage)];
  const watch = cut === 'power' ? null : await tunnelWatch(stage.nebula.h1);
  const ran = await cutRun(machine, {
    ...{ args, cut, random, length: lengths[command], cutover: 'nebula.stop' },
    // Most of a run looks and waits: half of the instants are sought where the tunnel is away.
    ...{ inCutover: random() < 0.5, powerWithin: 5_000, patience: 90_000 },
  });
  const { version, problems: amiss } = await nebulaEndSeen(stage, before);
  const silenceMs = (await watch?.stop())?.silenceMs ?? null;
  const problems = [...amiss, ...ran.problems];
  const wanted = ran.outcome === 'committed' ? to : was.version;
  if (version !== wanted) problems.push(`${version} is live after a run that was ${ran.outcome}`);
  if (problems.length > 0) problems.push(await guardSeen(machine));
  const { atMs, at, recoveredMs } = ran;
  const slow = recoveredMs === null || recoveredMs > 60_000;
  const timeline = problems.length > 0 || slow ? timelineOf(machine) : [];
  return { n, cut, command, atMs, at, served: version, recoveredMs, problems, timeline, silenceMs };
}
