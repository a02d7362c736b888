import { basename, dirname, join } from 'node:path/posix';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { editDirectives, movePaths, mover, type PathChange } from './edit.ts';
import { parseListen } from './listen.ts';
import { readConfig } from './read.ts';

/** Where each listening address of the configuration is to be found in the rehearsal. */
export type PortMap = ReadonlyMap<string, number>;

/**
 * Writes a copy of a configuration that changes nothing outside `folder` and listens on private loopback ports only:
 * pid, logs and temporary files move into the folder; everything else, Lua and routes included, stays as it will run.
 */
export async function writeRehearsal(
  files: WriteFiles,
  how: {
    readonly mainConfig: string;
    readonly tree: string;
    readonly folder: string;
    readonly portAt: (index: number) => number;
    /** What the configuration means by the paths it was written with, once it is live. */
    readonly moves: readonly PathChange[];
  },
): Promise<{ readonly main: string; readonly ports: PortMap }> {
  const { folder } = how;
  const ports = new Map<string, number>();
  await files.makeFolder(folder, { mode: 0o755 });
  await files.makeFolder(join(folder, 'logs'), { mode: 0o777 });
  // Relative paths of the configuration are looked up below the prefix, which is this folder now.
  for (const name of await files.list(how.tree))
    if (!['logs', 'conf'].includes(name)) await files.point(join(folder, name), join(how.tree, name));
  const confFolder = dirname(how.mainConfig);
  await files.copy(confFolder, join(folder, 'conf'));
  const config = await readConfig(files, how.mainConfig, mover(how.moves));
  const placed = new Map(
    config.files.map((file, index) => [
      file.path,
      file.path.startsWith(`${confFolder}/`)
        ? join(folder, 'conf', file.path.slice(confFolder.length + 1))
        : join(folder, 'conf', `.outside-${index}`),
    ]),
  );
  for (const file of config.files) {
    const text = editDirectives(movePaths(file.text, how.moves), (name, args) => {
      if (name === 'listen' && args[0] !== undefined) return listen(args, ports, how, folder);
      if (name === 'pid') return [join(folder, 'nginx.pid')];
      if (name === 'lock_file') return [join(folder, 'nginx.lock')];
      if (name === 'error_log') return [join(folder, 'logs', 'error.log'), ...args.slice(1)];
      if (name === 'access_log' && args[0] !== 'off') return ['off'];
      if (name === 'daemon' || name === 'master_process') return null;
      if (name.endsWith('_temp_path')) return [join(folder, name)];
      if (name === 'include' && args[0] !== undefined && placed.has(args[0])) return [placed.get(args[0]) as string];
      return undefined;
    });
    const target = placed.get(file.path) as string;
    await files.write(target, globIncludes(text, confFolder, join(folder, 'conf')), { mode: 0o644 });
  }
  if (ports.size === 0)
    throw new MaintError(
      'E_CONFIG_NO_LISTEN',
      `${how.mainConfig} listens nowhere, so nothing can be rehearsed.`,
      'Is it the configuration that really runs?',
    );
  return { main: join(folder, 'conf', basename(how.mainConfig)), ports };
}

function listen(
  args: readonly string[],
  ports: Map<string, number>,
  how: { portAt: (index: number) => number },
  folder: string,
): string[] {
  const [value = '', ...rest] = args;
  const parsed = parseListen(value);
  if (parsed === null) return [`unix:${join(folder, basename(value))}`, ...rest];
  const key = `${parsed.address}:${parsed.port}`;
  const port = ports.get(key) ?? how.portAt(ports.size);
  ports.set(key, port);
  return [`127.0.0.1:${port}`, ...rest.filter((word) => !/^(reuseport|ipv6only=|bind$|fastopen=)/.test(word))];
}

/** Includes by pattern below the configuration folder point into the copy. */
const globIncludes = (text: string, from: string, to: string): string =>
  editDirectives(text, (name, args) =>
    name === 'include' && args[0]?.startsWith(`${from}/`) === true
      ? [join(to, args[0].slice(from.length + 1))]
      : undefined,
  );
