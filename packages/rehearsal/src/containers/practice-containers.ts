import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../gateway/ask.ts';
import type { ExecResult } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';

export interface PracticeContainers {
  readonly image: string;
  readonly network: string;
  podman(...args: readonly string[]): Promise<ExecResult>;
  /** A container that answers HTTP `app` on its own address at `port`; 80 if absent. Resolves when it answers. */
  start(name: string, how?: ContainerOptions): Promise<PracticeContainer>;
}

export interface ContainerOptions {
  readonly port?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Ports that it declares and need not answer on. */
  readonly exposes?: readonly number[];
}

export interface PracticeContainer {
  readonly id: string;
  readonly address: string;
}

const image = 'localhost/practice-app:1';
const network = 'practice';

/** Lays Podman's settings, a network of its own and an image on a machine that has Podman; no registry is asked. */
export async function practiceContainers(machine: Machine): Promise<PracticeContainers> {
  const file = (path: string, text: string) => writeFileSync(machine.path(path), text);
  for (const folder of ['/etc/containers', '/etc/cni/net.d', '/opt/cni/bin', '/var/lib/cni'])
    mkdirSync(machine.path(folder), { recursive: true });
  cpSync(asset('containers/containers.conf'), machine.path('/etc/containers/containers.conf'));
  file('/etc/containers/policy.json', '{"default":[{"type":"insecureAcceptAnything"}]}\n');
  file('/etc/containers/registries.conf', 'unqualified-search-registries = []\n');
  const store = [
    'driver = "overlay"',
    'runroot = "/run/containers/storage"',
    'graphroot = "/var/lib/containers/storage"',
  ];
  file('/etc/containers/storage.conf', `[storage]\n${store.join('\n')}\n`);
  cpSync(asset('containers/practice.conflist'), machine.path('/etc/cni/net.d/practice.conflist'));
  const made = await machine.exec(['bash', '-s', image], { input: readFileSync(asset('containers/make-image.sh')) });
  if (made.code !== 0) throw new Error(`no practice image: ${made.stderr.trim()}`);
  const podman = (...args: readonly string[]) => machine.exec(['podman', ...args]);

  const start = async (name: string, how: ContainerOptions = {}): Promise<PracticeContainer> => {
    const port = how.port ?? 80;
    const labels = Object.entries(how.labels ?? {}).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    const exposes = (how.exposes ?? []).flatMap((one) => ['--expose', String(one)]);
    const httpd = ['/bin/httpd', '-f', '-p', String(port), '-h', '/www'];
    const ran = await podman('run', '-d', '--name', name, '--network', network, ...labels, ...exposes, image, ...httpd);
    if (ran.code !== 0) throw new Error(`container ${name} does not start: ${ran.stderr.trim()}`);
    const form = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
    const address = (await podman('inspect', '--format', form, name)).stdout.trim();
    for (let tries = 0; ; tries++) {
      const { status, body } = await ask(machine, `http://${address}:${port}/`, { limit: 1_000 });
      if (status === 200) return { id: ran.stdout.trim(), address };
      if (tries === 50) throw new Error(`container ${name} does not answer at ${address}:${port}: ${body}`);
      await sleep(50);
    }
  };
  return { image, network, podman, start };
}
