import { basename, dirname, join } from 'node:path/posix';
import { dateIn, lastLines } from '@flatnet-maint/actions';
import { compareVersions, type Digest, describeError } from '@flatnet-maint/core';
import { mover } from '../config/edit.ts';
import { type Config, readConfig } from '../config/read.ts';
import { t } from '../texts.ts';
import type { Family } from './families.ts';
import { type Look, programOf } from './look.ts';
import { strangersProgram } from './strange.ts';
import { mainConfigOf, type Tree } from './trees.ts';

/** A tree with what lies in it and what its program says of itself. */
export interface TreeFacts extends Tree {
  readonly hasProgram: boolean;
  /** It was not run, since others than root can change it. */
  readonly isStrange: boolean;
  readonly version: string | null;
  readonly exe: Digest | null;
  readonly dated: string;
  /** Why its program does not tell its version; null = it does, or there is none. */
  readonly silent: string | null;
  readonly mainConfig: string;
  /** null = absent, or not readable. */
  readonly config: Config | null;
  /** Of what a gateway is made of, what is there. */
  readonly parts: readonly string[];
  readonly speaksOfFlatnet: boolean;
  /** What ties the vendor's Lua to one build of its module. */
  readonly lua: LuaFacts;
}
interface LuaFacts {
  readonly base: Digest | null;
  /** The version of the module that the Lua demands, and that the program was built with. */
  readonly wanted: string | null;
  readonly built: string | null;
}

/** Milliseconds. */
const timeForTests = 2_500;

const made = ['sbin/nginx', 'conf', 'lualib', 'lualib/flatnet', 'lualib/resty', 'modules', 'html', 'luajit'];

export async function factsOf(look: Look, tree: Tree, family: Family, config: string | null): Promise<TreeFacts> {
  const { path } = tree;
  const { home } = family;
  const hasProgram = tree.role !== 'backup' && (await look.hasProgram(path));
  const program = programOf(path);
  const mainConfig = await mainConfigOf(look, tree, config);
  // Why it cannot be read is what the tree's own test says.
  const read = await readConfig(look.host.files, mainConfig, mover([{ from: home, to: path }])).catch(
    async (error: unknown) => {
      const { code, message } = describeError(error);
      // Of the file itself it is told in the same words as of all others.
      if (code === 'E_FILE_REFUSED' && (await look.text(mainConfig)) !== null) look.cannot(message);
      return null;
    },
  );
  const parts: string[] = [];
  for (const part of made) if ((await look.stat(join(path, part), path)) !== null) parts.push(part);
  const strange = hasProgram ? await strangersProgram(look, family, tree, mainConfig) : null;
  const said =
    hasProgram && strange === null
      ? await versionOf(look, program, tree.role)
      : { version: null, built: null, silent: strange };
  const base = join(path, 'lualib/resty/core/base.lua');
  const lua = hasProgram && parts.includes('lualib/resty') && (await look.stat(base))?.kind === 'file';
  const modified = (await look.stat(path))?.modified ?? 0;
  return {
    ...tree,
    hasProgram,
    isStrange: strange !== null,
    version: said.version,
    silent: said.silent,
    exe: hasProgram ? await look.host.files.digest(program).catch(() => null) : null,
    dated: dateIn(basename(path)) ?? new Date(modified).toISOString(),
    mainConfig,
    config: read,
    parts,
    speaksOfFlatnet:
      parts.includes('lualib/flatnet') || (read?.files.some(({ text }) => /flatnet/i.test(text)) ?? false),
    lua: {
      base: lua ? await look.host.files.digest(base).catch(() => null) : null,
      wanted: lua ? (/(\d+\.\d+\.\d+) required/.exec((await look.text(base)) ?? '')?.[1] ?? null) : null,
      built: said.built,
    },
  };
}

async function versionOf(look: Look, program: string, role: Tree['role']) {
  // Programs that hang beside it must not take the time in which what serves, or would, is tested.
  const kept = role === 'live' || role === 'home' ? 0 : timeForTests;
  const limit = Math.min(2_000, look.left() - kept);
  const none = { version: null, built: null };
  if (limit < 100) return { ...none, silent: t('find-no-time') };
  try {
    const out = await look.host.query([program, '-V'], { limit });
    const said = out.stderr + out.stdout;
    const version = /nginx version: [^/\s]+\/(\S+)/.exec(said)?.[1] ?? null;
    const built = /ngx_lua-(\d+\.\d+\.\d+)/.exec(said)?.[1] ?? null;
    return {
      version,
      built,
      silent: version === null ? t('no-version', { program, said: lastLines(said).slice(0, 200) }) : null,
    };
  } catch (error) {
    return { ...none, silent: (error as Error).message };
  }
}

/** What a whole tree has and this one has not; a copy that was broken off lacks some of it. */
export function lackingIn(tree: TreeFacts, all: readonly TreeFacts[]): readonly string[] {
  const whole = all.find(({ role, hasProgram }) => hasProgram && (role === 'live' || role === 'home'));
  const most = all.filter((one) => one.hasProgram).sort((a, b) => b.parts.length - a.parts.length)[0];
  const wanted = new Set([...made.slice(0, 1), ...((whole ?? most)?.parts ?? [])]);
  const lacks = [...wanted].filter((part) => !tree.parts.includes(part));
  return lacks.filter((part) => !lacks.includes(dirname(part)));
}

/**
 * Whether another build's vendor Lua lies in this tree, as the manual's copy of an old `lualib` into a new tree leaves it,
 * and whose. Its program then refuses to start, which `nginx -t` cannot see, for it starts no Lua. null = nothing speaks for it.
 */
export function strangersLua(tree: TreeFacts, all: readonly TreeFacts[]): { readonly of: string | null } | null {
  const { base, wanted, built } = tree.lua;
  if (base === null) return null;
  const isBuilt = wanted !== null && built !== null;
  if (isBuilt && wanted === built) return null;
  const older = ({ version }: TreeFacts) =>
    version !== null && tree.version !== null && compareVersions(version, tree.version) < 0;
  const of = all.find((one) => one.lua.base === base && older(one))?.path ?? null;
  return isBuilt || of !== null ? { of } : null;
}
