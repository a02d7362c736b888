import type { MemoryProcess, Signal, World } from '@flatnet-maint/testkit';

export interface ToyRoute {
  readonly name: string;
}
interface Master {
  readonly process: MemoryProcess;
  readonly tree: string;
  readonly argv: readonly string[];
  workers: MemoryProcess[];
  state: 'serving' | 'quiet' | 'quitting';
  /** The master that started this one, and the one that this one started. */
  readonly parent: Master | null;
  child: Master | null;
  isExecuting: boolean;
}

const port = 8080;
const listens = [{ address: '0.0.0.0', port }];

/**
 * As much of nginx as a handover needs, tried against a real one: USR2 starts the program at the path it was started
 * with, on the same sockets; WINCH ends the workers and keeps the master; a master whose successor dies unasked starts
 * its workers again; workers outlive a master that was killed. Each build knows its own container routes.
 */
export class ToyNginx {
  readonly world: World;
  readonly home: string;
  readonly pidFile: string;
  readonly routes = new Map<string, ToyRoute[]>();
  /** Trees whose program does not come up. */
  readonly broken = new Set<string>();
  /** Connections that are kept open keep a worker, which is asked to finish, for so long. */
  finishesWithin = 0;
  readonly #masters = new Map<number, Master>();
  #turn = 0;

  constructor(world: World, home: string, pidFile: string) {
    this.world = world;
    this.home = home;
    this.pidFile = pidFile;
    world.programs.set('nginx', ({ argv }) => {
      if (argv[1] === '-v' || argv[1] === '-V') return { stderr: `nginx version: toy/${world.text(argv[0])}\n` };
      if (argv[1] === '-t') return {};
      const holder = [...world.processes.values()].some((one) => one.listens.some((end) => end.port === port));
      if (holder) return { code: 1, stderr: 'nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address in use)' };
      return this.start(argv) === null ? { code: 1, stderr: 'nginx: [emerg] broken' } : {};
    });
    const { end } = world;
    world.end = (pid, leaving) => {
      end.call(world, pid, leaving);
      this.#ended(pid);
    };
    world.serve({
      port,
      accepts: () => {
        const accepting = [...world.processes.values()].filter(
          (one) => one.argv[0] === 'nginx: worker process' && one.listens.length > 0,
        );
        this.#turn += 1;
        return accepting[this.#turn % accepting.length]?.pid ?? null;
      },
      answer: ({ method, url, body, by }) => {
        const tree = this.#treeOf(world.processes.get(by ?? 0)?.exe ?? '');
        if (tree === null) return null;
        const known = this.routes.get(tree) ?? [];
        if (url.pathname !== '/api/containers') return { status: 200, body: '{}' };
        if (method === 'POST') this.routes.set(tree, [...known, JSON.parse(body) as ToyRoute]);
        return { status: 200, body: JSON.stringify(method === 'POST' ? {} : known) };
      },
    });
  }

  /** A build on disk. */
  build(tree: string, version: string): void {
    this.world.file(`${tree}/sbin/nginx`, version, 0o755);
    this.world.folder(`${tree}/logs`);
    this.world.folder(`${tree}/boot`);
  }

  /** The master of a command line, with its workers; null when the program does not come up. */
  start(argv: readonly string[], parent: Master | null = null): Master | null {
    const { world } = this;
    const exe = argv[0] as string;
    const process = world.start({
      exe,
      argv: [`nginx: master process ${argv.join(' ')}`],
      parent: parent?.process.pid ?? 1,
      listens,
      onSignal: (signal) => this.#signal(master, signal),
    });
    const tree = this.#treeOf(process.exe) as string;
    const master: Master = {
      process,
      tree,
      argv,
      workers: [],
      state: 'serving',
      parent,
      child: null,
      isExecuting: false,
    };
    this.#masters.set(process.pid, master);
    if (this.broken.has(tree)) {
      world.end(process.pid);
      return null;
    }
    world.file(this.pidFile, 'a pid');
    const boot = world.text(`${tree}/boot/routes.json`);
    this.routes.set(tree, boot === null ? [] : (JSON.parse(boot) as ToyRoute[]));
    this.#startWorkers(master);
    return master;
  }

  /** The master of a tree that runs now. */
  master(tree: string): Master | undefined {
    return [...this.#masters.values()].find((one) => one.tree === tree);
  }

  #treeOf(exe: string): string | null {
    return /^(.*)[/\\]sbin[/\\]nginx$/.exec(exe)?.[1] ?? null;
  }

  #startWorkers(master: Master): void {
    const { exe, pid } = master.process;
    const spec = { exe, argv: ['nginx: worker process'], parent: pid, uid: 99, listens };
    const worker = () =>
      this.world.start({ ...spec, onSignal: (signal, process) => this.#finish(process, signal === 'QUIT') });
    master.workers.push(worker(), worker());
  }

  #signal(master: Master, signal: Signal): void {
    if (signal === 'QUIT' || signal === 'TERM') {
      master.state = 'quitting';
      master.process.listens = [];
      for (const worker of [...master.workers]) this.#finish(worker, signal === 'QUIT');
      if (master.workers.length === 0) this.world.end(master.process.pid);
    }
    if (signal === 'WINCH') {
      master.state = 'quiet';
      for (const worker of [...master.workers]) this.#finish(worker, true);
    }
    if (signal === 'USR2' && master.child === null && !master.isExecuting) {
      master.isExecuting = true;
      // The pid file goes aside at once; the successor takes a moment to come up.
      this.#move(this.pidFile, `${this.pidFile}.oldbin`);
      this.world.clock.after(30, () => {
        master.isExecuting = false;
        if (!this.#masters.has(master.process.pid)) return;
        master.child = this.start(master.argv, master);
        if (master.child === null) this.#move(`${this.pidFile}.oldbin`, this.pidFile);
      });
    }
  }

  #finish(worker: MemoryProcess, gracefully: boolean): void {
    worker.listens = [];
    if (gracefully && this.finishesWithin > 0)
      this.world.clock.after(this.finishesWithin, () => this.world.end(worker.pid));
    else this.world.end(worker.pid);
  }

  #ended(pid: number): void {
    const master = this.#masters.get(pid);
    if (master !== undefined) {
      this.#masters.delete(pid);
      this.#masterEnded(master);
      return;
    }
    for (const one of this.#masters.values()) {
      if (!one.workers.some((worker) => worker.pid === pid)) continue;
      one.workers = one.workers.filter((worker) => worker.pid !== pid);
      if (one.workers.length > 0) return;
      if (one.state === 'quitting') this.world.end(one.process.pid);
      if (one.state === 'serving') this.#startWorkers(one);
    }
  }

  #masterEnded({ process, parent, state }: Master): void {
    const oldbin = `${this.pidFile}.oldbin`;
    if (parent !== null && this.#masters.has(parent.process.pid)) {
      parent.child = null;
      this.#move(oldbin, this.pidFile);
      if (parent.state !== 'quiet') return;
      parent.state = 'serving';
      this.#startWorkers(parent);
    } else if (state === 'quitting') {
      const hasChild = [...this.#masters.values()].some((one) => one.parent?.process === process);
      this.world.remove(hasChild ? oldbin : this.pidFile);
    }
  }

  #move(from: string, to: string): void {
    const text = this.world.text(from);
    if (text === null) return;
    this.world.remove(from);
    this.world.file(to, text);
  }
}
