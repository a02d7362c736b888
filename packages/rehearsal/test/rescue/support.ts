import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import {
  allClosed,
  fetchParts,
  hostPid,
  lookAt,
  type Machine,
  type MachineOptions,
  machineUp,
  newestJournal,
  type PracticeGateway,
  practiceGateway,
  type Seen,
  stateFolder,
  until,
  versionServed,
} from '../../src/index.ts';
import { type MaintEnd, maint, maintArgv, startMaint } from '../../src/scenarios/maint.ts';

export { hostPid };

/** A practice gateway with the older version live, and what the tests of this folder do to it. */
export interface Rescue {
  readonly machine: Machine;
  readonly gateway: PracticeGateway;
  readonly older: string;
  readonly newer: string;
  maint(...args: readonly string[]): Promise<MaintEnd>;
  start(...args: readonly string[]): ReturnType<typeof startMaint>;
  /** `flatnet-maint …` on a terminal of its own; what it ends with is what `script` ends with. */
  startOnTerminal(...args: readonly string[]): { close(): void; readonly ended: Promise<number | null> };
  /** The same on a terminal that stays when the command ended; `kill` ends all of its session by SIGKILL, as a cut link's end may. */
  startOnStandingTerminal(...args: readonly string[]): { kill(): Promise<void>; said(): string };
  readonly upgrade: readonly string[];
  readonly rollback: readonly string[];
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `practice machines are Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'practice machines need root';
  return undefined;
}

/** Tests that share one machine, in their order. Where it cannot run each says so; on a CI machine that is a failure. */
export function rescue(
  title: string,
  options: MachineOptions,
  scenes: readonly (readonly [name: string, work: (stage: Rescue) => Promise<void>])[],
): void {
  const reason = whyNot();
  let stage: Rescue | undefined;
  describe(title, () => {
    beforeAll(async () => {
      if (reason === undefined) stage = await stageUp(options);
    }, 300_000);
    afterAll(() => stage?.machine.down());
    for (const [name, work] of scenes) {
      test(name, async (context: TestContext) => {
        if (reason !== undefined && process.env.CI === 'true') throw new Error(`not run: ${reason}`);
        if (stage === undefined) context.skip(`not run: ${reason}`);
        else {
          // A scene that failed in the middle must not spoil the next one.
          const { machine } = stage;
          await until(() => allClosed(machine), 60_000);
          await work(stage);
        }
      }, 120_000);
    }
  });
}

async function stageUp(options: MachineOptions): Promise<Rescue> {
  const parts = await fetchParts();
  const machine = await machineUp(parts, { name: 'rescue', ...options });
  try {
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    const site = ['--site', gateway.siteFile, '--yes'];
    return {
      machine,
      gateway,
      older: parts.older.version,
      newer: parts.newer.version,
      maint: (...args) => maint(machine, args),
      start: (...args) => startMaint(machine, args),
      startOnTerminal: (...args) => onTerminal(machine, args),
      startOnStandingTerminal: (...args) => onStandingTerminal(machine, args),
      upgrade: ['upgrade', 'gateway', '--to', parts.newer.version, ...site],
      rollback: ['rollback', 'gateway', ...site],
    };
  } catch (error) {
    await machine.down();
    throw error;
  }
}

const lineOf = (args: readonly string[]): string =>
  maintArgv(...args)
    .map((arg) => `'${arg}'`)
    .join(' ');

export function onStandingTerminal(
  machine: Machine,
  args: readonly string[],
): ReturnType<Rescue['startOnStandingTerminal']> {
  const leader = '/srv/terminal.pid';
  const line = `echo $$ > ${leader}; stty cols 100 rows 40; ${lineOf(args)}; echo "ended with $?"; sleep 600`;
  const child = machine.spawn(['script', '-qec', line, '/dev/null'], {
    env: { TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (said += part));
  child.stderr?.resume();
  child.stdin?.on('error', () => {});
  return {
    said: () => said,
    async kill() {
      const session = readFileSync(machine.path(leader), 'utf8').trim();
      const pids = readdirSync(machine.path('/proc')).filter(
        (pid) => /^\d+$/.test(pid) && sessionOf(machine, pid) === session,
      );
      expect(pids).toContain(session);
      await machine.exec(['kill', '-9', ...pids]);
      // `script` goes with its shell, at once or a little later.
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    },
  };
}

/** Null when it is gone. */
function sessionOf(machine: Machine, pid: string): string | null {
  try {
    const stat = readFileSync(machine.path(`/proc/${pid}/stat`), 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3] ?? null;
  } catch {
    return null;
  }
}

function onTerminal(machine: Machine, args: readonly string[]): ReturnType<Rescue['startOnTerminal']> {
  const line = lineOf(args);
  const child = machine.spawn(['script', '-qec', `stty cols 100 rows 40; exec ${line}`, '/dev/null'], {
    env: { TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout?.resume();
  child.stderr?.resume();
  child.stdin?.on('error', () => {});
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    ended,
    // `script` holds the terminal's other end; when it is gone the terminal is closed, as when a window or an ssh is.
    close() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    },
  };
}

export type Line = { type: string; id?: string; phase?: string; outcome?: string; by?: string; order?: string };
/** The lines of the newest run. */
export const lines = (stage: Rescue): readonly Line[] => newestJournal(stage.machine).entries as readonly Line[];
/** Found by its folder: its journal may be damaged. */
export function newestRun(stage: Rescue): string | null {
  const runs = stage.machine.path(`${stateFolder}/runs`);
  return existsSync(runs) ? (readdirSync(runs).sort().at(-1) ?? null) : null;
}

/** Waits until the journal of a run newer than `last` has such a line. */
export async function reached(stage: Rescue, last: string | null, wanted: (line: Line) => boolean): Promise<void> {
  const there = await until(() => newestRun(stage) !== last && lines(stage).some(wanted), 60_000, 3);
  if (!there) throw new Error(`never came to it; the last line is ${JSON.stringify(lines(stage).at(-1))}`);
}
export const phase = (name: string) => (line: Line) => line.type === 'phase' && line.phase === name;
export const doing = (id: string) => (line: Line) => line.type === 'doing' && line.id === id;
export const waiting = (line: Line) => line.type === 'waiting';

/** How many owners the newest run has had. */
export const ownersOf = (stage: Rescue): number =>
  readdirSync(stage.machine.path(`${stateFolder}/runs/${newestRun(stage)}`)).filter((name) => name.startsWith('owner.'))
    .length;

export async function closed(stage: Rescue, limit = 60_000): Promise<string | undefined> {
  const over = await until(() => allClosed(stage.machine), limit);
  if (!over) throw new Error(`still open; the last line is ${JSON.stringify(lines(stage).at(-1))}`);
  return lines(stage).findLast((line) => line.type === 'closed')?.outcome;
}

/** What is true, seen without the product: one version wholly, and nothing left over. */
export async function serves(stage: Rescue, wanted: string): Promise<void> {
  let seen: Seen | null = null;
  const clean = async () => {
    seen = await lookAt(stage.machine, stage.gateway.root);
    return seen.leftovers.length === 0 && versionServed(seen, [stage.older, stage.newer]).version === wanted;
  };
  // A unit and the processes of a run end a moment after the run does.
  await until(clean, 8_000, 300);
  const now = seen ?? (await lookAt(stage.machine, stage.gateway.root));
  expect({ ...versionServed(now, [stage.older, stage.newer]), leftovers: now.leftovers }).toEqual({
    version: wanted,
    why: [],
    leftovers: [],
  });
}

export interface OwnerFile {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly number: number;
}
export const ownerPath = (stage: Rescue, number: number): string =>
  stage.machine.path(`${stateFolder}/runs/${newestRun(stage)}/owner.${number}.json`);
export const owner = (stage: Rescue, number = ownersOf(stage)): OwnerFile =>
  JSON.parse(readFileSync(ownerPath(stage, number), 'utf8')) as OwnerFile;

/** Stops the owner where it stands. `nsenter`, which waits for it, stops too, and must be let go on or it holds the machine. */
export function stopOwner(pid: number, child: ChildProcess): { letGo(): void } {
  process.kill(pid, 'SIGSTOP');
  const letGo = () => void process.kill(-(child.pid ?? 0), 'SIGCONT');
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) letGo();
  });
  return { letGo };
}

export const signalOwner = (stage: Rescue, signal: NodeJS.Signals): boolean =>
  process.kill(hostPid(stage.machine, owner(stage).pid), signal);
export const ownerLives = (stage: Rescue): boolean => existsSync(stage.machine.path(`/proc/${owner(stage).pid}/stat`));

/** Kills the dead-man for good, so that only what a test does brings a run back. */
export async function stopDeadMan(stage: Rescue): Promise<void> {
  const name = 'flatnet-maint-guard.service';
  await stage.machine.exec(['systemctl', 'disable', '--now', name]);
  await stage.machine.exec(['rm', '-f', `/etc/systemd/system/${name}`]);
}

/** Changes a file of the machine. */
export function edit(stage: Rescue, path: string, change: (bytes: Buffer) => Buffer | string): void {
  const file = stage.machine.path(path);
  writeFileSync(file, change(readFileSync(file)));
}

export function write(stage: Rescue, path: string, text: string, mode = 0o644): void {
  mkdirSync(stage.machine.path(dirname(path)), { recursive: true });
  writeFileSync(stage.machine.path(path), text, { mode });
}
