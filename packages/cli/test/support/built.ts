import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const checkout = join(import.meta.dirname, '../../../..');

/** The folder with what users install: made in `folder`, unless a run of all tests has made it for all that ask. */
export async function built(folder: string): Promise<string> {
  const { FLATNET_TEST_BUILT: made } = process.env;
  if (made !== undefined) return made;
  const out = join(folder, 'built');
  await promisify(execFile)(process.execPath, ['scripts/build.ts', '--out', out], { cwd: checkout });
  return out;
}
