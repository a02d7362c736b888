import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../machine/machine.ts';
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

/** How one run is cut short. `twice`: the one who takes over is killed too. `by-hand`: the dead-man is stopped, `resume` is typed. `power`: everything at once. */
export type Cut = 'once' | 'twice' | 'by-hand' | 'power';

export interface CutRun {
  readonly atMs: number;
  /** The journal's last line when the owner died. */
  readonly at: string;
  readonly recoveredMs: number | null;
  readonly outcome: string | undefined;
  readonly problems: readonly string[];
}

const guard = 'flatnet-maint-guard.service';

/** Starts one run, cuts it short at a random instant, and waits until nobody works on it any more. */
export async function cutRun(
  machine: Machine,
  run: {
    readonly args: readonly string[];
    readonly cut: Cut;
    readonly random: () => number;
    /** How long such a run takes when nobody cuts it, in milliseconds. */
    readonly length: number;
    /** The step at which the cutover begins: before it a power cut finds what was. */
    readonly cutover: string;
    /** Whether the instant is sought after that step, as of a power cut it always is. */
    readonly inCutover?: boolean;
    /** How long after that step at most, in milliseconds; 1200 if absent. */
    readonly powerWithin?: number;
    /** How long each thing that is waited for may take, in milliseconds. */
    readonly patience?: number;
    readonly env?: Readonly<Record<string, string>>;
    /** What the site itself does when power is back, while the run is brought to its end; nothing if absent. */
    readonly boots?: () => Promise<void>;
  },
): Promise<CutRun> {
  const { cut, random, patience = 20_000, env = {} } = run;
  const limit = patience + 10_000;
  const last = newestJournal(machine).run;
  const { child, ended } = startMaint(machine, run.args, { env });
  const opened = await until(() => newestJournal(machine).run !== last || child.exitCode !== null, patience, 10);
  const inCutover = cut === 'power' || run.inCutover === true;
  if (inCutover)
    await until(() => newestJournal(machine).entries.some((entry) => entry.id === run.cutover), patience, 10);
  const atMs = Math.round(random() * (inCutover ? (run.powerWithin ?? 1_200) : run.length));
  await sleep(atMs);
  const at = lineOf(machine);
  const died = performance.now();
  let boots: Promise<void> | undefined;
  if (cut === 'power') {
    await machine.reboot();
    boots = run.boots?.();
    boots?.catch(() => {}); // told below
  }
  if (cut !== 'power') {
    if (cut === 'by-hand') await machine.exec(['systemctl', 'stop', guard]);
    const pid = opened ? ownerPid(machine) : null;
    if (pid !== null && child.exitCode === null) await killInside(machine, pid);
  }
  if (cut === 'twice') await killNextOwner(machine, random);
  let typed: MaintEnd | null = null;
  if (cut === 'by-hand') typed = await maint(machine, ['resume', '--yes'], { env });
  await Promise.race([ended, sleep(2_000)]);
  const closed = await until(() => allClosed(machine), limit);
  const recoveredMs = closed ? Math.round(performance.now() - died) : null;
  const outcome = newestJournal(machine).entries.findLast((entry) => entry.type === 'closed')?.outcome;
  const problems: string[] = [];
  await boots?.catch((error: Error) => problems.push(`the site does not come up again: ${error.message}`));
  if (!closed) problems.push(`run ${newestJournal(machine).run} still open after ${limit / 1_000} s`);
  if (newestJournal(machine).run === last) problems.push('no run was opened');
  if (outcome === 'stuck') problems.push('stuck');
  if (typed !== null && typed.code !== null && ![0, 3, 4].includes(typed.code))
    problems.push(`resume ended with ${typed.code}: ${typed.document.error?.message ?? typed.stderr}`);
  return { atMs, at, recoveredMs, outcome, problems };
}

/** What systemd knows of the dead-man, for a run that did not end well. */
export async function guardSeen(machine: Machine): Promise<string> {
  const wanted = 'LoadState,ActiveState,Result,NRestarts,ExecMainStatus';
  return (await machine.exec(['systemctl', 'show', guard, '-p', wanted])).stdout.trim().replaceAll('\n', ' ');
}

/** The run's journal, in short. */
export const timelineOf = (machine: Machine): string[] =>
  newestJournal(machine).entries.map(({ type, at, id, text, message, outcome }) =>
    [at?.slice(11, 23), type, id, text, message, outcome].filter((part) => part !== undefined).join(' '),
  );

/** Waits for whoever takes over and kills it too, a random moment later. */
async function killNextOwner(machine: Machine, random: () => number): Promise<void> {
  const first = ownerPid(machine);
  const taken = await until(() => ownerPid(machine) !== first || allClosed(machine), 10_000, 10);
  if (!taken || allClosed(machine)) return;
  await sleep(random() * 1_500);
  if (!allClosed(machine)) await killInside(machine, ownerPid(machine));
}

function lineOf(machine: Machine): string {
  const entry = newestJournal(machine).entries.at(-1);
  return entry === undefined ? 'before the first line' : `${entry.type}${entry.id === undefined ? '' : ` ${entry.id}`}`;
}
