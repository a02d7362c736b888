import { basename, dirname, join } from 'node:path/posix';
import { baseOf, dateIn, each, kindOfCopy, type Look } from '@flatnet-maint/actions';
import type { FoundTree } from '@flatnet-maint/core';
import type { Instance } from './instances.ts';
import { isNebula } from './names.ts';
import { backupParents, daily, isYaml } from './places.ts';

/** A program with what lies around it, or a folder that holds a configuration only. */
export interface Copy {
  /** The program, or the folder that holds it. */
  readonly path: string;
  readonly role: Extract<FoundTree['role'], 'home' | 'aside' | 'kept' | 'backup'>;
  readonly kind: ReturnType<typeof kindOfCopy>;
  /** null = there is none in it. */
  readonly program: string | null;
  /** What of its own it would be started with. */
  readonly config: string | null;
  /** ISO 8601; of the date in its name, else when the program was last changed. */
  readonly dated: string;
  /** Files in the same folder, where programs, configuration and keys lie in one. */
  readonly beside: readonly string[];
}

const most = 24;

/** What is in its place, what hands left beside it and in their backups, and what is kept: each once, whatever links lead to it. */
export async function copiesOf(look: Look, instance: Instance, generations: string): Promise<readonly Copy[]> {
  const { program, config } = instance;
  const [folder, name] = [dirname(program), basename(program)];
  const asides = (await look.names(folder)).filter((one) => one !== name && isNebula(one));
  const kept = (await look.names(generations)).filter((one) => !/^\.|\.(?:partial|removing)$/.test(one));
  const found = (
    await each(
      [
        { path: program, role: 'home' as const },
        ...asides.map((one) => ({ path: join(folder, one), role: 'aside' as const })),
        ...(await backupFolders(look, program, config)).map((path) => ({ path, role: 'aside' as const })),
        ...kept.map((one) => ({ path: join(generations, one), role: 'kept' as const })),
      ],
      4,
      ({ path, role }) => copyAt(look, path, role),
    )
  ).flat();
  const real = new Map<string, Copy>();
  for (const one of found) {
    const at = (await look.real(one.path)) ?? one.path;
    if (!real.has(at)) real.set(at, one);
  }
  return [...real.values()].slice(0, most);
}

async function copyAt(look: Look, path: string, role: Copy['role']): Promise<readonly Copy[]> {
  const stat = await look.stat(path);
  const own = { path, kind: role === 'kept' ? ('old' as const) : kindOfCopy(basename(path)) };
  const dated = (modified: number) =>
    dateIn(basename(path)) ?? dateIn(basename(dirname(path))) ?? new Date(modified).toISOString();
  if (stat?.kind === 'file')
    return [{ ...own, role, program: path, config: null, dated: dated(stat.modified), beside: [] }];
  if (stat?.kind !== 'folder') return [];
  const names = await look.names(path);
  const program = await programIn(look, path, role === 'kept' ? join(path, 'bin') : path);
  const config = await configOf(look, path, role, names);
  if (program === null && config === null) return [];
  const modified = program === null ? stat.modified : ((await look.stat(program))?.modified ?? stat.modified);
  return [
    {
      ...own,
      role: program === null ? 'backup' : role,
      ...{ program, config, dated: dated(modified) },
      beside: role === 'kept' ? [] : names.map((name) => join(path, name)),
    },
  ];
}

async function programIn(look: Look, path: string, folder: string): Promise<string | null> {
  for (const one of [join(folder, 'nebula'), join(path, 'nebula')])
    if ((await look.stat(one))?.kind === 'file') return one;
  return null;
}

/** A kept generation has a folder for it; hands put it among the programs. */
async function configOf(look: Look, path: string, role: Copy['role'], names: readonly string[]) {
  if (role === 'kept') return names.includes('config') ? join(path, 'config') : null;
  const files = names.filter(isYaml);
  const usual = files.find((name) => /^config\.ya?ml$/.test(name)) ?? (files.length === 1 ? files[0] : undefined);
  if (usual !== undefined) return join(path, usual);
  return files.length > 1 && (await look.stat(join(path, files[0] ?? '')))?.kind === 'file' ? path : null;
}

/** Folders that hands made of the whole: `nebula-20261102`, `nebula.bak`, and those of a script that makes one folder a day. */
async function backupFolders(look: Look, program: string, config: string | null): Promise<readonly string[]> {
  const homes = new Set([dirname(program), ...(config === null ? [] : [config, dirname(config)])]);
  const bases = new Set([...homes].map((home) => basename(home)));
  const isCopy = (name: string) => isNebula(name) || (bases.has(baseOf(name)) && baseOf(name) !== name);
  const found = await each(backupParents(program, config), 4, async (parent) =>
    (await look.names(parent)).filter(isCopy).map((name) => join(parent, name)),
  );
  const days = (await look.names(daily)).map((name) => join(daily, name, 'nebula'));
  const paths = [...found.flat(), ...days].filter((path) => !homes.has(path));
  const kinds = await each(paths, 4, async (path) => (await look.stat(path))?.kind);
  return paths.filter((_, index) => kinds[index] === 'folder');
}
