import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { built } from './built.ts';

/** The packed command line, installed by npm without a network into an empty folder below `folder`; answers where it lies. */
export async function installed(folder: string): Promise<string> {
  const [archive = ''] = globSync(join(await built(folder), 'flatnet-maint-*.tgz'));
  const install = ['install', '--prefix', join(folder, 'empty'), '--offline', '--no-audit', '--no-fund', archive];
  const env = { PATH: process.env.PATH, HOME: join(folder, 'home') };
  await promisify(execFile)('unshare', ['-n', 'npm', ...install], { env });
  return join(folder, 'empty', 'node_modules', 'flatnet-maint');
}
