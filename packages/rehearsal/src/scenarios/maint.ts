import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';
import { t } from '../texts.ts';

export const stateFolder = '/var/lib/flatnet-maint';

/** `flatnet-maint …` as it is typed inside the practice machine. */
export const maintArgv = (...args: readonly string[]): string[] => [process.execPath, entry('main'), ...args];

export interface MaintEnd {
  readonly code: number | null;
  /** The one JSON document. */
  readonly document: {
    readonly outcome?: string;
    readonly error?: { code: string; message: string; next: string };
    readonly [key: string]: unknown;
  };
  readonly stderr: string;
  readonly tookMs: number;
}

export interface MaintHow {
  readonly onLine?: (line: string) => void;
  /** Variables beside PATH, HOME and LANG. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command; `ended` tells its code and its JSON document. */
export function startMaint(
  machine: Machine,
  args: readonly string[],
  how: MaintHow = {},
): { child: ChildProcess; ended: Promise<MaintEnd> } {
  const began = performance.now();
  const child = machine.spawn(maintArgv(...args, '--json'), {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(how.env === undefined ? {} : { env: how.env }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (stdout += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
    for (const line of part.split('\n')) if (line.trim() !== '') how.onLine?.(line);
  });
  const ended = new Promise<MaintEnd>((resolve) => {
    child.on('close', (code) => {
      let document: MaintEnd['document'] = {};
      try {
        document = JSON.parse(stdout) as MaintEnd['document'];
      } catch {
        // A killed command leaves no document, or half of one.
      }
      resolve({ code, document, stderr, tookMs: performance.now() - began });
    });
  });
  return { child, ended };
}

export const maint = (machine: Machine, args: readonly string[], how: MaintHow = {}): Promise<MaintEnd> =>
  startMaint(machine, args, how).ended;

/** What is wrong when a command ends otherwise than it was to. */
export const complaint = (end: MaintEnd, wanted: number): string[] =>
  end.code === wanted
    ? []
    : [
        t('wrong-code', {
          code: String(end.code),
          wanted,
          why: end.document.error?.message ?? end.stderr.trim().split('\n').at(-1) ?? '',
        }),
      ];

/** Journal lines of the newest run, as far as they are whole. */
export function newestJournal(machine: Machine): {
  run: string | null;
  entries: readonly { type: string; at?: string; id?: string; text?: string; message?: string; outcome?: string }[];
} {
  const runs = machine.path(`${stateFolder}/runs`);
  const run = existsSync(runs) ? readdirSync(runs).sort().at(-1) : undefined;
  if (run === undefined) return { run: null, entries: [] };
  const file = `${runs}/${run}/journal.jsonl`;
  if (!existsSync(file)) return { run, entries: [] };
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return {
    run,
    entries: lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { type: string; id?: string }])),
  };
}

/** The process that owns the newest run, as the practice machine numbers it. */
export function ownerPid(machine: Machine): number | null {
  const { run } = newestJournal(machine);
  if (run === null) return null;
  const folder = machine.path(`${stateFolder}/runs/${run}`);
  const newest = readdirSync(folder)
    .flatMap((name) => /^owner\.(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a)[0];
  return newest === undefined
    ? null
    : (JSON.parse(readFileSync(`${folder}/owner.${newest}.json`, 'utf8')) as { pid: number }).pid;
}

export async function until(condition: () => boolean | Promise<boolean>, limit: number, every = 20): Promise<boolean> {
  const end = performance.now() + limit;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await sleep(every);
  }
}

/** No run is open any more. */
export const allClosed = (machine: Machine): boolean => !existsSync(machine.path(`${stateFolder}/open/run`));

/** SIGKILL by number, as the practice machine numbers it; false = it had gone. By the shell: a bare system has no `kill` program. */
export async function killInside(machine: Machine, pid: number | null): Promise<boolean> {
  const out = await machine.exec(['bash', '-c', 'kill -9 "$1"', 'kill', String(pid)]);
  return out.code === 0;
}
