import { setTimeout as sleep } from 'node:timers/promises';
import { lookAt, versionServed } from '../check/check-gateway.ts';
import {
  allClosed,
  killInside,
  type MaintEnd,
  maint,
  newestJournal,
  ownerPid,
  startMaint,
  until,
} from '../scenarios/maint.ts';
import { renewRoute, type Stage } from '../scenarios/scene.ts';

/** How one run is cut short. `twice`: the one who takes over is killed too. `by-hand`: the dead-man is stopped, `resume` is typed. `power`: everything at once. */
export type Cut = 'once' | 'twice' | 'by-hand' | 'power';

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

const limit = 30_000;
const guard = 'flatnet-maint-guard.service';

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
  const args =
    command === 'upgrade' ? ['upgrade', 'gateway', '--to', stage.newer] : ['rollback', 'gateway', '--to', stage.older];
  const last = newestJournal(machine).run;
  const { child, ended } = startMaint(machine, [...args, '--site', stage.gateway.siteFile, '--soak', '500ms', '--yes']);
  const opened = await until(() => newestJournal(machine).run !== last, 20_000, 10);
  // Before the cutover a power cut finds the gateway untouched, and whether it starts at boot is the site's own matter.
  if (cut === 'power')
    await until(() => newestJournal(machine).entries.some((entry) => entry.id === 'gateway.hold'), 20_000, 10);
  const atMs = Math.round(random() * (cut === 'power' ? 1_200 : lengths[command]));
  await sleep(atMs);
  const at = lineOf(machine);
  const died = performance.now();
  if (cut === 'power') await machine.reboot();
  else {
    if (cut === 'by-hand') await machine.exec(['systemctl', 'stop', guard]);
    const pid = opened ? ownerPid(machine) : null;
    if (pid !== null && child.exitCode === null) await killInside(machine, pid);
  }
  if (cut === 'twice') await killNextOwner(stage, random);
  let typed: MaintEnd | null = null;
  if (cut === 'by-hand') typed = await maint(machine, ['resume', '--yes']);
  await Promise.race([ended, sleep(2_000)]);
  const closed = await until(() => allClosed(machine), limit);
  const recoveredMs = closed ? Math.round(performance.now() - died) : null;
  await until(async () => (await lookAt(machine, stage.gateway.root)).leftovers.length === 0, 5_000, 300);
  const after = await lookAt(machine, stage.gateway.root);
  const verdict = versionServed(after, [stage.older, stage.newer]);
  const problems = [...verdict.why];
  if (!closed) problems.push(`run ${newestJournal(machine).run} still open after 30 s`);
  if (after.leftovers.length > 0) problems.push(`left over: ${after.leftovers.join(', ')}`);
  const kept = new Set([...before.trees, ...(verdict.version === stage.newer ? after.trees.slice(-1) : [])]);
  const stray = after.trees.filter((tree) => !kept.has(tree) && !tree.startsWith(`${verdict.version}-`));
  if (stray.length > 0) problems.push(`trees left: ${stray.join(', ')}`);
  if (cut !== 'power' && JSON.stringify(before.routes) !== JSON.stringify(after.routes))
    problems.push(`routes ${after.routes} were ${before.routes}`);
  const outcome = newestJournal(machine).entries.findLast((entry) => entry.type === 'closed')?.outcome;
  if (outcome === 'stuck') problems.push('stuck');
  if (problems.length > 0)
    problems.push(
      (
        await machine.exec(['systemctl', 'show', guard, '-p', 'LoadState,ActiveState,Result,NRestarts,ExecMainStatus'])
      ).stdout
        .trim()
        .replaceAll('\n', ' '),
    );
  if (typed !== null && typed.code !== null && ![0, 3, 4].includes(typed.code))
    problems.push(`resume ended with ${typed.code}: ${typed.document.error?.message ?? typed.stderr}`);
  const slow = recoveredMs === null || recoveredMs > 8_000;
  const timeline = problems.length > 0 || slow ? timelineOf(machine) : [];
  return { n, cut, command, atMs, at, served: verdict.version, recoveredMs, problems, timeline };
}

/** Waits for whoever takes over and kills it too, a random moment later. */
async function killNextOwner(stage: Stage, random: () => number): Promise<void> {
  const { machine } = stage;
  const first = ownerPid(machine);
  const taken = await until(() => ownerPid(machine) !== first || allClosed(machine), 10_000, 10);
  if (!taken || allClosed(machine)) return;
  await sleep(random() * 1_500);
  if (!allClosed(machine)) await killInside(machine, ownerPid(machine));
}

function lineOf(machine: Stage['machine']): string {
  const entry = newestJournal(machine).entries.at(-1);
  return entry === undefined ? 'before the first line' : `${entry.type}${entry.id === undefined ? '' : ` ${entry.id}`}`;
}

const timelineOf = (machine: Stage['machine']): string[] =>
  newestJournal(machine).entries.map(({ type, at, id, text, message, outcome }) =>
    [at?.slice(11, 23), type, id, text, message, outcome].filter((part) => part !== undefined).join(' '),
  );
