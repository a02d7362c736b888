import { fileURLToPath } from 'node:url';

/** What users run; `pnpm bench` builds it first. */
export const cli: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL('../../dist/flatnet-maint/dist/main.js', import.meta.url)),
];
