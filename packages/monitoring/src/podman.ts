import { askPodman, lookAtPodman, saidByPodman } from '@flatnet-maint/actions';
import { type HostView, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** As much of `podman inspect` as is read of a container. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** The service and the project that compose wrote on it; null = it did not. */
  readonly service: string | null;
  readonly project: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: { readonly id: string; readonly ref: string };
  readonly running: boolean;
  readonly status: string;
  readonly startedAt: string;
  readonly exitCode: number;
  readonly restarts: number;
  readonly pid: number;
  readonly created: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly {
    readonly type: string;
    readonly source: string;
    readonly target: string;
    readonly writes: boolean;
    readonly volume: string | null;
  }[];
  readonly ports: readonly { readonly inside: number; readonly host: string; readonly port: number }[];
  readonly addresses: readonly string[];
  readonly stopSeconds: number;
}

interface Told {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly ImageName: string;
  readonly RestartCount?: number;
  readonly State: {
    readonly Running: boolean;
    readonly Status: string;
    readonly StartedAt: string;
    readonly ExitCode: number;
    readonly Pid: number;
  };
  readonly Config: {
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly CreateCommand?: readonly string[] | null;
    readonly Cmd?: readonly string[] | null;
    readonly Env?: readonly string[] | null;
    readonly StopTimeout?: number;
  };
  readonly Mounts?:
    | readonly {
        readonly Type: string;
        readonly Name?: string;
        readonly Source: string;
        readonly Destination: string;
        readonly RW: boolean;
      }[]
    | null;
  readonly NetworkSettings?: {
    readonly Ports?: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
    > | null;
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string }>> | null;
  };
}

const serviceLabels = ['com.docker.compose.service', 'io.podman.compose.service'];
const projectLabels = ['io.podman.compose.project', 'com.docker.compose.project'];
const first = (labels: Readonly<Record<string, string>>, keys: readonly string[]) =>
  keys.map((key) => labels[key]).find(Boolean) ?? null;

/** Every container of a project, whatever its state. */
export async function containersOf(host: HostView, project: string): Promise<readonly Container[]> {
  const ids = new Set<string>();
  for (const label of projectLabels) for (const id of await idsWith(host, `${label}=${project}`)) ids.add(id);
  return inspected(host, [...ids]);
}

/** Those that a run made or moved for a service. */
export const containersOfRun = async (host: HostView, label: string): Promise<readonly Container[]> =>
  inspected(host, await idsWith(host, label));

/** Every container that compose made, of whatever project. */
export async function containersOfCompose(host: HostView): Promise<readonly Container[]> {
  const ids = new Set<string>();
  for (const label of projectLabels) for (const id of await idsWith(host, label)) ids.add(id);
  return inspected(host, [...ids]);
}

async function idsWith(host: HostView, label: string): Promise<readonly string[]> {
  const told = await askPodman(host, 'ps', '-aq', '--no-trunc', '--filter', `label=${label}`);
  return told.split('\n').filter(Boolean);
}

/** The container of a name or id; null = there is none. */
export async function containerNamed(host: HostView, name: string): Promise<Container | null> {
  // Podman takes the beginning of an id for a name as well.
  return (await inspected(host, [name])).find((one) => one.name === name || one.id === name) ?? null;
}

async function inspected(host: HostView, names: readonly string[]): Promise<readonly Container[]> {
  const all: Container[] = [];
  for (let at = 0; at < names.length; at += 20) {
    const out = await lookAtPodman(host, 'inspect', '--type', 'container', ...names.slice(at, at + 20));
    if (out.cut || (out.code !== 0 && !/no such (container|object)/i.test(out.stderr)))
      throw new MaintError('E_PODMAN', t('podman-inspect', { said: saidByPodman(out) }), 'podman ps -a');
    all.push(...(JSON.parse(out.stdout || '[]') as readonly Told[]).map(containerOf));
  }
  return all;
}

function containerOf(told: Told): Container {
  const labels = told.Config.Labels ?? {};
  const { State: state, NetworkSettings: net } = told;
  return {
    id: told.Id,
    name: told.Name,
    service: first(labels, serviceLabels),
    project: first(labels, projectLabels),
    labels,
    image: { id: told.Image.replace(/^sha256:/, ''), ref: told.ImageName },
    running: state.Running,
    status: state.Status,
    startedAt: state.StartedAt,
    exitCode: state.ExitCode,
    restarts: told.RestartCount ?? 0,
    pid: state.Pid,
    created: told.Config.CreateCommand ?? [],
    command: told.Config.Cmd ?? [],
    env: Object.fromEntries(
      (told.Config.Env ?? []).map((pair) => [pair.replace(/=.*/s, ''), pair.replace(/^[^=]*=/s, '')]),
    ),
    mounts: (told.Mounts ?? []).map(({ Type, Name, Source, Destination, RW }) => ({
      type: Type,
      source: Source,
      target: Destination,
      writes: RW,
      volume: Type === 'volume' ? (Name ?? null) : null,
    })),
    ports: Object.entries(net?.Ports ?? {}).flatMap(([inside, bound]) =>
      (bound ?? []).map(({ HostIp, HostPort }) => ({
        inside: Number.parseInt(inside, 10),
        host: HostIp,
        port: Number(HostPort),
      })),
    ),
    addresses: Object.values(net?.Networks ?? {}).flatMap(({ IPAddress }) => IPAddress || []),
    stopSeconds: told.Config.StopTimeout ?? 10,
  };
}

/** It was started at least once, so that it can be stopped and has written something. */
export const wasStarted = ({ status }: Pick<Container, 'status'>): boolean =>
  !['created', 'configured', 'initialized'].includes(status);

/** The id of an image by its name or id, without `sha256:`; null = it is not on this host. */
export async function imageId(host: HostView, ref: string): Promise<string | null> {
  const out = await lookAtPodman(host, 'image', 'inspect', '--format', '{{.Id}}', ref);
  if (out.code === 0) return out.stdout.trim().replace(/^sha256:/, '') || null;
  // 125 is also what it says when it could not look.
  if (/not known|no such image|unable to find|image not found/i.test(out.stderr)) return null;
  throw new MaintError('E_PODMAN', t('podman-inspect', { said: saidByPodman(out) }), 'podman images');
}
