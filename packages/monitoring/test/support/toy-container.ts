import type { TreeNode } from './toy-files.ts';
import type { ToyImage } from './toy-images.ts';

export interface ToyMount {
  readonly source: string;
  readonly target: string;
  readonly writes: boolean;
  readonly volume: string | null;
}

export interface ToyContainer {
  readonly id: string;
  name: string;
  readonly image: ToyImage;
  readonly imageName: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As it was typed, which Podman keeps. */
  readonly created: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly ToyMount[];
  readonly ports: readonly { readonly outside: number; readonly inside: number }[];
  readonly restart: string;
  status: 'created' | 'running' | 'exited';
  started: number;
  exitCode: number;
  restarts: number;
  log: string;
  /** What it saw of the host when it was started: a file mounted alone stays that file, whatever takes its name. */
  sees: Map<string, TreeNode | null>;
  loaded: { text: string; ok: boolean; at: number };
}

export const volumeFolder = (name: string): string => `/var/lib/containers/storage/volumes/${name}/_data`;

/** Options of `podman create` and `run` that stand alone. */
const alone = ['-d', '-i', '--tty', '--rm', '--replace', '--read-only', '--init', '--privileged', '--no-healthcheck'];

export interface Typed {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly image: string;
  readonly command: readonly string[];
}

/** Words behind `podman create`, as Podman takes them apart. */
export function typed(words: readonly string[]): Typed {
  const options = new Map<string, string[]>();
  const put = (name: string, value: string) => options.set(name, [...(options.get(name) ?? []), value]);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (!word.startsWith('-')) return { options, image: word, command: words.slice(at + 1) };
    const [, name, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined) put(name, value as string);
    else if (alone.includes(word)) put(word, '');
    else {
      at += 1;
      put(word, words[at] ?? '');
    }
  }
  return { options, image: '', command: [] };
}

export function mountsIn({ options }: Typed): readonly ToyMount[] {
  const mounted = (options.get('--mount') ?? []).map((said) => said.replace(/^type=volume,source=(.*),target=/, '$1:'));
  return [...(options.get('-v') ?? []), ...(options.get('--volume') ?? []), ...mounted].map((said) => {
    const [source = '', target = '', how = ''] = said.split(':');
    const isNamed = !source.startsWith('/');
    return {
      source: isNamed ? volumeFolder(source) : source,
      target,
      writes: how !== 'ro',
      volume: isNamed ? source : null,
    };
  });
}

export const labelsIn = ({ options }: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (options.get('--label') ?? []).map((said) => [said.replace(/=.*/s, ''), said.replace(/^[^=]*=/s, '')]),
  );

/** `-e NAME` takes the value from the environment of the program. */
export const envIn = ({ options }: Typed, own: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(options.get('-e') ?? []), ...(options.get('--env') ?? [])].flatMap((said): [string, string][] => {
      const [, name = said, value = own[said]] = /^([^=]*)=(.*)$/s.exec(said) ?? [];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** As much of `podman inspect` as anybody reads. */
export const toldOf = (one: ToyContainer): object => ({
  Id: one.id,
  Name: one.name,
  Image: one.image.id,
  ImageName: one.imageName,
  RestartCount: one.restarts,
  State: {
    Running: one.status === 'running',
    Status: one.status,
    StartedAt: one.status === 'created' ? '0001-01-01T00:00:00Z' : new Date(one.started).toISOString(),
    ExitCode: one.exitCode,
    Pid: one.status === 'running' ? 4711 : 0,
  },
  Config: {
    Labels: one.labels,
    CreateCommand: one.created,
    Cmd: one.command,
    Env: Object.entries(one.env).map(([name, value]) => `${name}=${value}`),
    StopTimeout: 10,
  },
  Mounts: one.mounts.map(({ source, target, writes, volume }) => ({
    Type: volume === null ? 'bind' : 'volume',
    ...(volume === null ? {} : { Name: volume }),
    Source: source,
    Destination: target,
    RW: writes,
  })),
  NetworkSettings: {
    Ports: Object.fromEntries(
      one.ports.map(({ inside, outside }) => [`${inside}/tcp`, [{ HostIp: '', HostPort: String(outside) }]]),
    ),
    Networks: { monitoring_default: { IPAddress: one.status === 'running' ? '10.89.0.5' : '' } },
  },
});
