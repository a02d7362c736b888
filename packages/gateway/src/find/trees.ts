import { basename, dirname, join } from 'node:path/posix';
import { each } from '@flatnet-maint/actions';
import type { FoundTree } from '@flatnet-maint/core';
import type { Family } from './families.ts';
import type { Look } from './look.ts';
import { homeName, kindOfAside } from './names.ts';

/** A folder of a gateway, before anything is asked of it. */
export interface Tree {
  /** As people name it: the home by its own path, though it is a link. */
  readonly path: string;
  readonly real: string;
  readonly role: FoundTree['role'];
  readonly kind: ReturnType<typeof kindOfAside>;
}

/** Every folder that is, was or may be the gateway, each once: what runs, its home, what lies beside it, what is kept. */
export async function treesOf(
  look: Look,
  { home, masters }: Family,
  generations = join(dirname(home), 'generations/gateway'),
): Promise<readonly Tree[]> {
  const parent = dirname(home);
  const name = homeName(basename(home));
  const beside = (await look.names(parent)).filter((one) => homeName(one) === name).map((one) => join(parent, one));
  const kept = (await look.names(generations))
    .filter((one) => !/^\.|\.(?:config|partial|removing)$/.test(one))
    .map((one) => join(generations, one));
  // What lies now where a running program was taken away is another one.
  const running = masters.flatMap(({ tree, process }) => (process.exeDeleted ? [] : [tree ?? home]));
  const listed: { path: string; role: FoundTree['role'] }[] = [
    ...beside.filter((one) => one === home).map((path) => ({ path, role: 'home' as const })),
    ...running.map((path) => ({ path, role: 'live' as const })),
    ...beside.filter((one) => one !== home).map((path) => ({ path, role: 'aside' as const })),
    ...kept.map((path) => ({ path, role: 'kept' as const })),
  ];
  const live = new Set(await Promise.all(running.map(async (path) => (await look.real(path)) ?? path)));
  const trees = new Map<string, Tree>();
  for (const { path, role } of listed) {
    const [real, stat] = [await look.real(path), await look.stat(path)];
    if (real === null || stat?.kind !== 'folder') continue;
    if (role === 'kept' && !(await look.hasProgram(path))) continue;
    const known = trees.get(real);
    // By the name that a hand gave it rather than by the real one that its program shows.
    if (known !== undefined && (known.role !== 'live' || role !== 'aside')) continue;
    const now = live.has(real) ? 'live' : role;
    trees.set(real, { path, real, role: now, kind: kindOfAside(basename(path)) });
  }
  return [...trees.values(), ...(await backupsOf(look, parent))];
}

/** The manual's own, and its backup script's: dated folders with a configuration and no program. */
async function backupsOf(look: Look, parent: string): Promise<Tree[]> {
  const own = (await look.names(join(parent, 'backups'))).filter((name) => name.startsWith('gateway-'));
  const folders = [
    ...own.map((name) => join(parent, 'backups', name)),
    ...(await look.names('/backup/flatnet')).map((name) => join('/backup/flatnet', name)),
  ];
  const found = await each(folders, 8, async (path): Promise<Tree[]> => {
    const holds =
      (await look.stat(join(path, 'conf')))?.kind === 'folder' || (await look.stat(join(path, 'nginx.conf'))) !== null;
    if (!holds || (await look.hasProgram(path))) return [];
    return [{ path, real: (await look.real(path)) ?? path, role: 'backup', kind: 'other' }];
  });
  return found.flat();
}

export interface OutsideConfig {
  readonly path: string;
  readonly by: 'process' | 'unit' | 'disk' | 'system' | 'site';
  /** Which one of them. */
  readonly of: string;
}

/**
 * The main configuration outside of the trees; null = inside them. Whoever runs or starts it tells; where nobody does, a
 * configuration beside the home counts when it names the home and the home's own says nothing of a Flatnet.
 */
export async function configOf(look: Look, family: Family, trees: readonly Tree[]): Promise<OutsideConfig | null> {
  const { home, masters, unit } = family;
  const inside = join(home, 'conf/nginx.conf');
  for (const { config, process } of masters)
    if (config !== null && config !== inside) return { path: config, by: 'process', of: String(process.pid) };
  const ofSystem = '/etc/nginx/nginx.conf';
  if (home === '/usr' && (await look.entry(ofSystem)) !== null) return { path: ofSystem, by: 'system', of: ofSystem };
  if (masters.length > 0) return null;
  if (unit !== null) {
    const { config } = unit.command;
    const path = config === null || config.startsWith('/') ? config : join(home, config);
    return path === null || path === inside ? null : { path, by: 'unit', of: unit.name };
  }
  for (const { path, role } of trees)
    if (role !== 'backup' && role !== 'kept' && /flatnet/i.test((await look.text(join(path, 'conf/nginx.conf'))) ?? ''))
      return null;
  for (const folder of ['config', 'conf']) {
    const path = join(dirname(home), folder, 'nginx.conf');
    if ((await look.text(path))?.includes(`${home}/`)) return { path, by: 'disk', of: home };
  }
  return null;
}

/** Where the main configuration of one tree lies on the disk. */
export async function mainConfigOf(look: Look, tree: Tree, config: string | null): Promise<string> {
  if (tree.role === 'backup') {
    const inConf = join(tree.path, 'conf/nginx.conf');
    return (await look.entry(inConf)) === null ? join(tree.path, 'nginx.conf') : inConf;
  }
  if (config === null) return join(tree.path, 'conf/nginx.conf');
  const kept = join(`${tree.path}.config`, basename(config));
  return tree.role === 'kept' && (await look.entry(kept)) !== null ? kept : config;
}
