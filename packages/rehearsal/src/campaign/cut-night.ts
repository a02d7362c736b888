import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lookAt, type Seen, versionServed } from '../check/check-gateway.ts';
import { ask } from '../gateway/ask.ts';
import { handMade, lostOf } from '../gateway/prepared/hand-made.ts';
import { type PreparedHost, preparedHost } from '../gateway/prepared-host.ts';
import { hostPid } from '../machine/host-pid.ts';
import { killGroup } from '../machine/inside.ts';
import { type Machine, type MachineOptions, machineUp } from '../machine/machine.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { allClosed, maint, newestJournal, ownerPid, startMaint, stateFolder, until } from '../scenarios/maint.ts';
import { nextWords, typeMaint } from '../scenarios/printed.ts';

/** A host on which nothing serves, and no journal tells why. */
export interface Night {
  readonly kind: 'half-renamed' | 'half-swapped' | 'dead';
  readonly layout: 'tree' | 'config';
}

/** When the owner of `adopt --start` is killed: once so many lines of the journal are there, or so long after it was typed. */
export type Instant = { readonly entry: number } | { readonly atMs: number };

export interface CutNight extends Night {
  readonly instant: Instant | null;
  /** What was typed, as `init` printed it. */
  readonly typed: string;
  /** The journal's last line when the owner died. */
  readonly at: string;
  /** Lines that the run wrote in all, and how long it took; of an uncut one. */
  readonly entries: number;
  readonly tookMs: number;
  /** How the same command ended each time that it was typed again. */
  readonly ends: readonly number[];
  readonly recoveredMs: number;
  readonly problems: readonly string[];
  readonly timeline: readonly string[];
}

const limit = 60_000;

/** Somebody finds the gateway dead, types what `init` says, is cut short at the instant (null = never), and types it again. */
export async function cutNight(
  parts: Parts,
  night: Night,
  instant: Instant | null,
  options: Pick<MachineOptions, 'shares'> = {},
): Promise<CutNight> {
  await using machine = await machineUp(parts, { name: 'night', ...options });
  const host = await preparedHost(machine, { ...night, routes: true });
  const made = handMade(host);
  const found = await typeMaint(machine, 'init', '--yes');
  const words = nextWords(found.stdout);
  const nothing = { ...night, instant, at: '', entries: 0, tookMs: 0, ends: [], recoveredMs: 0, timeline: [] };
  if (words === null)
    return { ...nothing, typed: '', problems: [`init names no command: ${found.code} ${found.stdout}${found.stderr}`] };
  const command = [...words, '--soak', '500ms', '--yes'];
  const began = performance.now();
  const { child, ended } = startMaint(machine, command);
  if (instant === null) await ended;
  else {
    if ('entry' in instant) await until(() => lineCount(machine) >= instant.entry || over(child), limit, 1);
    else await sleep(instant.atMs);
    const pid = ownerPid(machine);
    // Before there is an owner it is the command alone that dies.
    if (!over(child) && pid !== null) kill(machine, pid);
    else killGroup(child);
  }
  const at = lastLine(machine);
  const died = performance.now();
  const entries = lineCount(machine);
  const ends: number[] = [];
  if (instant !== null) {
    await Promise.race([ended, sleep(2_000)]);
    do {
      const again = await maint(machine, command);
      ends.push(again.code ?? -1);
      if (again.code === 6) await sleep(500);
    } while (ends.at(-1) === 6 && performance.now() - died < limit);
  } else ends.push((await ended).code ?? -1);
  const tookMs = Math.round((instant === null ? performance.now() : died) - began);
  const problems = await problemsOf(host, parts, made, ends.at(-1) ?? -1);
  const recoveredMs = Math.round(performance.now() - died);
  const timeline = problems.length === 0 ? [] : timelineOf(machine);
  const typed = ['flatnet-maint', ...words].join(' ');
  return { ...night, instant, typed, at, entries, tookMs, ends, recoveredMs, problems, timeline };
}

/** What must be true in the end, whatever was cut: seen without the product. */
async function problemsOf(
  host: PreparedHost,
  { older, newer }: Parts,
  made: ReturnType<typeof handMade>,
  code: number,
): Promise<string[]> {
  const { machine, root } = host;
  const closed = await until(() => allClosed(machine), 30_000);
  let last: Seen | null = null;
  const isClean = async () => {
    last = await lookAt(machine, root);
    return last.leftovers.length === 0;
  };
  await until(isClean, 5_000, 300);
  const seen = last ?? (await lookAt(machine, root));
  const { version, why } = versionServed(seen, [older.version, newer.version]);
  const app = await ask(machine, 'http://127.0.0.1/c/app/');
  return [
    ...why,
    ...(version === older.version ? [] : [`${version} serves`]),
    // Typed again where the first had come to its end already, it refuses and says so: something serves.
    ...(code === 0 || (code === 3 && version === older.version) ? [] : [`the last one ended with ${code}`]),
    ...(closed ? [] : [`run ${newestJournal(machine).run} still open`]),
    ...seen.leftovers.map((what) => `left over: ${what}`),
    ...(app.body === 'app\n' ? [] : [`the container's route answers ${app.status}`]),
    ...lostOf(made, host),
  ];
}

const over = ({ exitCode, signalCode }: { exitCode: number | null; signalCode: string | null }): boolean =>
  exitCode !== null || signalCode !== null;

function kill(machine: Machine, inside: number): void {
  try {
    process.kill(hostPid(machine, inside), 'SIGKILL');
  } catch {
    // It came to its end in this very moment.
  }
}

/** Without parsing: what is awaited may come a millisecond later. */
function lineCount(machine: Machine): number {
  const runs = machine.path(`${stateFolder}/runs`);
  const run = existsSync(runs) ? readdirSync(runs).sort().at(-1) : undefined;
  const file = `${runs}/${run}/journal.jsonl`;
  return existsSync(file) ? readFileSync(file, 'latin1').split('\n').length - 1 : 0;
}

function lastLine(machine: Machine): string {
  const entry = newestJournal(machine).entries.at(-1);
  return entry === undefined ? 'before the first line' : [entry.type, entry.id].filter(Boolean).join(' ');
}

const timelineOf = (machine: Machine): string[] =>
  newestJournal(machine).entries.map(({ type, at, id, text, message, outcome }) =>
    [at?.slice(11, 23), type, id, text, message, outcome].filter((part) => part !== undefined).join(' '),
  );
