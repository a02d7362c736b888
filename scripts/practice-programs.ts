import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { entries } from '../packages/rehearsal/src/machine/places.ts';
import { bundle } from './build/bundle.ts';
import { root } from './steps.ts';

/**
 * Lays the programs that practice machines start as the build makes them, for from their sources each takes twice as long to
 * start. Nothing else is as in the package: they say what the checkout says, and `init` keeps no copy of them. Answers their
 * folder, which is in the checkout, for that is to be seen inside each machine.
 */
export async function practicePrograms(): Promise<string> {
  const folder = join(root, 'dist', 'practice');
  const programs = join(folder, 'dist');
  const machine = join(root, 'packages', 'rehearsal', 'src', 'machine');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundle(
    Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, resolve(machine, path)])),
    programs,
  );
  symlinkSync(join(root, 'packages', 'rehearsal', 'assets'), join(folder, 'assets'));
  const cli = readFileSync(join(root, 'packages', 'cli', 'package.json'), 'utf8');
  const { version } = JSON.parse(cli) as { version: string };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ version, type: 'module', private: true })}\n`);
  return programs;
}
