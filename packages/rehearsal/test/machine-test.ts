import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'vitest';
import { fetchParts, type Machine, type MachineOptions, machineUp, type Parts } from '../src/index.ts';

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `practice machines are Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'practice machines need root';
  return undefined;
}

/** Of tests that stand side by side, so many at a time: a machine mostly waits, and two share two processors well. */
const places = 2;
let taken = 0;
const waiting: (() => void)[] = [];

async function inTurn(work: () => Promise<void>): Promise<void> {
  if (taken < places) taken += 1;
  else await new Promise<void>((go) => waiting.push(go));
  try {
    await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  }
}

/** To be shared with a machine: else its first start of the tool compiles it anew, which takes longer than what it does. */
export function compiled(): string[] {
  const folder = join(homedir(), '.cache', 'flatnet-maint', 'node');
  mkdirSync(folder, { recursive: true });
  return [folder];
}

/**
 * A test on practice machines. Where they cannot run it says so; on a CI machine that is a failure. `sideBySide`: it may run
 * beside another one of its file, for both have machines of their own.
 */
export function machineTest(
  name: string,
  work: (up: Up) => Promise<void>,
  limit = 60_000,
  { sideBySide = false }: { sideBySide?: boolean } = {},
): void {
  const reason = whyNot();
  const run = async (context: TestContext) => {
    if (reason !== undefined) {
      if (process.env.CI === 'true') throw new Error(`not run: ${reason}`);
      context.skip(`not run: ${reason}`);
    }
    const parts = await fetchParts();
    const machines: Machine[] = [];
    try {
      await work({
        parts,
        machine: async (options) => {
          const shares = [...(sideBySide ? compiled() : []), ...(options?.shares ?? [])];
          const machine = await machineUp(parts, { name: 'test', ...options, shares });
          machines.push(machine);
          return machine;
        },
      });
    } finally {
      await Promise.all(machines.map((one) => one.down()));
    }
  };
  // The first test of a cold cache fetches the parts; those side by side wait for each other.
  if (sideBySide) test.concurrent(name, (context) => inTurn(() => run(context)), limit + 480_000);
  else test(name, run, limit + 240_000);
}

export interface Up {
  readonly parts: Parts;
  machine(options?: MachineOptions): Promise<Machine>;
}
