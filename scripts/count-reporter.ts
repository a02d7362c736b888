import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** What `pnpm test` counts. `notRun` holds a reason for each test that could not run here. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: readonly string[];
}

/** Leaves the counts of a run in the file that FLATNET_TEST_COUNTS names; the built-in reporters drop the reasons. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandled.length;
    const notRun: string[] = [];
    for (const module of modules) {
      // A file that could not be read at all holds no test that could fail.
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else notRun.push(result.state === 'skipped' ? (result.note ?? 'no reason given') : 'never reached');
      }
    }
    const counts: Counts = { passed, failed, notRun };
    writeFileSync(process.env.FLATNET_TEST_COUNTS ?? 'counts.json', JSON.stringify(counts));
  }
}
