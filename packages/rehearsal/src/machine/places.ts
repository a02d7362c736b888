import { fileURLToPath } from 'node:url';

/*
 * Where files lie that are started or read by their path. This is the one place that knows both forms: in the checkout each
 * stands where it is written; in the built package the entries lie beside the chunk that this file becomes, and the assets in
 * a folder beside theirs. `scripts/build.ts` makes the built form from this table.
 */
/** Whether this runs from the built package. */
export const built = !import.meta.filename.endsWith('.ts');
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Programs with a process of their own, and where their sources lie. */
export const entries = {
  main: '../../../cli/src/main.ts',
  container: '../gateway/container-main.ts',
  load: '../load/main.ts',
  checker: '../check/checker-main.ts',
  cniChecker: '../check/cni-checker-main.ts',
  monitoringChecker: '../check/monitoring-checker-main.ts',
  asker: '../monitoring/asking-main.ts',
  stranger: '../monitoring/stranger-main.ts',
} as const;

/** Where a run of all tests has laid these programs in their built form (`scripts/practice-programs.ts`). */
const { FLATNET_PRACTICE_PROGRAMS: laid } = process.env;

/** Absolute path of a program for Node. */
export const entry = (name: keyof typeof entries): string => {
  if (built) return at(`./${name}.js`);
  return laid === undefined ? at(entries[name]) : `${laid}/${name}.js`;
};

/** Absolute path of a file that ships beside the code: shell, Lua and configuration stay in their own languages. */
export const asset = (name: string): string => at(built ? `../assets/${name}` : `../../assets/${name}`);

/** The folder that all of it is in: the built package, or the checkout with the libraries. */
export const installation = at(built ? '..' : '../../../..').replace(/\/$/, '');
