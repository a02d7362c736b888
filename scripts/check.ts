import { readingSteps, runStep, unitTests } from './steps.ts';

/* Format, lint, layers, types, unit tests: seconds, run before every commit. Ends at the first failure. */
const failed = [...readingSteps, unitTests].find((step) => !runStep(step));
process.exitCode = failed === undefined ? 0 : 1;
