import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeComponent } from './new-component/make.ts';
import { outsideLines } from './new-component/outside.ts';
import { root } from './steps.ts';

/*
 * Makes the folder of a new component, which passes its tests as it is, and says which lines it needs elsewhere:
 *   node scripts/new-component.ts NAME
 * docs/new-component.md says what to do with it then.
 */
const [name, ...more] = process.argv.slice(2);
if (name === undefined || more.length > 0) {
  console.error('Type node scripts/new-component.ts NAME: small letters, - between words.');
  process.exit(2);
}
try {
  const files = makeComponent(root, name);
  // Names differ in length, and so do the lines that they stand in.
  const biome = join(root, 'node_modules', '.bin', 'biome');
  const formatted = spawnSync(biome, ['check', '--write', `packages/${name}`], { cwd: root, encoding: 'utf8' });
  if (formatted.status !== 0) console.error(`It was made, and not formatted: ${formatted.error ?? formatted.stderr}`);
  for (const file of files) console.log(`  ${file}`);
  console.log(`\nThe folder is made. The library and the command line know it by these lines:\n`);
  for (const { file, where, line } of outsideLines(name)) console.log(`  ${file}, ${where}:\n    ${line}`);
  console.log(`\nThen type:\n`);
  console.log('  npx pnpm@12 install\n  npx biome check --write packages scripts');
  console.log(`  npx vitest run packages/${name}\n\nWhat to write in which file: docs/new-component.md`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
