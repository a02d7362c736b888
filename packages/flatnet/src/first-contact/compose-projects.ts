import { describeError, type HostView } from '@flatnet-maint/core';
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

/** Podman makes its store at the first command; where there is none, nothing was ever run and it is not asked. */
const stores = (): readonly string[] => [
  '/var/lib/containers/storage',
  `${process.env.HOME ?? '/root'}/.local/share/containers/storage`,
];

/** Compose projects, by the labels of their containers, running or not. */
export const composeProjects: Reader = async (host) => {
  const nothing = { things: [], hidden: [] };
  try {
    if (!(await hasStore(host))) return nothing;
    const { code, stdout, stderr } = await host.query(['podman', 'ps', '-a', '--format', 'json'], { limit });
    if (code !== 0) return { things: [], hidden: [t('podman-failed', { why: stderr.trim().slice(0, 200) })] };
    return { things: projects(JSON.parse(stdout) as readonly Container[] | null), hidden: [] };
  } catch (error) {
    const { code, message } = describeError(error);
    return code === 'E_COMMAND_ABSENT' ? nothing : { things: [], hidden: [t('podman-failed', { why: message })] };
  }
};

async function hasStore(host: HostView): Promise<boolean> {
  for (const path of stores()) if ((await host.files.stat(path).catch(() => null)) !== null) return true;
  return false;
}

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
