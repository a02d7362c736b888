import { each, type Look, openTo } from '@flatnet-maint/actions';
import { type Digest, describeError, type FoundTree, type HostView } from '@flatnet-maint/core';
import { configFiles, readTree } from '../config.ts';
import { firstTaken, reportedVersion } from '../programs.ts';
import { t } from '../texts.ts';
import type { Copy } from './copies.ts';

/** A copy, and what its own program says of itself and of the configuration. */
export interface Program extends Copy {
  readonly exe: Digest | null;
  readonly version: string | null;
  readonly test: FoundTree['test'];
}

/** For commands of others, in milliseconds; what else is read takes well below a second. */
export const timeForAsking = 6_000;
const limit = 2_000;
const mostAsked = 8;

/** How they are asked: the configuration in its place, and whether somebody chose them himself. */
export interface Asking {
  readonly config: string | null;
  readonly folder: string;
  readonly isTrusted: boolean;
}

/** Asks each which it is and whether it takes the configuration: the one in its place first, then the newest (F29, H73). */
export async function askAll(look: Look, copies: readonly Copy[], how: Asking): Promise<readonly Program[]> {
  const first = ({ role }: Copy) => Number(role === 'home');
  const ordered = [...copies].sort((a, b) => first(b) - first(a) || (a.dated < b.dated ? 1 : -1));
  let asked = 0;
  return each(ordered, 2, async (copy): Promise<Program> => {
    const { program } = copy;
    if (program === null) return { ...copy, exe: null, version: null, test: await readable(look, copy.config) };
    const exe = await look.host.files.digest(program).catch(() => null);
    asked += 1;
    if (asked > mostAsked)
      return { ...copy, exe, version: null, test: { ok: null, said: t('find-not-asked', { most: mostAsked }) } };
    return { ...copy, exe, ...(await ask(look, copy, program, how)) };
  });
}

async function ask(look: Look, copy: Copy, program: string, how: Asking): Promise<Pick<Program, 'version' | 'test'>> {
  const stat = await look.stat(program);
  const not = (ok: false | null, said: string) => ({ version: null, test: { ok, said } });
  if (stat?.bytes === 0) return not(false, t('find-empty'));
  if (((stat?.mode ?? 0) & 0o111) === 0) return not(false, t('find-not-executable'));
  const open = how.isTrusted && copy.role === 'home' ? null : await openToOthers(look, program);
  if (open !== null) return not(null, open);
  if (look.left() < 200) return not(null, t('find-time-over'));
  try {
    const host = inTime(look);
    const version = await reportedVersion(host, program);
    if (version === null) return not(false, t('find-no-version'));
    const [config, ...more] = [how.config, copy.config].filter((one) => one !== null);
    if (config === undefined) return { version, test: { ok: null, said: t('find-no-config') } };
    const taken = await firstTaken(host, program, [config, ...more], how.folder);
    return {
      version,
      test: { ok: taken.ok, said: taken.ok ? t('config-passes', { program, config: taken.config }) : taken.said },
    };
  } catch (error) {
    return not(null, describeError(error).message);
  }
}

/** Its commands end within what is left for them. */
export function inTime(look: Look): HostView {
  const { host } = look;
  return {
    ...host,
    query: (argv, more) => host.query(argv, { ...more, limit: Math.max(1, Math.min(limit, look.left())) }),
  };
}

/** Why a program is not run: somebody else than root, or than who is looking, can change it. null = nobody can. */
export async function openToOthers(look: Look, program: string): Promise<string | null> {
  const self = (await look.host.processes.get(process.pid))?.uid ?? 0;
  const open = await openTo(look, program, new Set([0, self]));
  return open === null ? null : t('find-open-to-others', { program, path: open });
}

async function readable(look: Look, config: string | null): Promise<FoundTree['test']> {
  if (config === null) return { ok: null, said: t('find-no-config') };
  try {
    const { files } = await configFiles(look.host, config);
    await readTree(look.host, files);
    return { ok: files.length > 0, said: t(files.length > 0 ? 'find-config-read' : 'config-absent') };
  } catch (error) {
    return { ok: false, said: describeError(error).message };
  }
}
