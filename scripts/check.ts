import { readingSteps, runStep, touchedTests } from './steps.ts';

/* Format, lint, layers, types, and the unit tests of what changed: run before every commit. Ends at the first failure. */
const failed = [...readingSteps, touchedTests].find((step) => !runStep(step));
process.exitCode = failed === undefined ? 0 : 1;
