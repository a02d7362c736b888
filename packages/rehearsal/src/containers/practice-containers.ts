import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../gateway/ask.ts';
import type { ExecResult } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';
import { layPodman, practiceImage } from './lay-podman.ts';

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
  readonly name: string;
  readonly id: string;
  readonly address: string;
}

/** Lays Podman's settings, a network of its own and an image on a machine that has Podman. */
export async function practiceContainers(machine: Machine): Promise<PracticeContainers> {
  const name = 'practice.conflist';
  await layPodman(machine, { name, text: readFileSync(asset(`containers/${name}`), 'utf8') });
  return containersOn(machine, 'practice');
}

/** Containers on a network that is there. */
export function containersOn(machine: Machine, network: string): PracticeContainers {
  const podman = (...args: readonly string[]) => machine.exec(['podman', ...args]);

  const start = async (name: string, how: ContainerOptions = {}): Promise<PracticeContainer> => {
    const port = how.port ?? 80;
    const labels = Object.entries(how.labels ?? {}).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    const exposes = (how.exposes ?? []).flatMap((one) => ['--expose', String(one)]);
    const httpd = ['/bin/httpd', '-f', '-p', String(port), '-h', '/www'];
    const place = ['-d', '--name', name, '--network', network];
    const ran = await podman('run', ...place, ...labels, ...exposes, practiceImage, ...httpd);
    if (ran.code !== 0) throw new Error(`container ${name} does not start: ${ran.stderr.trim()}`);
    return answering(machine, name, port);
  };
  return { image: practiceImage, network, podman, start };
}

/** The running container of that name, once it answers. */
export async function answering(machine: Machine, name: string, port = 80): Promise<PracticeContainer> {
  const form = '{{.Id}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  const told = await machine.exec(['podman', 'inspect', '--type', 'container', '--format', form, name]);
  const [id = '', address = ''] = told.stdout.trim().split(' ');
  for (let tries = 0; ; tries++) {
    const { status, body } = await ask(machine, `http://${address}:${port}/`, { limit: 1_000 });
    if (status === 200) return { name, id, address };
    if (tries === 50) throw new Error(`container ${name} does not answer at ${address}:${port}: ${body}`);
    await sleep(50);
  }
}
