import { dirname, join } from 'node:path/posix';
import { lastLines } from '@flatnet-maint/actions';
import { compareVersions, type HostView, type Output, type WriteFiles } from '@flatnet-maint/core';
import type { PathChange } from './config/edit.ts';
import { mover } from './config/edit.ts';
import { readConfig } from './config/read.ts';
import { writeRehearsal } from './config/rehearsal.ts';
import { builtInFolders } from './private-copy.ts';
import { t } from './texts.ts';

export type OwnTest = { readonly ok: boolean | null; readonly said: string };
export interface OwnTestHow {
  readonly tree: string;
  readonly home: string;
  /** Where the main configuration lies on the disk now. */
  readonly mainConfig: string;
  /** Where its folder lies when it is live; null = inside the tree. */
  readonly configFolder: string | null;
  /** Milliseconds; 5 s unless said. */
  readonly limit?: number;
}

const firstPort = 21_100;
const limit = 5_000;

/**
 * What the tree's own program says of the configuration, as if `home` led to the tree (H38). Asked of a copy in a scratch
 * folder, with private ports: a test of the real files would open logs, make folders and leave an empty pid file behind.
 * `ok: null` = it could not be asked, and `said` tells why.
 */
export async function ownTest(host: HostView, how: OwnTestHow): Promise<OwnTest> {
  const program = `${how.tree}/sbin/nginx`;
  try {
    if ((await host.files.stat(program)) === null) return { ok: null, said: t('own-test-no-program', { program }) };
    const built = await host.query([program, '-V'], { limit: Math.min(2_000, how.limit ?? limit) });
    if (built.code !== 0) return unasked(t('does-not-start', { code: codeOf(built), said: lastLines(built.stderr) }));
    return await host.scratch((folder, files) =>
      ask(host, { ...how, program, built: built.stderr }, join(folder, 'nginx'), files),
    );
  } catch (error) {
    // One tree that cannot be asked must not hide the others.
    return unasked((error as Error).message);
  }
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
const unasked = (why: string): OwnTest => ({ ok: null, said: oneLine(t('own-test-unasked', { why })) });
const codeOf = ({ code, signal }: Output): string => String(code ?? signal);

async function ask(
  host: HostView,
  how: OwnTestHow & { program: string; built: string },
  folder: string,
  files: WriteFiles,
): Promise<OwnTest> {
  const { tree, home, mainConfig, configFolder, program, built } = how;
  const confFolder = dirname(mainConfig);
  const moves: PathChange[] = [
    { from: home, to: tree },
    ...(configFolder === null ? [] : [{ from: configFolder, to: confFolder }]),
  ];
  const config = await readConfig(files, mainConfig, mover(moves));
  const taken = new Set((await host.processes.listeners()).map(({ port }) => port));
  const free = Array.from({ length: 2_000 }, (_, n) => firstPort + n).filter((port) => !taken.has(port));
  const { main } = await writeRehearsal(files, {
    temp: builtInFolders(built, config),
    mainConfig,
    tree,
    folder,
    portAt: (index) => free[index] as number,
    moves,
  });
  // The log that is built in is opened before the configuration is read; older programs cannot be told another one.
  const version = /nginx version: [^/\s]+\/(\S+)/.exec(built)?.[1];
  const log = version !== undefined && compareVersions(version, '1.19.5') >= 0 ? [join(folder, 'logs/error.log')] : [];
  const argv = [program, '-t', '-p', folder, ...log.flatMap((path) => ['-e', path]), '-c', main] as const;
  const out = await host.query(argv as readonly string[] as [string, ...string[]], { limit: how.limit ?? limit });
  if (out.code === 0) return { ok: true, said: t('config-passes') };
  const wrong = out.stderr.split('\n').filter((line) => /emerg|alert|crit|error/.test(line));
  let said = lastLines(wrong.join('\n')) || lastLines(out.stderr) || codeOf(out);
  // People look for the files where they lie.
  config.files.forEach(({ path }, index) => {
    said = said.replaceAll(join(folder, `conf/.outside-${index}`), path);
  });
  said = said.replaceAll(join(folder, 'conf'), confFolder).replaceAll(folder, tree);
  if (/\(13: Permission denied\)/.test(said)) return unasked(said);
  return { ok: false, said: oneLine(t('config-fails', { said })) };
}
