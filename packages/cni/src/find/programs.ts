import { basename, dirname, join } from 'node:path/posix';
import { baseOf, dateIn, each, kindOfCopy, type Look, openTo } from '@flatnet-maint/actions';
import { type Digest, describeError, type FoundTree } from '@flatnet-maint/core';
import { answers } from '../answers.ts';
import { t } from '../texts.ts';

/** A program that is, was, or may have been meant to be the plugin. */
export interface Program {
  readonly path: string;
  readonly role: Extract<FoundTree['role'], 'home' | 'aside' | 'kept'>;
  readonly kind: ReturnType<typeof kindOfCopy>;
  readonly exe: Digest | null;
  readonly bytes: number;
  readonly isExecutable: boolean;
  readonly dated: string;
  /** As the folder of a kept build is named; null = it does not say. */
  readonly version: string | null;
  readonly test: FoundTree['test'];
}

/** For commands of others, in milliseconds; what else is read takes well below a second. */
export const timeForAsking = 6_000;
const limit = 2_000;
const mostAsked = 8;

/** The program in its place, the copies that hands left beside it, and kept builds; none of them asked yet. */
export async function programsOf(look: Look, plugin: string, generations: string): Promise<readonly Program[]> {
  const [folder, name] = [dirname(plugin), basename(plugin)];
  const copies = (await look.names(folder)).filter((one) => one !== name && baseOf(one) === name);
  const builds = (await look.names(generations)).filter((one) => !/^\.|\.(?:partial|removing)$/.test(one));
  const all = [
    { path: plugin, role: 'home' as const, named: name },
    ...copies.map((one) => ({ path: join(folder, one), role: 'aside' as const, named: one })),
    ...builds.map((one) => ({ path: join(generations, one, name), role: 'kept' as const, named: one })),
  ];
  const found = await each(all, 4, async ({ path, role, named }): Promise<readonly Program[]> => {
    const stat = await look.stat(path);
    if (stat?.kind !== 'file') return [];
    return [
      {
        path,
        role,
        kind: role === 'aside' ? kindOfCopy(named) : 'old',
        exe: await look.host.files.digest(path).catch(() => null),
        bytes: stat.bytes,
        isExecutable: (stat.mode & 0o111) !== 0,
        dated: dateIn(named) ?? new Date(stat.modified).toISOString(),
        version: role === 'kept' ? (/^(.+)-[0-9a-f]{12}$/.exec(named)?.[1] ?? null) : null,
        test: { ok: null, said: t('find-not-asked', { most: mostAsked }) },
      },
    ];
  });
  return found.flat();
}

/** How they are asked: the version of the lists that they are to know, and whether somebody chose them himself. */
interface Asking {
  readonly cniVersion: string | null;
  readonly isTrusted: boolean;
}

/**
 * Asks each what it speaks: the one in its place first, then the newest. None is run that others than root, or than who is
 * looking, can change; and all of them in a folder that is gone afterwards, for one that crashes may leave its memory there.
 */
export async function askAll(look: Look, programs: readonly Program[], how: Asking): Promise<readonly Program[]> {
  const first = ({ role }: Program) => Number(role === 'home');
  const ordered = [...programs].sort((a, b) => first(b) - first(a) || (a.dated < b.dated ? 1 : -1));
  const tests = new Map<string, FoundTree['test']>();
  await look.host.scratch((cwd) =>
    each(ordered.slice(0, mostAsked), 2, async (program) => {
      tests.set(program.path, await ask(look, program, how, cwd));
    }),
  );
  return programs.map((one) => ({ ...one, test: tests.get(one.path) ?? one.test }));
}

async function ask(look: Look, program: Program, how: Asking, cwd: string): Promise<FoundTree['test']> {
  const { path, isExecutable, bytes } = program;
  if (bytes === 0) return { ok: false, said: t('find-empty') };
  if (!isExecutable) return { ok: false, said: t('find-not-executable') };
  const strange = how.isTrusted ? null : await strangers(look, path);
  if (strange !== null) return { ok: null, said: strange };
  const left = Math.min(limit, look.left());
  if (left < 200) return { ok: null, said: t('find-time-over') };
  const { host } = look;
  const query: typeof host.query = (argv, more) => host.query(argv, { ...more, cwd, limit: left });
  try {
    const { ok, said } = await answers({ ...host, query }, path, how.cniVersion);
    return { ok, said };
  } catch (error) {
    return { ok: null, said: describeError(error).message };
  }
}

async function strangers(look: Look, path: string): Promise<string | null> {
  const self = (await look.host.processes.get(process.pid))?.uid ?? 0;
  const open = await openTo(look, path, new Set([0, self]));
  return open === null ? null : t('find-open-to-others', { program: path, path: open });
}
