import { basename, dirname, join } from 'node:path/posix';
import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { directives } from './config/directives.ts';
import { quoted } from './config/lex.ts';
import type { Config } from './config/read.ts';
import { t } from './texts.ts';

const mostEntries = 20_000;
const mostDepth = 8;

/**
 * Files for a copy that is only looked at: folders are made anew and files become links, so that no key is copied and
 * nothing that is written ever follows a link of the configuration out of `folder`. `temp` = folders that the build has
 * built in, which the copy must not use.
 */
export function privateCopy(files: WriteFiles, folder: string, temp: readonly string[]): WriteFiles {
  const inside = async (path: string): Promise<void> => {
    const [root, real] = [await files.real(dirname(folder)), await files.real(dirname(path))];
    if (root !== null && real !== null && (real === root || real.startsWith(`${root}/`))) return;
    throw new MaintError('E_SCRATCH_OUTSIDE', t('own-test-outside', { path }), 'flatnet-maint status', { exit: 1 });
  };
  return {
    ...files,
    async write(path, content, how) {
      await inside(path);
      await files.write(path, typeof content === 'string' ? withFolders(content, folder, temp) : content, how);
    },
    async makeFolder(path, how) {
      await inside(path);
      await files.makeFolder(path, how);
    },
    async point(path, to) {
      // A folder that a running build writes into: the copy makes its own.
      if (/_temp$/.test(path)) return;
      await inside(path);
      await files.point(path, to);
    },
    async copy(from, to) {
      await inside(to);
      let entries = 0;
      const lay = async (source: string, target: string, depth: number): Promise<void> => {
        await files.makeFolder(target);
        for (const name of await files.list(source)) {
          entries += 1;
          if (entries > mostEntries)
            throw new MaintError('E_CONFIG_LARGE', t('own-test-large', { folder: from, entries: mostEntries }), 'ls');
          const path = join(source, name);
          const real = depth < mostDepth ? await files.real(path) : null;
          const isFolder = real !== null && (await files.stat(real))?.kind === 'folder';
          if (isFolder && (await mayList(files, real))) await lay(path, join(target, name), depth + 1);
          else await files.point(join(target, name), path);
        }
      };
      await lay(from, to, 0);
    },
  };
}

const mayList = (files: WriteFiles, folder: string): Promise<boolean> =>
  files.list(folder).then(
    () => true,
    () => false,
  );

/** Temporary folders with an absolute path that the build has built in and the configuration does not name: nginx makes them, also for a test. */
export function builtInFolders(built: string, config: Config): string[] {
  const named = new Set(config.files.flatMap((file) => file.directives.map(({ name }) => name)));
  return [...built.matchAll(/--http-([a-z-]+)-temp-path=['"]?\//g)]
    .map((found) => `${(found[1] as string).replaceAll('-', '_')}_temp_path`)
    .filter((name) => !named.has(name));
}

function withFolders(text: string, folder: string, temp: readonly string[]): string {
  const http =
    temp.length === 0 ? undefined : directives(text).find(({ name, inside }) => name === 'http' && inside.length === 0);
  if (http === undefined) return text;
  const lines = temp.map((name) => ` ${name} ${quoted(join(folder, basename(name)))};`).join('');
  return text.slice(0, http.stop) + lines + text.slice(http.stop);
}
