import { basename, dirname, isAbsolute, join, normalize } from 'node:path/posix';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { privateCopy } from '../private-copy.ts';
import { t } from '../texts.ts';
import { editDirectives, movePaths, mover, type PathChange } from './edit.ts';
import { quoted } from './lex.ts';
import { parseListen } from './listen.ts';
import { type Config, readConfig } from './read.ts';
import { withListen } from './with-listen.ts';

/** Where each listening address of the configuration is to be found in the rehearsal. */
export type PortMap = ReadonlyMap<string, number>;

/**
 * Writes a copy of a configuration that changes nothing outside `folder` and listens on private loopback ports only:
 * pid, logs and temporary files move into the folder; everything else, Lua and routes included, stays as it will run.
 */
export async function writeRehearsal(
  given: WriteFiles,
  how: {
    readonly mainConfig: string;
    readonly tree: string;
    readonly folder: string;
    readonly portAt: (index: number) => number;
    /** What the configuration means by the paths it was written with, once it is live. */
    readonly moves: readonly PathChange[];
    /** Directives of folders that the build has built in, which the copy must not use. */
    readonly temp?: readonly string[];
  },
): Promise<{ readonly main: string; readonly ports: PortMap }> {
  const { folder } = how;
  const files = privateCopy(given, folder, how.temp ?? []);
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
  const lists: { readonly path: string; readonly files: readonly string[] }[] = [];
  const include = (value: string): string[] | undefined => {
    const pattern = isAbsolute(value) ? value : join(confFolder, value);
    const whole = normalize(pattern);
    if (whole.startsWith(`${confFolder}/`))
      return isAbsolute(value) ? [join(folder, 'conf', whole.slice(confFolder.length + 1))] : undefined;
    // Files from elsewhere lie in the folder one by one, since a pattern would find the ones that listen for users.
    const found = config.included.get(pattern) ?? [];
    if (found.length === 0) return undefined;
    const path = join(folder, 'conf', `.included-${lists.length}`);
    lists.push({ path, files: found.map((file) => placed.get(file) as string) });
    return [path];
  };
  let caches = 0;
  for (const file of config.files) {
    const text = editDirectives(withListen(movePaths(file.text, how.moves)), (name, args) => {
      if (name === 'listen' && args[0] !== undefined) return listen(args, ports, how, folder);
      if (name === 'pid') return [join(folder, 'nginx.pid')];
      if (name === 'lock_file') return [join(folder, 'nginx.lock')];
      if (name === 'error_log') return [join(folder, 'logs', 'error.log'), ...args.slice(1)];
      if (name === 'access_log' && args[0] !== 'off') return ['off'];
      if (name === 'daemon' || name === 'master_process') return null;
      if (name.endsWith('_temp_path')) return [join(folder, name)];
      if (name.endsWith('_cache_path')) return [join(folder, `${name}-${caches++}`), ...args.slice(1)];
      if (name === 'include' && args[0] !== undefined) return include(args[0]);
      return undefined;
    });
    const target = placed.get(file.path) as string;
    await files.write(target, file === config.files[0] ? builtIn(config, folder) + text : text, { mode: 0o644 });
  }
  for (const list of lists)
    await files.write(list.path, list.files.map((path) => `include ${quoted(path)};\n`).join(''), { mode: 0o644 });
  if (ports.size === 0)
    throw new MaintError(
      'E_CONFIG_NO_LISTEN',
      t('config-no-listen', { path: how.mainConfig }),
      t('config-no-listen-next'),
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

/** What the configuration leaves to the build: a path that is built in may well be the live one's. */
function builtIn({ files }: Config, folder: string): string {
  const says = (name: string, all: Config['files']) =>
    all.some((file) => file.directives.some((one) => one.name === name && one.inside.length === 0));
  const pid = says('pid', files) ? '' : `pid ${quoted(join(folder, 'nginx.pid'))}; `;
  return pid + (says('error_log', files.slice(0, 1)) ? '' : `error_log ${quoted(join(folder, 'logs', 'error.log'))}; `);
}
