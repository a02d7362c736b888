import { dirname, join } from 'node:path';
import { type Host, type Hosts, type HostView, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { fileLocks } from '@flatnet-maint/host';
import { currentTool, launcherOf, layTool, pruneTools, type ToolCopy, writeLauncher } from '@flatnet-maint/store';
import { usualState } from './compose.ts';
import type { InstalledSelf, PinnedCopy, Tool } from './house.ts';
import { t } from './texts.ts';

/** Copying and hashing of some 150 MB, perhaps on a slow disk. */
const layLimit = 600_000;
const runLimit = 30_000;
/** A disk that does not answer must not hold up a way back. */
const lookLimit = 2_000;

/** A checkout is no version: its code is another one a moment later. */
const isBuilt = ({ cli }: Tool): boolean => !cli.endsWith('.ts');

/**
 * The tool that a dead-man is to start: the copy in the state folder when that is whole and of this version, for whatever
 * started this process (npx, a checkout on a stick) may be gone at the next boot. Else the one that runs; never fails.
 */
export async function pinnedTool(hosts: Hosts, state: string, tool: Tool): Promise<Tool> {
  if (!isBuilt(tool)) return tool;
  const copy = await currentTool(hosts.view('local', lookLimit).files, state, tool.version).catch(() => null);
  return copy === null ? tool : { version: copy.version, node: copy.node, cli: copy.cli };
}

/** The copy that the launcher starts, whole as far as a quick look tells; null = none of this version is. */
export async function pinnedCopy(hosts: Hosts, state: string, { version }: Tool): Promise<PinnedCopy | null> {
  const { files } = hosts.view('local', lookLimit);
  const copy = await currentTool(files, state, version).catch(() => null);
  const launcher = launcherOf(state);
  return copy === null || (await files.stat(launcher)) === null ? null : { version, folder: copy.folder, launcher };
}

/**
 * Puts a copy of the running tool with its own Node into the state folder, so that an emergency and a resume need neither
 * network nor npx cache nor PATH. A second call verifies every byte and mends. E_INSTALL_SOURCE from a checkout.
 */
export async function installSelf(hosts: Hosts, state: string, tool: Tool): Promise<InstalledSelf> {
  const lent = hosts.lend('local', layLimit, 'install-self');
  try {
    const { host } = lent;
    const source = await packageOf(host.files, tool);
    await host.files.makeFolder(state, { mode: 0o700 });
    return await fileLocks.hold(join(state, 'tool.lock'), async () => {
      const copy = await layTool(host.files, state, source, (laid) => proveRuns(host, laid));
      const launcher = await writeLauncher(host.files, state, state === usualState);
      const removed = await pruneTools(host.files, state, await namedBy(host, state));
      return {
        ...{ version: copy.version, how: copy.how, folder: copy.folder, node: copy.node, cli: copy.cli },
        ...{ launcher, removed },
      };
    });
  } finally {
    await lent.release();
  }
}

async function packageOf(files: ReadFiles, tool: Tool) {
  const folder = dirname(dirname(tool.cli));
  const about = await files.text(join(folder, 'package.json')).then(
    (text) => JSON.parse(text) as { name?: unknown; files?: unknown },
    () => null,
  );
  const isPackage = about?.name === 'flatnet-maint' && Array.isArray(about.files);
  if (!isBuilt(tool) || !isPackage || tool.cli !== join(folder, 'dist', 'main.js')) {
    throw new MaintError('E_INSTALL_SOURCE', t('install-source', { cli: tool.cli }), t('install-source-next'));
  }
  const names = [...(about.files as string[]), 'package.json', 'LICENSE', 'README.md'];
  return { version: tool.version, node: tool.node, folder, names };
}

/** Before anything leads to it: a Node that wants libraries of its own, or a disk that runs no programs, shows here. */
async function proveRuns(host: Host, { node, cli, version }: ToolCopy): Promise<void> {
  const out = await host.run([node, cli, '--version'], { limit: runLimit }).catch((error: Error) => error);
  if (!(out instanceof Error) && out.code === 0 && out.stdout.trim() === version) return;
  const said = out instanceof Error ? out.message : (out.stderr || out.stdout).trim().slice(0, 300);
  throw new MaintError('E_INSTALL_RUN', t('install-run', { node, said }), t('install-run-next'));
}

/** What on this host relies on a copy: a dead-man's unit or marker, the open run, a process. What cannot be read may. */
async function namedBy({ files, processes }: HostView, state: string): Promise<(folder: string) => boolean> {
  try {
    const units = '/etc/systemd/system';
    const names = (await files.real(units)) === null ? [] : await files.list(units);
    const open = `${state}/open/run`;
    const run = (await files.stat(open)) === null ? null : (await files.text(open)).trim();
    const paths = [
      ...names.filter((name) => name.startsWith('flatnet-maint-guard')).map((name) => `${units}/${name}`),
      `${state}/dead-man.json`,
      ...(run === null ? [] : [`${state}/runs/${run}/journal.jsonl`]),
    ];
    const texts = await Promise.all(
      paths.map(async (path) => ((await files.stat(path))?.kind === 'file' ? files.text(path) : '')),
    );
    const running = (await processes.list()).map(({ exe, argv }) => `${exe} ${argv.join(' ')}`);
    return (folder) => [...texts, ...running].some((text) => text.includes(`${folder}/`));
  } catch {
    return () => true;
  }
}
