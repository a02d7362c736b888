import { resolve } from 'node:path/posix';
import { each, type Look } from '@flatnet-maint/actions';
import type { Digest } from '@flatnet-maint/core';
import { configOf, isNebula } from './names.ts';

/** A Nebula that runs. */
export interface Running {
  readonly pid: number;
  readonly program: string;
  /** What lies under that path now is another file, or none. */
  readonly isReplaced: boolean;
  /** null = not readable here. */
  readonly sha256: Digest | null;
  readonly config: string | null;
  readonly folder: string;
  readonly service: string | null;
}

/** All processes of it, whoever started them. */
export async function findRunning(look: Look): Promise<readonly Running[]> {
  const { processes, services } = look.host;
  const all = (await processes.list()).filter(
    ({ exe, argv, zombie }) => !zombie && isNebula(exe ?? argv[0] ?? '') && configOf(argv) !== null,
  );
  return each(all, 4, async ({ pid, exe, argv, exeDeleted }): Promise<Running> => {
    const folder = (await processes.workingFolder(pid).catch(() => null)) ?? '/';
    const config = configOf(argv);
    return {
      pid,
      program: exe ?? argv[0] ?? 'nebula',
      isReplaced: exeDeleted,
      sha256: await processes.digestOfExe(pid).catch(() => null),
      config: config === null ? null : resolve(folder, config),
      folder,
      service: await services.of(pid).catch(() => null),
    };
  });
}
