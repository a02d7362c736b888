import { join, normalize } from 'node:path/posix';
import type { ProcessInfo } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type Look, treeOfProgram } from './look.ts';
import { homeName } from './names.ts';
import { parseTitle } from './titles.ts';

/** An nginx that runs. */
export interface Running {
  readonly process: ProcessInfo;
  /** The tree that its program really lies in now, whatever the title says; null = it cannot be seen. */
  readonly tree: string | null;
}
export interface Master extends Running {
  /** What it was started through, by its title; its tree when the title does not tell. */
  readonly home: string;
  /** `-c`, absolute. */
  readonly config: string | null;
}
export interface RunningNginx {
  readonly masters: readonly Master[];
  /** Workers whose master is gone. */
  readonly orphans: readonly Running[];
  /** A distribution's, a container's: none that we could keep. */
  readonly foreign: readonly ProcessInfo[];
}

const ofTheSystem = new Set(['', '/usr', '/usr/local']);

/** All nginx processes of the host, by what their titles and their programs tell. `chosen` = homes that somebody named. */
export async function runningNginx(look: Look, chosen: readonly string[]): Promise<RunningNginx> {
  const list = await settled(look);
  const masters: Master[] = [];
  const foreign: ProcessInfo[] = [];
  const ours = (tree: string | null) => tree !== null && (chosen.includes(tree) || !ofTheSystem.has(tree));
  const titled = list.flatMap((process) => {
    const title = parseTitle(process.argv);
    return title === null ? [] : [{ process, title }];
  });
  for (const { process, title } of titled) {
    const tree = treeOfProgram(process.exe);
    const typed = await typedIn(look, process, title.program);
    const seen = process.exe === null ? treeOfProgram(typed) : tree;
    if (process.exe === null) look.cannot(t('find-program-hidden', { pid: process.pid }));
    if (!ours(seen) || (await isElsewhere(look, process))) {
      foreign.push(process);
      continue;
    }
    const prefix = title.prefix === null ? null : await typedIn(look, process, title.prefix);
    const home = await homeOf(look, prefix, treeOfProgram(typed), tree);
    if (home === null) {
      foreign.push(process);
      continue;
    }
    masters.push({ process, tree, home, config: title.config === null ? null : under(home, title.config) });
  }
  const parents = new Set(titled.map(({ process }) => process.pid));
  const orphans: Running[] = [];
  for (const process of list) {
    if (process.argv[0]?.startsWith('nginx: worker process') !== true || parents.has(process.parent)) continue;
    if (process.exe === null) look.cannot(t('find-program-hidden', { pid: process.pid }));
    const tree = treeOfProgram(process.exe);
    if (process.exe !== null && (!ours(tree) || (await isElsewhere(look, process)))) foreign.push(process);
    else orphans.push({ process, tree });
  }
  return { masters, orphans, foreign };
}

/** A worker bears its master's title for the moment until it gives itself its own; a new master of a handover keeps it. */
async function settled(look: Look): Promise<readonly ProcessInfo[]> {
  for (let tries = 0; ; tries += 1) {
    const list = (await look.host.processes.list()).filter(({ zombie }) => !zombie);
    const titled = new Set(list.filter(({ argv }) => parseTitle(argv) !== null).map(({ pid }) => pid));
    if (tries === 3 || !list.some(({ pid, parent }) => titled.has(pid) && titled.has(parent))) return list;
    await look.host.sleep(100);
  }
}

const under = (folder: string, path: string): string => (path.startsWith('/') ? normalize(path) : join(folder, path));

/** A path of a command line, absolute; null = it was looked up, or the folder it was typed in cannot be seen. */
async function typedIn(look: Look, process: ProcessInfo, path: string): Promise<string | null> {
  const plain = (one: string) => (one.length > 1 ? one.replace(/\/+$/, '') : one);
  if (path.startsWith('/')) return plain(normalize(path));
  if (!path.includes('/') && path !== '.') return null;
  const folder = await look.host.processes.workingFolder(process.pid);
  return folder === null ? null : plain(join(folder, path));
}

/** A program that runs in a container shows a path of the container's own. */
async function isElsewhere(look: Look, { pid, exe, exeDeleted }: ProcessInfo): Promise<boolean> {
  if (exe === null || exeDeleted) return false;
  if ((await look.entry(exe)) === null) return true;
  const { files, processes } = look.host;
  const [here, there] = await Promise.all(
    [files.digest(exe), processes.digestOfExe(pid)].map((one) => one.catch(() => null)),
  );
  return here !== null && there !== null && here !== there;
}

/** The first that can be a home; a title may be cut short, and a link may stand for the program. */
async function homeOf(look: Look, ...[prefix, typed, tree]: [string | null, string | null, string | null]) {
  for (const one of [prefix, typed]) if (one !== null && (await isHome(look, one, tree))) return one;
  return tree ?? typed ?? prefix;
}

async function isHome(look: Look, home: string, tree: string | null): Promise<boolean> {
  if (await look.hasProgram(home)) return true;
  if (tree !== null && homeName(tree) === home) return true;
  const names = await look.names(join(home, '..'));
  return names.some((name) => join(home, '..', name) !== home && homeName(join(home, '..', name)) === home);
}
