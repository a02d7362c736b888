import type { WriteFiles } from '@flatnet-maint/core';
import { folderOf } from './paths.ts';
import { currentOf } from './tool-copy.ts';

export const launcherOf = (state: string): string => `${state}/bin/flatnet-maint`;

/**
 * The line to type when nothing else is left: needs no PATH, no HOME and no network. `isUsual`: the tool knows that state
 * folder by itself.
 */
export async function writeLauncher(files: WriteFiles, state: string, isUsual: boolean): Promise<string> {
  const path = launcherOf(state);
  const text = launcherText(state, isUsual);
  const stat = await files.stat(path);
  if (stat?.kind === 'file' && stat.mode === 0o755 && (await files.text(path)) === text) return path;
  await files.makeFolder(folderOf(path), { mode: 0o755 });
  await files.write(path, text, { mode: 0o755 });
  return path;
}

function launcherText(state: string, isUsual: boolean): string {
  const current = currentOf(state);
  return [
    '#!/bin/sh',
    '# flatnet-maint install-self',
    // What a shell was told to load into every Node may be gone, too.
    'unset NODE_OPTIONS',
    ...(isUsual ? [] : [`FLATNET_MAINT_STATE=${quoted(state)}`, 'export FLATNET_MAINT_STATE']),
    `exec ${quoted(`${current}/node`)} ${quoted(`${current}/flatnet-maint/dist/main.js`)} "$@"`,
    '',
  ].join('\n');
}

/** One word of a shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
