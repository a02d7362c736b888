import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));
const sources = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** What `pnpm build` made when it is there, for that is what users run; else the sources. */
export const tool = existsSync(built)
  ? { path: built, what: 'the built package (packages/cli/dist)' }
  : { path: sources, what: 'the sources (packages/cli/src); `pnpm build` was not run' };
export const cli: readonly string[] = [process.execPath, tool.path];
