import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The root of the workspace. */
export const root = join(import.meta.dirname, '..');

/** A thing to run, shown by its name. */
export interface CheckStep {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

const bin = (name: string) => join(root, 'node_modules', '.bin', name);

/** Everything that needs no test to run. */
export const readingSteps: readonly CheckStep[] = [
  { name: 'format and lint', argv: [bin('biome'), 'ci', '--colors=off', 'packages', 'plans', 'scripts'] },
  { name: 'layers', argv: [process.execPath, join(root, 'scripts', 'check-layers.ts')] },
  { name: 'types', argv: [bin('tsc'), '-p', 'tsconfig.json'] },
];

/** `*.real.test.ts` need real parts (root, a service manager, nginx) and are left to `pnpm test`. */
export const unitTests: CheckStep = {
  name: 'unit tests',
  // On two processors vitest would take one file after the other; to load modules anew for each takes nearly half of the time.
  argv: [
    bin('vitest'),
    'run',
    '--maxWorkers=2',
    '--no-isolate',
    '--testTimeout=20000',
    '--exclude',
    '**/*.real.test.ts',
  ],
};

/** The unit tests that what is not committed yet can reach: all of them take longer than a habit bears. */
export const touchedTests: CheckStep = {
  name: 'unit tests of what changed',
  argv: [...unitTests.argv, '--changed', '--passWithNoTests'],
};

/** Tests that measure how long users wait: alone, one file after the other. */
const measured = [
  'rehearsal/test/scenes',
  'rehearsal/test/handover',
  'rehearsal/test/monitoring/upgrade',
  'rehearsal/test/nebula/upgrade',
  'cli/test/packed-load',
].map((name) => `packages/${name}.real.test.ts`);

/** Two files side by side: each has practice machines of its own. */
export const realTests: CheckStep = {
  name: 'tests on real parts',
  argv: [
    bin('vitest'),
    'run',
    '--config',
    join('scripts', 'longest-first.config.ts'),
    '--maxWorkers=2',
    ...measured.flatMap((name) => ['--exclude', name]),
    '.real.test.ts',
  ],
};

export const loadTests: CheckStep = {
  name: 'tests under load',
  argv: [bin('vitest'), 'run', '--no-file-parallelism', ...measured],
};

/** Runs a step, prints one line with its time, and what it said when it failed. */
export function runStep({ name, argv: [program, ...rest] }: CheckStep, more: readonly string[] = []): boolean {
  const began = performance.now();
  const result = spawnSync(program, [...rest, ...more], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const good = result.status === 0;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (!good) console.log(`${result.stdout}${result.stderr}${result.error?.message ?? ''}`);
  return good;
}
