import { describeError, type HostView, type Json, MaintError } from '@flatnet-maint/core';
import type { Route } from './routes.ts';
import { t } from './texts.ts';

/** What Podman tells; `unclear` = names of running containers whose address or port cannot be told for sure. */
export type PodmanTells = { readonly routes: Route[]; readonly unclear: readonly string[] };

const limit = 4_000;
/** One container takes up to 20 kB, and a command's answer is cut at 1 MiB. */
const atOnce = 40;

/**
 * Routes to the containers that run now, of the user who asks: root's, in a run. Which network a container is in is asked of
 * the container, for `podman ps --filter network=` lists nothing while a network plugin is broken. A text = why nobody told.
 */
export async function podmanRoutes(host: HostView): Promise<PodmanTells | string> {
  try {
    const listed = await host.query(['podman', 'ps', '--quiet', '--no-trunc'], { limit });
    if (listed.code !== 0) return t('podman-silent', { why: lastLine(listed.stderr) });
    const ids = listed.stdout.split('\n').filter((line) => /^[0-9a-f]{12,}$/.test(line));
    const all: Json[] = [];
    for (let at = 0; at < ids.length; at += atOnce) {
      const argv = ['podman', 'inspect', '--type', 'container', ...ids.slice(at, at + atOnce)] as const;
      // One that ended meanwhile makes it end with 125, and the others are told all the same.
      const told = await host.query(argv, { limit });
      all.push(...(JSON.parse(told.stdout) as Json[]));
    }
    return routesOf(all as Inspected[]);
  } catch (error) {
    if (error instanceof MaintError && error.code === 'E_COMMAND_ABSENT') return t('podman-absent');
    return t('podman-silent', { why: describeError(error).message });
  }
}

/** As much of `podman inspect` as is read; what an older or newer one lacks is absent. */
interface Inspected {
  readonly Name?: string;
  readonly IsInfra?: boolean;
  readonly State?: { readonly Running?: boolean };
  readonly Config?: {
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
  };
  readonly HostConfig?: { readonly NetworkMode?: string };
  readonly NetworkSettings?: {
    readonly IPAddress?: string;
    readonly Ports?: Readonly<Record<string, unknown>> | null;
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string }>> | null;
  };
}

export function routesOf(containers: readonly Inspected[]): PodmanTells {
  const routes = new Map<string, Route>();
  const unclear: string[] = [];
  for (const one of containers) {
    // The first container of a pod holds its network and serves nothing; one without a network is reached by nobody.
    if (one.State?.Running !== true || one.IsInfra === true || one.HostConfig?.NetworkMode === 'none') continue;
    const own = one.Name ?? '';
    const name = one.Config?.Labels?.['flatnet.name'] ?? own;
    const [address, port] = [addressOf(one), portOf(one)];
    if (address === null || port === null || !/^[\w.-]+$/.test(name) || routes.has(name)) unclear.push(own);
    else routes.set(name, { name, address: `${address}:${port}` });
  }
  return { routes: [...routes.values()], unclear };
}

/** The one address that it has; of several, the one in the network of Flatnet. */
function addressOf({ NetworkSettings: settings }: Inspected): string | null {
  const networks = Object.entries(settings?.Networks ?? {});
  const addresses = [...networks.map(([, { IPAddress }]) => IPAddress), settings?.IPAddress].filter((one) => one);
  const different = [...new Set(addresses)];
  if (different.length === 1) return different[0] ?? null;
  return settings?.Networks?.flatnet?.IPAddress || null;
}

/** The one that a label names, else the one TCP port that it declares or publishes. */
function portOf({ Config: config, NetworkSettings: settings }: Inspected): number | null {
  const label = config?.Labels?.['flatnet.port'];
  const declared = [...Object.keys(settings?.Ports ?? {}), ...Object.keys(config?.ExposedPorts ?? {})];
  const ports = label === undefined ? declared.flatMap((key) => /^(\d+)(?:\/tcp)?$/.exec(key)?.[1] ?? []) : [label];
  const [port, ...others] = new Set(ports);
  if (port === undefined || others.length > 0 || !/^\d{1,5}$/.test(port)) return null;
  return Number(port) > 0 && Number(port) < 65_536 ? Number(port) : null;
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 300);
