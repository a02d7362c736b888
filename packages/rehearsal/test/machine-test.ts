import { type TestContext, test } from 'vitest';
import { fetchParts, type Machine, type MachineOptions, machineUp, type Parts } from '../src/index.ts';

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `practice machines are Linux, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'practice machines need root';
  return undefined;
}

/** A test on practice machines. Where they cannot run it says so; on a CI machine that is a failure. */
export function machineTest(name: string, work: (up: Up) => Promise<void>, limit = 60_000): void {
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
          const machine = await machineUp(parts, { name: 'test', ...options });
          machines.push(machine);
          return machine;
        },
      });
    } finally {
      await Promise.all(machines.map((one) => one.down()));
    }
  };
  // The first test of a cold cache fetches the parts.
  test(name, run, limit + 240_000);
}

export interface Up {
  readonly parts: Parts;
  machine(options?: MachineOptions): Promise<Machine>;
}
