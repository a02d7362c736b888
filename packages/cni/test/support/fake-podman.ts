import type { Output } from '@flatnet-maint/core';
import type { ProgramCall } from '@flatnet-maint/testkit';

export interface FakeContainer {
  /** Of its name, if absent. */
  readonly id?: string;
  readonly name: string;
  readonly running?: boolean;
  /** RFC 3339; absent = long ago, null = never. */
  readonly started?: string | null;
  readonly on?: Readonly<Record<string, { readonly IPAddress?: string; readonly GlobalIPv6Address?: string }>> | null;
  readonly netns?: string;
  /** `container:ID` = it lives in the namespace of another. */
  readonly mode?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const never = '0001-01-01T00:00:00Z';

const told = ({
  name,
  id = idOf(name),
  running = true,
  started = '2020-01-01T00:00:00Z',
  on = null,
  ...how
}: FakeContainer) => ({
  ID: id,
  Id: id,
  Name: name,
  State: { Running: running, Pid: running ? 4711 : 0, StartedAt: started ?? never },
  Config: { Labels: how.labels ?? null },
  HostConfig: { NetworkMode: how.mode ?? 'bridge' },
  NetworkSettings: { SandboxKey: how.netns ?? '', Networks: on },
  // What Podman tells of each besides.
  Mounts: 'x'.repeat(11_000),
});

export const idOf = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0');

/** What Podman says of containers: `ps -aq`, `inspect` with and without a format. `restarts`: what a restart does. */
export function fakePodman(
  containers: () => readonly FakeContainer[],
  restarts?: (name: string) => void,
): (call: Pick<ProgramCall, 'argv'>) => Partial<Output> {
  return ({ argv }): Partial<Output> => {
    const [, command, ...words] = argv;
    if (command === 'ps') {
      const name = words.find((word) => word.startsWith('name=^'))?.slice(6, -1);
      const found = containers().filter((one) => name === undefined || one.name === name);
      return { code: 0, stdout: found.map((one) => `${one.id ?? idOf(one.name)}\n`).join('') };
    }
    if (command === 'restart') {
      restarts?.(words.at(-1) as string);
      return { code: 0 };
    }
    if (command !== 'inspect') return { code: 125, stderr: `no ${command}` };
    const at = words.indexOf('--format');
    const asked = words.slice(at < 0 ? 2 : at + 2);
    const found = containers().filter(({ name, id }) => asked.includes(name) || asked.includes(id ?? idOf(name)));
    const code = found.length < asked.length ? 125 : 0;
    const stderr = code === 0 ? '' : 'Error: inspecting object: no such container';
    const all = found.map(told);
    const said =
      at < 0 ? JSON.stringify(all, null, 2) : all.map((one) => `${filled(words[at + 1] ?? '', one)}\n`).join('');
    return { code, stderr, stdout: said };
  };
}

/** What a format of `inspect` makes of one container. */
export const filled = (form: string, values: object): string =>
  form.replaceAll(/\{\{([\w.]+)\|json\}\}/g, (_, field: string) => {
    let value: unknown = values;
    for (const key of field.split('.').filter(Boolean)) value = (value as Record<string, unknown>)[key];
    return JSON.stringify(value);
  });
