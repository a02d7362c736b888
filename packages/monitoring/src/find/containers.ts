import { basename } from 'node:path/posix';
import { askPodman, type Look, podmanPlaces, podmanVersion } from '@flatnet-maint/actions';
import { describeError } from '@flatnet-maint/core';
import { type Container, containersOfCompose } from '../podman.ts';
import { t } from '../texts.ts';

/** What root’s Podman tells of compose projects; `all` null = it was not asked, and the look says why. */
export interface Seen {
  readonly hasPodman: boolean;
  readonly all: readonly Container[] | null;
  /** Names of containers that run, by the processes that keep them: to be seen by anybody. */
  readonly kept: readonly string[];
}

/**
 * Podman makes its store at the first command ever and puts it in order at the first one after a boot: before that it is
 * not asked, for looking would write. Nor is it asked for anybody but root, who has a store of his own.
 */
export async function seenContainers(look: Look): Promise<Seen> {
  const { host } = look;
  const processes = await host.processes.list();
  const kept = processes.flatMap(({ argv, zombie, uid }) => {
    if (zombie || uid !== 0 || basename(argv[0] ?? '') !== 'conmon' || !argv.includes('-n')) return [];
    return [argv[argv.indexOf('-n') + 1] ?? ''];
  });
  if ((await podmanVersion(host)) === null) return { hasPodman: false, all: [], kept };
  const unseen = (why: string): Seen => {
    look.cannot(why);
    return { hasPodman: true, all: null, kept };
  };
  if ((processes.find(({ pid }) => pid === process.pid)?.uid ?? 0) !== 0) return unseen(t('find-root-only'));
  const { store } = await podmanPlaces(look);
  if (await look.isAbsent(store)) return { hasPodman: true, all: [], kept };
  if (await look.isAbsent('/run/libpod/alive')) return unseen(t('find-podman-not-yet'));
  try {
    return { hasPodman: true, all: await containersOfCompose(host), kept };
  } catch (error) {
    return unseen(describeError(error).message);
  }
}

/** Whether anything of a project is left where it has no containers: it was up once. */
export async function hasVolumes({ host }: Look, project: string): Promise<boolean> {
  const told = await askPodman(host, 'volume', 'ls', '-q', '--filter', `label=io.podman.compose.project=${project}`);
  return told.trim() !== '';
}
