import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Counts } from './count-reporter.ts';
import { finalLines } from './final-line.ts';
import { practicePrograms } from './practice-programs.ts';
import { type CheckStep, loadTests, readingSteps, realTests, root, runStep, unitTests } from './steps.ts';

/*
 * Everything: what `pnpm check` reads and runs, and all tests on real parts. Goes on after a failure, so that one run
 * tells all. The last line is `N passed, N failed`, with `, N skipped` when something could not run here.
 */
const folder = mkdtempSync(join(tmpdir(), 'flatnet-test-'));
const read: Counts[] = readingSteps.map((step) => ({ passed: 0, failed: runStep(step) ? 0 : 1, notRun: [] }));
const counted = [count(unitTests), await build(), count(realTests), count(loadTests)];
rmSync(folder, { recursive: true });

const { lines, good } = finalLines([...read, ...counted], process.env.CI === 'true');
for (const line of lines) console.log(line);
process.exitCode = good ? 0 : 1;

/** What users install, and what practice machines start: made once for all tests. */
async function build(): Promise<Counts> {
  const out = join(folder, 'built');
  const argv = [process.execPath, join(root, 'scripts', 'build.ts'), '--out', out] as const;
  if (!runStep({ name: 'build', argv })) return { passed: 0, failed: 1, notRun: [] };
  process.env.FLATNET_TEST_BUILT = out;
  process.env.FLATNET_PRACTICE_PROGRAMS = await practicePrograms();
  return { passed: 0, failed: 0, notRun: [] };
}

function count(step: CheckStep): Counts {
  const file = join(folder, `${step.name}.json`);
  process.env.FLATNET_TEST_COUNTS = file;
  const good = runStep(step, ['--reporter=default', `--reporter=${join(root, 'scripts', 'count-reporter.ts')}`]);
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    // A run that ended badly without a failed test is a failure all the same.
    return good || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { passed: 0, failed: 1, notRun: [] };
  }
}
