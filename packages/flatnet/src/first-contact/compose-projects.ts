import { describeError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Reader } from './beside.ts';

const limit = 3_000;
const labels = ['io.podman.compose.project', 'com.docker.compose.project'];
const services = ['io.podman.compose.service', 'com.docker.compose.service'];

interface Container {
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly State?: string;
  readonly Names?: readonly string[];
}

const ofRoot = { store: '/var/lib/containers/storage', alive: '/run/libpod/alive' };
const ofUser = (uid: number) => ({
  store: `${process.env.HOME ?? '/root'}/.local/share/containers/storage`,
  alive: `${process.env.XDG_RUNTIME_DIR ?? `/run/user/${uid}`}/libpod/tmp/alive`,
});

/**
 * Compose projects, by the labels of their containers, running or not. Podman makes its store at the first command ever,
 * and puts it in order at the first one after a boot: before, it is not asked, for looking would write.
 */
export const composeProjects: Reader = async (host) => {
  const hidden: string[] = [];
  const nothing = { things: [], hidden };
  try {
    const uid = process.getuid?.() ?? 0;
    const isThere = async (path: string) => (await host.files.stat(path)) !== null;
    if (uid !== 0 && (await isThere(ofRoot.store).catch(() => true))) hidden.push(t('podman-of-root'));
    const { store, alive } = uid === 0 ? ofRoot : ofUser(uid);
    if (!(await isThere(store))) return nothing;
    if (!(await isThere(alive))) return { things: [], hidden: [...hidden, t('podman-not-yet')] };
    const { code, stdout, stderr } = await host.query(['podman', 'ps', '-a', '--format', 'json'], { limit });
    if (code !== 0)
      return { things: [], hidden: [...hidden, t('podman-failed', { why: stderr.trim().slice(0, 200) })] };
    return { things: projects(JSON.parse(stdout) as readonly Container[] | null), hidden };
  } catch (error) {
    const { code, message } = describeError(error);
    return code === 'E_COMMAND_ABSENT'
      ? nothing
      : { things: [], hidden: [...hidden, t('podman-failed', { why: message })] };
  }
};

function projects(containers: readonly Container[] | null) {
  const label = ({ Labels }: Container, keys: readonly string[]) => keys.map((key) => Labels?.[key]).find(Boolean);
  const inOne = Map.groupBy(
    (containers ?? []).filter((one) => label(one, labels) !== undefined),
    (one) => label(one, labels) ?? '',
  );
  return [...inOne].map(([project, all]) => ({
    where: project,
    what: t('compose-project', {
      count: all.length,
      running: all.filter(({ State }) => State === 'running').length,
      services: all.map((one) => label(one, services) ?? one.Names?.[0] ?? '?').join(', '),
    }),
    sure: true,
  }));
}
