import type { Json, Output } from '@flatnet-maint/core';
import { sha256 } from '@flatnet-maint/core';
import type { ProgramCall, World } from '@flatnet-maint/testkit';
import {
  envIn,
  labelsIn,
  mountsIn,
  type ToyContainer,
  type ToyMount,
  toldOf,
  typed,
  volumeFolder,
} from './toy-container.ts';
import { cp, textThrough } from './toy-files.ts';
import { type ToyImage, ToyImages } from './toy-images.ts';
import { answerOf, lineOf } from './toy-services.ts';

type Moment = ProgramCall['moment'];
const no = (stderr: string, code = 125): Partial<Output> => ({ code, stderr: `Error: ${stderr}\n` });

/** Words that Podman takes as a name when they begin a container’s id. */
const isId = (word: string) => /^[0-9a-f]{12,}$/.test(word);

/**
 * As much of Podman 4.3 as a stack of services meets, with its words and exit codes: what it changes it changes in stages, each
 * of which may be the last of whoever asked; a port is bound once; a file that is mounted alone stays the file that it was; a
 * newer service makes its database unreadable for an older one.
 */
export class ToyPodman {
  readonly world: World;
  readonly images = new ToyImages();
  readonly containers = new Map<string, ToyContainer>();
  /** What `podman volume ls` tells of the project. */
  readonly volumes: string[] = [];
  /** Ports that something else has. */
  readonly strangers = new Set<number>();
  /** Every command, for what must be in none of them. */
  readonly argvs: (readonly string[])[] = [];
  readonly #known = new Map<string, ToyImage>();
  #made = 0;

  constructor(world: World) {
    this.world = world;
    world.folder('/var/lib/containers/storage/volumes');
    world.programs.set('podman', (call) => {
      this.argvs.push(call.argv);
      return this.#podman(call);
    });
    world.programs.set('cp', cp);
    world.programs.set('sync', () => ({}));
    for (const port of [9090, 9093, 3000, 3100, 9100])
      world.serve({
        port,
        answer: (request) => {
          const one = this.all.find(({ status, ports }) => status === 'running' && ports[0]?.outside === port);
          return one === undefined ? null : answerOf(one, request, () => this.#reload(one));
        },
      });
  }

  get all(): readonly ToyContainer[] {
    return [...this.containers.values()];
  }

  named(name: string): ToyContainer | undefined {
    return this.all.find((one) => one.name === name);
  }

  /** `podman run -d`, as podman-compose types it. */
  up(created: readonly string[], env: Readonly<Record<string, string>> = {}): ToyContainer {
    const made = this.make(created, env);
    this.#start(made, () => {});
    return made;
  }

  /** `podman create`. */
  make(created: readonly string[], env: Readonly<Record<string, string>> = {}): ToyContainer {
    const out = this.#create(created, env, () => {});
    const made = this.containers.get((out.stdout ?? '').trim());
    if (made === undefined) throw new Error(out.stderr);
    return made;
  }

  stop(one: ToyContainer): void {
    this.#stop(one, () => {});
  }

  /** Services as they are in their places, without what is another each time. */
  told(isOf: (one: ToyContainer) => boolean): Json {
    const kept = (labels: ToyContainer['labels']) =>
      Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('flatnet-maint.')));
    return this.all
      .filter(isOf)
      .map(({ name, image, imageName, labels, command, env, mounts, ports, restart, status, loaded }) => ({
        ...{ name, image: image.id, imageName, labels: kept(labels), command: [...command], env: { ...env } },
        ...{
          mounts: mounts.map((one) => ({ ...one })),
          ports: ports.map((one) => ({ ...one })),
          restart,
          status: status === 'running' ? 'running' : 'stopped',
        },
        ...{ loaded: status === 'running' ? loaded.text : null, leads: this.images.names.get(imageName) ?? null },
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #find(word: string): ToyContainer | undefined {
    return this.named(word) ?? (isId(word) ? this.all.find(({ id }) => id.startsWith(word)) : undefined);
  }

  #podman({ argv, env, moment }: ProgramCall): Partial<Output> {
    const [, verb = '', ...rest] = argv;
    const option = (name: string) => rest[rest.indexOf(name) + 1] ?? '';
    const last = rest.at(-1) ?? '';
    switch (verb) {
      case '--version':
        return { stdout: 'podman version 4.3.1\n' };
      case 'ps': {
        const [, name = '', value] = /^label=([^=]*)(?:=(.*))?$/.exec(option('--filter')) ?? [];
        return {
          stdout: this.all
            .flatMap(({ id, labels }) =>
              labels[name] !== undefined && [undefined, labels[name]].includes(value) ? [`${id}\n`] : [],
            )
            .join(''),
        };
      }
      case 'volume':
        return { stdout: this.volumes.map((name) => `${name}\n`).join('') };
      case 'inspect': {
        const asked = rest.slice(2);
        const found = asked.flatMap((word) => this.#find(word) ?? []);
        for (const one of found) this.#crashOn(one);
        const gone = asked.find((word) => this.#find(word) === undefined);
        const stdout = `${JSON.stringify(found.map(toldOf))}\n`;
        return gone === undefined ? { stdout } : { ...no(`inspecting object: no such container ${gone}`), stdout };
      }
      case 'image': {
        const found = rest.slice(3).map((word) => ({ word, image: this.images.find(word) }));
        const stdout = found
          .map(({ image }) => {
            const type = 'application/vnd.oci.image.manifest.v1+json';
            return image === null ? '' : `${rest[2] === '{{.Id}}' ? image.id : type}\n`;
          })
          .join('');
        const gone = found.find(({ image }) => image === null);
        return gone === undefined ? { stdout } : { ...no(`inspecting object: ${gone.word}: image not known`), stdout };
      }
      case 'pull':
        return this.#pull(last, moment);
      case 'tag': {
        const image = this.images.find(rest[0] ?? '');
        if (image === null) return no(`${rest[0]}: image not known`);
        this.images.names.set(last, image.id);
        return {};
      }
      case 'save':
        return this.#save(option('--output'), last, moment);
      case 'load':
        return this.#load(option('--input'));
      case 'create': {
        const made = this.#create(argv, env, moment);
        moment('created');
        return made;
      }
      case 'run':
        return this.#run(argv, env, moment);
      case 'logs': {
        const one = this.#find(last);
        if (one === undefined) return no(`no container with name or ID "${last}" found: no such container`);
        return one.status === 'created'
          ? no('unable to obtain the log: no such file or directory')
          : { stderr: one.log };
      }
    }
    const one = this.#find(verb === 'rename' ? (rest[0] ?? '') : last);
    if (one === undefined) {
      if (verb === 'rm' && rest.includes('--ignore')) return {};
      return no(`no container with name or ID "${rest[0]}" found: no such container`, verb === 'rm' ? 1 : 125);
    }
    switch (verb) {
      case 'rename':
        if (this.named(last) !== undefined && this.named(last) !== one)
          return no(`the container name "${last}" is already in use by ${this.named(last)?.id}`);
        one.name = last;
        return {};
      case 'start':
        return this.#start(one, moment);
      case 'restart':
        this.#stop(one, moment);
        return this.#start(one, moment);
      case 'stop':
        if (one.status === 'created')
          return no(
            `can only stop created or running containers. ${one.id} is in state configured: container state improper`,
          );
        this.#stop(one, moment);
        return {};
      case 'rm':
        if (one.status === 'running' && !rest.includes('--force'))
          return no(
            `cannot remove container ${one.id} as it is running - running or paused containers cannot be removed`,
            2,
          );
        if (one.status === 'running') this.#stop(one, moment);
        this.containers.delete(one.id);
        return {};
      default:
        return no(`unrecognized command \`podman ${verb}\``);
    }
  }

  #pull(ref: string, moment: Moment): Partial<Output> {
    const { images } = this;
    if (images.isDown)
      return no(
        `initializing source docker://${ref}: pinging container registry docker.io: connect: connection refused`,
      );
    const image = images.registry.get(ref);
    if (image === undefined)
      return no(`initializing source docker://${ref}: reading manifest in docker.io: manifest unknown`);
    images.store.set(image.id, image);
    moment('stored');
    images.names.set(ref, image.id);
    moment('pulled');
    return { stdout: `${image.id}\n` };
  }

  #save(path: string, id: string, moment: Moment): Partial<Output> {
    const image = this.images.find(id);
    if (image === null) return no(`${id}: image not known`);
    this.#known.set(image.id, image);
    this.world.file(path, 'archive of');
    moment('half');
    this.world.file(path, `archive of ${image.id}`);
    return {};
  }

  /** An archive of an image by its id brings no name with it. */
  #load(path: string): Partial<Output> {
    const [, id = ''] = /^archive of ([0-9a-f]{64})$/.exec(this.world.text(path) ?? '') ?? [];
    const image = this.#known.get(id);
    if (image === undefined) return no(`payload does not match any of the supported image formats: ${path}`);
    this.images.store.set(id, image);
    return { stdout: `Loaded image: sha256:${id}\n` };
  }

  #create(argv: readonly string[], own: Readonly<Record<string, string>>, moment: Moment): Partial<Output> {
    const all = typed(argv.slice(2));
    const one = (name: string) => all.options.get(name)?.at(-1);
    const image = this.images.find(all.image);
    if (image === null) return no(`${all.image}: image not known`);
    const name = one('--name') ?? `unnamed-${this.#made}`;
    const there = this.named(name);
    if (there !== undefined && one('--replace') === undefined)
      return no(`creating container storage: the container name "${name}" is already in use by ${there.id}`);
    const named = mountsIn(all);
    const unnamed = (image.volumes ?? []).filter((target) => !named.some((mount) => mount.target === target));
    const mounts = [
      ...named,
      ...unnamed.map((target): ToyMount => {
        const volume = sha256(`volume ${this.#made} ${target}`);
        return { source: volumeFolder(volume), target, writes: true, volume };
      }),
    ];
    const lacking = mounts.find(({ source, volume }) => volume === null && this.world.tree.node(source, true) === null);
    if (lacking !== undefined) return no(`statfs ${lacking.source}: no such file or directory`);
    if (there !== undefined) this.containers.delete(there.id);
    for (const { source, volume } of mounts) if (volume !== null) this.world.folder(source);
    this.#made += 1;
    const id = sha256(`container ${this.#made}`);
    const ports = [...(all.options.get('-p') ?? []), ...(all.options.get('--publish') ?? [])].map((said) => {
      const [outside, inside] = said.split(':').slice(-2).map(Number) as [number, number];
      return { outside, inside };
    });
    this.containers.set(id, {
      ...{ id, name, image, mounts, ports, imageName: all.image, created: argv, command: all.command },
      ...{ labels: labelsIn(all), env: envIn(all, own), restart: one('--restart') ?? 'no', status: 'created' },
      ...{ started: 0, exitCode: 0, restarts: 0, log: '', sees: new Map(), loaded: { text: '', ok: true, at: 0 } },
    });
    moment('made');
    return { stdout: `${id}\n` };
  }

  /** A validator: it reads what it is shown, and says what is wrong with it. */
  #run(argv: readonly string[], own: Readonly<Record<string, string>>, moment: Moment): Partial<Output> {
    const made = this.#create(argv, own, moment);
    const one = this.containers.get((made.stdout ?? '').trim());
    if (one === undefined) return made;
    one.status = 'running';
    one.sees = this.#sight(one);
    moment('started');
    const [path = ''] = one.command.slice(-1).map((word) => word.replace(/^-[\w.]+=/, ''));
    const text = this.textIn(one, path);
    this.containers.delete(one.id);
    if (text === null) return { code: 1, stderr: `  FAILED: stat ${path}: no such file or directory\n` };
    const wrong = wrongIn(one.image, text);
    return wrong === null ? { stdout: ' SUCCESS\n' } : { code: 1, stderr: `  FAILED: parsing ${path}: ${wrong}\n` };
  }

  #sight = ({ mounts }: ToyContainer): ToyContainer['sees'] =>
    new Map(mounts.map(({ source, target }) => [target, this.world.tree.node(source, true)]));

  /** What a container reads at a path of its own. */
  textIn({ sees }: ToyContainer, path: string): string | null {
    for (const [target, node] of sees)
      if (path === target || path.startsWith(`${target}/`))
        return textThrough(node, path.slice(target.length).split('/').filter(Boolean));
    return null;
  }

  #start(one: ToyContainer, moment: Moment): Partial<Output> {
    if (one.status === 'running') return {};
    const others = this.all.filter((other) => other.status === 'running').flatMap(({ ports }) => ports);
    const taken = one.ports.find(
      ({ outside }) => this.strangers.has(outside) || others.some((other) => other.outside === outside),
    );
    if (taken !== undefined)
      return no(`cannot listen on the TCP port: listen tcp4 :${taken.outside}: bind: address already in use`, 126);
    one.sees = this.#sight(one);
    one.started = this.world.clock.now();
    one.status = 'running';
    one.log += lineOf('info', `Starting ${one.image.kind} ${one.image.version}`);
    const wrong = one.image.crashes === true ? 'it crashes' : this.#openData(one);
    if (wrong !== null) this.#crash(one, wrong);
    else this.#reload(one);
    moment('started');
    return {};
  }

  #stop(one: ToyContainer, moment: Moment): void {
    if (one.status === 'running') one.exitCode = 0;
    one.status = 'exited';
    moment('stopped');
  }

  /** Grafana and Loki make of their data what their version needs, and read nothing that is newer. */
  #openData({ image, mounts }: ToyContainer): string | null {
    const folder = mounts.find(({ writes }) => writes)?.source;
    if (folder === undefined || !['grafana', 'loki'].includes(image.kind)) return null;
    const path = `${folder}/data.db`;
    const major = Number.parseInt(image.version, 10);
    const [, schema = String(major), rows = ''] = /^schema (\d+)(.*)$/s.exec(this.world.text(path) ?? '') ?? [];
    if (Number(schema) > major) return `the database is of schema ${schema}`;
    this.world.file(path, `schema ${major}${rows}`);
    return null;
  }

  #reload(one: ToyContainer): string | null {
    const option = one.command.find((word) => /^--?config\.file=/.test(word));
    const text = option === undefined ? '' : (this.textIn(one, option.replace(/^[^=]*=/, '')) ?? '');
    const wrong = wrongIn(one.image, text);
    const isFirst = one.loaded.at < one.started;
    if (wrong === null) one.loaded = { text, ok: true, at: this.world.clock.now() };
    else if (isFirst) this.#crash(one, wrong);
    else {
      one.loaded = { ...one.loaded, ok: false };
      one.log += lineOf('error', wrong);
    }
    return wrong;
  }

  #crash(one: ToyContainer, why: string): void {
    one.status = 'exited';
    one.exitCode = 1;
    one.loaded = { text: '', ok: false, at: 0 };
    one.log += lineOf('error', why);
  }

  /** What ends and is to be restarted is up half of the time, without a pause. */
  #crashOn(one: ToyContainer): void {
    const ends = one.status !== 'created' && one.exitCode !== 0 && one.restart !== 'no';
    if (!ends) return;
    if (one.status === 'running') one.status = 'exited';
    else {
      one.status = 'running';
      one.restarts += 1;
      one.started = this.world.clock.now();
    }
  }
}

/** What an image does not take in a configuration; null = it takes all of it. */
function wrongIn({ refuses }: ToyImage, text: string): string | null {
  const word = ['bogus_key', ...(refuses === undefined ? [] : [refuses])].find((one) => text.includes(one));
  return word === undefined ? null : `field ${word} not found in type config.plain`;
}
