import type { Json, Output } from '@flatnet-maint/core';
import type { ProgramCall, World } from '@flatnet-maint/testkit';
import { filled } from './fake-podman.ts';

interface Toy {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  running: boolean;
}

export const plugin = '/opt/cni/bin/flatnet';
export const conflist = '/etc/cni/net.d/10-flatnet.conflist';
const network = 'flatnet';
const ipam = `/var/lib/cni/networks/${network}`;

export const listOf = (bridge: string): string =>
  JSON.stringify({
    cniVersion: '0.4.0',
    name: network,
    plugins: [
      {
        type: 'flatnet',
        bridge,
        ipam: { type: 'host-local', ranges: [[{ subnet: '10.87.1.0/24', gateway: '10.87.1.1' }]] },
      },
    ],
  });

/**
 * As much of Podman 4 and CNI as an upgrade meets: a container is made in stages (its id is written, its network asked of
 * the plugin, then it runs), each of which may be the last of whoever asked for it; an address is a file with its owner's id;
 * a plugin that is not one makes every command about the network fail.
 */
export class ToyPodman {
  readonly world: World;
  readonly containers = new Map<string, Toy>();
  #made = 0;

  constructor(world: World) {
    this.world = world;
    world.folder('/var/lib/containers/storage');
    world.folder(ipam);
    world.file(`${ipam}/lock`, '');
    world.folder('/var/lib/cni/results');
    world.folder('/run/netns');
    world.programs.set('podman', (call) => this.#podman(call));
    world.programs.set('flatnet', (call) => this.#plugin(call));
    world.programs.set('ping', ({ argv }) => ({ code: argv[1] === '-V' || this.#isUp(argv.at(-1)) ? 0 : 1 }));
    world.programs.set('cp', ({ argv }) => this.#cp(argv.at(-2) ?? '', argv.at(-1) ?? ''));
    world.programs.set('flock', ({ argv }) => this.#flock(argv.slice(4)));
    world.serve({ port: 8080, answer: ({ url }) => (this.#isUp(url.hostname) ? { status: 204 } : null) });
    world.outside = () => this.told();
  }

  /** What runs, without what is another each time. */
  told(): Json {
    return [...this.containers.values()].map(({ name, address, running }) => ({ name, address, running }));
  }

  /** Somebody's container, that was there before. */
  start(name: string): void {
    const container = this.#create(name, {});
    this.#add(container);
    container.running = true;
  }

  /** A trial of a run that was cut short: wired, and its id written down. */
  leave(name: string, idFile: string): void {
    const container = this.#create(name, { 'flatnet-maint.run': name.replace('flatnet-trial-', '') });
    this.world.file(idFile, container.id);
    this.#add(container);
  }

  #create(name: string, labels: Toy['labels']): Toy {
    this.#made += 1;
    const used = [...this.containers.values()].map((one) => one.address);
    const free = Array.from({ length: 250 }, (_, n) => `10.87.1.${n + 2}`).find((one) => !used.includes(one)) ?? '';
    const id = this.#made.toString(16).padStart(64, 'c');
    const container = { id, name, address: free, labels, running: false };
    this.containers.set(id, container);
    return container;
  }

  #isUp = (address: string | undefined): boolean =>
    [...this.containers.values()].some((one) => one.running && one.address === address);
  #works = (): boolean => this.world.text(plugin)?.startsWith('plugin ') === true;

  #add({ id, address }: Toy): void {
    this.world.file(`${ipam}/${address}`, `${id}\neth0`);
    const config = Buffer.from(this.world.text(conflist) ?? '').toString('base64');
    this.world.file(`/var/lib/cni/results/${network}-${id}-eth0`, JSON.stringify({ kind: 'cniCacheV1', config }));
  }

  #del(id: string): void {
    for (const { address } of [...this.containers.values()].filter((one) => one.id === id))
      if (this.world.text(`${ipam}/${address}`)?.includes(id)) this.world.remove(`${ipam}/${address}`);
    this.world.remove(`/var/lib/cni/results/${network}-${id}-eth0`);
  }

  #plugin({ argv, env }: ProgramCall): Partial<Output> {
    if (this.world.text(argv[0])?.startsWith('plugin ') !== true) return { code: 1, stderr: 'exec format error' };
    if (env.CNI_COMMAND === 'VERSION') return { stdout: JSON.stringify({ supportedVersions: ['0.4.0', '1.0.0'] }) };
    if (env.CNI_COMMAND === 'DEL') this.#del(env.CNI_CONTAINERID ?? '');
    return {};
  }

  #podman({ argv: [, ...words], moment }: ProgramCall): Partial<Output> {
    const [verb, ...rest] = words;
    const option = (name: string): string => words[words.indexOf(name) + 1] ?? '';
    const all = [...this.containers.values()];
    switch (verb) {
      case 'info':
        return { stdout: '4.3.1 cni\n' };
      case 'image':
        return {};
      case 'network':
        return this.#works()
          ? { stdout: JSON.stringify([{ name: network, driver: 'flatnet' }]) }
          : { code: 125, stderr: `Error: network ${network}: network not found` };
      case 'ps': {
        const name = /^name=\^(.*)\$$/.exec(option('--filter'))?.[1];
        const found = words.includes('--filter') ? all.filter((one) => one.name === name) : all;
        return { stdout: found.map(({ id }) => `${id}\n`).join('') };
      }
      case 'inspect':
        return inspect(all, rest);
      case 'run':
        return this.#run(option('--name'), option('--cidfile'), option('--label'), moment);
      case 'rm':
        return this.#rm(rest.at(-1) ?? '', moment);
      case 'exec':
        return { code: all.some((one) => one.running && one.name === rest[0]) ? 0 : 125 };
      default:
        return { code: 125, stderr: `Error: the toy knows no podman ${verb}` };
    }
  }

  #run(name: string, idFile: string, label: string, moment: ProgramCall['moment']): Partial<Output> {
    if ([...this.containers.values()].some((one) => one.name === name))
      return { code: 125, stderr: `Error: the container name "${name}" is already in use` };
    if (this.world.tree.node(idFile) !== null) return { code: 125, stderr: 'Error: container id file exists' };
    const [key = '', value = ''] = label.split('=');
    const container = this.#create(name, { [key]: value });
    moment('made');
    this.world.file(idFile, container.id);
    moment('named');
    if (!this.#works()) return { code: 126, stderr: 'Error: plugin type="flatnet" failed (add): exec format error' };
    this.#add(container);
    moment('wired');
    container.running = true;
    return { stdout: `${container.id}\n` };
  }

  #rm(name: string, moment: ProgramCall['moment']): Partial<Output> {
    const container = [...this.containers.values()].find((one) => one.name === name);
    if (container === undefined) return {};
    container.running = false;
    moment('ended');
    if (this.#works()) this.#del(container.id);
    moment('unwired');
    this.containers.delete(container.id);
    return {};
  }

  #flock([program, ...rest]: readonly string[]): Partial<Output> {
    if (program === 'cp') return this.#cp(rest.at(-2) ?? '', rest.at(-1) ?? '');
    if (program === 'rm') this.world.remove(rest.at(-1) ?? '');
    return {};
  }

  #cp(from: string, to: string): Partial<Output> {
    const { tree } = this.world;
    const node = tree.node(from, true);
    if (node === null) return { code: 1, stderr: `cp: cannot stat '${from}'` };
    tree.put(to, structuredClone(node));
    return {};
  }
}

function inspect(all: readonly Toy[], words: readonly string[]): Partial<Output> {
  const form = words[words.indexOf('--format') + 1] ?? '';
  const found = all.filter(({ id, name }) => words.includes(id) || words.includes(name));
  if (found.length === 0) return { code: 125, stderr: 'Error: inspecting object: no such container' };
  return { stdout: found.map((one) => `${filled(form, inspected(one))}\n`).join('') };
}

const inspected = ({ id, name, address, labels, running }: Toy) => ({
  ID: id,
  Name: name,
  State: { Running: running, StartedAt: '2020-01-01T00:00:00Z' },
  HostConfig: { NetworkMode: 'bridge' },
  Config: { Labels: labels },
  NetworkSettings: { SandboxKey: '', Networks: { [network]: { IPAddress: running ? address : '' } } },
});
