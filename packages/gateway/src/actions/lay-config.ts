import { dirname, join } from 'node:path/posix';
import { type Host, MaintError } from '@flatnet-maint/core';
import { movePaths, mover, type PathChange } from '../config/edit.ts';
import { readConfig } from '../config/read.ts';
import { isUnder } from '../masters.ts';
import { t } from '../texts.ts';

/** New configuration as it was when it was planned; `path` is relative to the folder, and to the folder of the main file. */
export type ChangedConfig = {
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly mode: number }[];
};

interface Into {
  readonly toTree: string;
  readonly toConfig: string;
  readonly mainConfig: string;
  readonly moves: readonly PathChange[];
}

/**
 * Lays new files over the carried configuration of a generation that is being made, and writes its own paths into those of
 * them that nginx reads. E_CONFIG_CHANGED, E_CONFIG_PLACE.
 */
export async function layConfig({ folder, files: wanted }: ChangedConfig, into: Into, host: Host): Promise<void> {
  const { files } = host;
  const roots = [into.toTree, into.toConfig];
  for (const { path, sha256, mode } of wanted) {
    const [source, target] = [join(folder, path), join(into.toConfig, path)];
    if ((await files.stat(source))?.kind !== 'file' || (await files.digest(source)) !== sha256)
      throw new MaintError('E_CONFIG_CHANGED', t('config-not-planned', { path: source }), t('config-not-planned-next'));
    await files.makeFolder(dirname(target));
    const real = await files.real(dirname(target));
    if (!roots.some((root) => isUnder(real === null ? null : `${real}/`, root)))
      throw new MaintError('E_CONFIG_PLACE', t('config-no-place', { path: target }), t('config-no-place-next'));
    const { kind, uid, gid } = (await files.stat(target)) ?? { kind: 'file', uid: 0, gid: 0 };
    if (kind === 'link') await files.remove(target);
    await files.write(target, await files.read(source), { mode, uid, gid });
  }
  const laid = new Map(wanted.map(({ path, mode }) => [join(into.toConfig, path), mode]));
  const config = await readConfig(files, join(into.toConfig, into.mainConfig), mover(into.moves));
  for (const { path, text } of config.files) {
    const mode = laid.get(path);
    const moved = movePaths(text, into.moves);
    if (mode === undefined || moved === text) continue;
    const { uid, gid } = (await files.stat(path)) ?? { uid: 0, gid: 0 };
    await files.write(path, moved, { mode, uid, gid });
  }
}
