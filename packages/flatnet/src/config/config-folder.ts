import { join } from 'node:path/posix';
import { type ConfigFile, type ConfigWanted, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { t } from '../texts.ts';

const mostFiles = 1_000;
const mostBytes = 64 * 1_048_576;
/** What a component reads of it before it plans. */
const mostText = 262_144;

/**
 * A folder with new configuration, as it is now: files only. What would lead out of it, or is no content at all, is refused:
 * E_CONFIG_FOLDER, E_CONFIG_EMPTY (2), E_CONFIG_KIND, E_CONFIG_LARGE (3).
 */
export async function readConfigFolder(files: ReadFiles, folder: string): Promise<ConfigWanted> {
  if ((await files.stat(folder))?.kind !== 'folder') throw refused('FOLDER', t('config-folder', { folder }), 2);
  const found: ConfigFile[] = [];
  let bytes = 0;
  const take = async (below: string): Promise<void> => {
    for (const name of await files.list(join(folder, below))) {
      const path = join(below, name);
      const at = join(folder, path);
      const is = await files.stat(at);
      if (is === null) continue;
      if (is.kind === 'folder') {
        await take(path);
        continue;
      }
      if (is.kind !== 'file') throw refused('KIND', t('config-kind', { path: at }), 3);
      bytes += is.bytes;
      if (found.length === mostFiles || bytes > mostBytes)
        throw refused('LARGE', t('config-large', { folder, files: mostFiles, mib: mostBytes / 1_048_576 }), 3);
      const text = is.bytes <= mostText ? textOf(await files.read(at)) : null;
      const sha256 = await files.digest(at);
      found.push({ path, sha256, bytes: is.bytes, mode: is.mode, ...(text === null ? {} : { text }) });
    }
  };
  await take('');
  if (found.length === 0) throw refused('EMPTY', t('config-empty', { folder }), 2);
  return { folder, files: found };
}

function textOf(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}

const refused = (what: string, message: string, exit: 2 | 3): MaintError =>
  new MaintError(`E_CONFIG_${what}`, message, t('config-folder-next'), { exit });
