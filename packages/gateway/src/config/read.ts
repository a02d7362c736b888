import { dirname, isAbsolute, join } from 'node:path/posix';
import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type Directive, directives } from './directives.ts';

export interface Config {
  /** Every file that the configuration reads, the main one first. */
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly directives: readonly Directive[];
  }[];
  /** What each include, as an absolute path or pattern, has found. */
  readonly included: ReadonlyMap<string, readonly string[]>;
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
  const included = new Map<string, readonly string[]>();
  const confPrefix = dirname(main);
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    const text = await files.text(path);
    const file = { path, text, directives: directives(text) };
    seen.set(path, file);
    for (const { name, args } of file.directives) {
      if (name !== 'include' || args[0] === undefined) continue;
      const pattern = isAbsolute(args[0].value) ? place(args[0].value) : join(confPrefix, args[0].value);
      const found = await glob(files, pattern);
      included.set(pattern, found);
      for (const one of found) await visit(one);
    }
  };
  if ((await files.stat(main)) === null) {
    throw new MaintError('E_CONFIG_ABSENT', t('config-absent', { path: main }), t('config-absent-next'));
  }
  await visit(main);
  return { files: [...seen.values()], included };
}

/** Values of a directive's first argument, all files. */
export const valuesOf = (config: Config, name: string): string[] =>
  config.files.flatMap((file) => file.directives.filter((d) => d.name === name).flatMap((d) => d.args[0]?.value ?? []));

/** A path or a pattern as nginx means it: the system's glob, in which a star is no dot at the start of a name. */
async function glob(files: ReadFiles, pattern: string): Promise<string[]> {
  const [root = '', ...parts] = pattern.split('/');
  let found = [root];
  for (const part of parts) found = (await Promise.all(found.map((folder) => matches(files, folder, part)))).flat();
  return found;
}

async function matches(files: ReadFiles, folder: string, part: string): Promise<string[]> {
  if (!/[*?[]/.test(part)) return (await files.stat(`${folder}/${part}`)) === null ? [] : [`${folder}/${part}`];
  const one = part
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\[!/g, '[^')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const regexp = new RegExp(`^${part.startsWith('.') ? '' : '(?!\\.)'}${one}$`, 's');
  const names = await files.list(folder === '' ? '/' : folder).catch((error: unknown) => {
    if (error instanceof MaintError && error.code === 'E_FILE_ABSENT') return [];
    throw error;
  });
  return names.filter((name) => regexp.test(name)).map((name) => `${folder}/${name}`);
}
