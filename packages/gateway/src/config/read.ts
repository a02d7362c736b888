import { dirname, isAbsolute, join } from 'node:path/posix';
import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { type Directive, directives } from './directives.ts';

export interface Config {
  /** Every file that the configuration reads, the main one first. */
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly directives: readonly Directive[];
  }[];
}

/**
 * Reads a configuration with its includes, without running nginx: a test run of nginx may leave an empty pid file behind.
 * `place` tells where an absolute path will lie when this configuration is live.
 */
export async function readConfig(
  files: ReadFiles,
  main: string,
  place: (path: string) => string = (path) => path,
): Promise<Config> {
  const seen = new Map<string, { path: string; text: string; directives: readonly Directive[] }>();
  const confPrefix = dirname(main);
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    const text = await files.text(path);
    const file = { path, text, directives: directives(text) };
    seen.set(path, file);
    for (const { name, args } of file.directives) {
      if (name !== 'include' || args[0] === undefined) continue;
      const pattern = isAbsolute(args[0].value) ? place(args[0].value) : join(confPrefix, args[0].value);
      for (const found of await glob(files, pattern)) await visit(found);
    }
  };
  if ((await files.stat(main)) === null) {
    throw new MaintError(
      'E_CONFIG_ABSENT',
      `The gateway's configuration ${main} is not there. Nothing was changed.`,
      'Correct `gateway.config` in the site file, or `gateway.home` when the configuration is inside the tree.',
    );
  }
  await visit(main);
  return { files: [...seen.values()] };
}

/** Values of a directive's first argument, all files. */
export const valuesOf = (config: Config, name: string): string[] =>
  config.files.flatMap((file) => file.directives.filter((d) => d.name === name).flatMap((d) => d.args[0]?.value ?? []));

/** `dir/*.conf` as nginx means it: a pattern in the last part only; a plain path is itself. */
async function glob(files: ReadFiles, pattern: string): Promise<string[]> {
  const folder = dirname(pattern);
  const last = pattern.slice(folder.length).replace(/^\//, '');
  if (!/[*?[]/.test(last)) return (await files.stat(pattern)) === null ? [] : [pattern];
  if ((await files.stat(folder)) === null) return [];
  const regexp = new RegExp(
    `^${last
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  );
  return (await files.list(folder)).filter((name) => regexp.test(name)).map((name) => join(folder, name));
}
