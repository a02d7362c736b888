import { type Json, MaintError, type ProcessRef, type ServiceState, sha256 } from '@flatnet-maint/core';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { Killed } from './killed.ts';
import { type Profile, pathRules } from './memory-path.ts';
import type { MemoryProcess, ProcessSpec, Signal } from './memory-process.ts';
import type { Program } from './memory-program.ts';
import type { MemoryService } from './memory-service.ts';
import { MemoryTree, newFolder, owned } from './memory-tree.ts';
import type { WebServer } from './memory-web.ts';

export interface WorldOptions {
  readonly profile: Profile;
  readonly clock?: FakeClock;
  /** Free bytes; 100 GB unless said. */
  readonly free?: number;
  readonly manager?: 'systemd' | 'windows' | 'none';
}

export type OnCall = (n: number, name: string, args: readonly unknown[], when: 'before' | 'after') => void;

/** Everything that a host in memory shows and changes, open to the test. */
export class World {
  readonly profile: Profile;
  readonly clock: FakeClock;
  readonly tree: MemoryTree;
  readonly processes = new Map<number, MemoryProcess>();
  readonly services = new Map<string, MemoryService>();
  readonly programs = new Map<string, Program>();
  readonly servers: WebServer[] = [];
  readonly manager: 'systemd' | 'windows' | 'none';
  free: number;
  boot = 'boot-1';
  /** How many calls were made, in all lives. */
  calls = 0;
  /** May throw Killed; with it this life is over. */
  onCall: OnCall | null = null;
  /** Calls that fail, by number, with this system error (`ENOSPC`). */
  readonly faults = new Map<number, string>();
  life = 1;
  isDead = false;
  /** Scratch folders that were given out. */
  scratches = 0;
  #pids = 1000;
  #ticks = 5000;
  readonly #busy = new Map<string, number>();

  constructor(options: WorldOptions) {
    this.profile = options.profile;
    this.clock = options.clock ?? fakeClock();
    this.free = options.free ?? 100e9;
    this.manager = options.manager ?? (options.profile === 'windows' ? 'windows' : 'systemd');
    this.tree = new MemoryTree(pathRules(options.profile), options.profile === 'windows' ? ['C:', 'F:'] : ['']);
  }

  /** A file with its folders, from outside: no call, no limit. */
  file(path: string, content: string | Uint8Array, mode = 0o644): void {
    this.folder(this.#above(path));
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.tree.put(path, { kind: 'file', bytes, ...owned(mode, this.clock.now()) });
  }

  folder(path: string, mode = 0o755): void {
    const parts = this.tree.rules.split(path);
    for (let length = 2; length <= parts.length; length++) {
      const part = this.tree.rules.join(parts.slice(0, length));
      if (this.tree.node(part, true) === null) this.tree.put(part, newFolder(mode, this.clock.now()));
    }
  }

  link(path: string, to: string): void {
    this.folder(this.#above(path));
    this.tree.put(path, { kind: 'link', to, ...owned(0o777, this.clock.now()) });
  }

  remove(path: string): void {
    const place = this.tree.place(path);
    if (place?.node) this.tree.drop(place);
  }

  /** Content as text, null when no file is there. Links are followed. */
  text(path: string): string | null {
    const node = this.tree.node(path, true);
    return node?.kind === 'file' ? new TextDecoder().decode(node.bytes) : null;
  }

  #above(path: string): string {
    return this.tree.rules.join(this.tree.rules.split(path).slice(0, -1));
  }

  start(spec: ProcessSpec): MemoryProcess {
    this.#pids += 1;
    this.#ticks += 7;
    const program = this.tree.node(spec.exe, true);
    const place = this.tree.place(spec.exe, true);
    const process: MemoryProcess = {
      pid: this.#pids,
      started: String(this.#ticks),
      parent: spec.parent ?? 1,
      exe: place?.node ? this.tree.rules.join(place.parts) : spec.exe,
      program,
      exeDigest: program?.kind === 'file' ? sha256(program.bytes) : null,
      argv: spec.argv ?? [spec.exe],
      uid: spec.uid ?? 0,
      cwd: spec.cwd ?? (this.profile === 'windows' ? 'C:\\' : '/'),
      env: spec.env ?? {},
      openFiles: spec.openFiles ?? [],
      listens: (spec.listens ?? []).map(({ address = '0.0.0.0', port }) => ({ address, port })),
      connections: spec.connections ?? 0,
      service: spec.service ?? null,
      zombie: false,
      onSignal: spec.onSignal,
    };
    this.processes.set(process.pid, process);
    return process;
  }

  /** Ends it; with `leaving: 'zombie'` nobody reaps it. A service whose process it was has failed. */
  end(pid: number, leaving: 'nothing' | 'zombie' = 'nothing'): void {
    const process = this.processes.get(pid);
    if (process === undefined) return;
    if (leaving === 'zombie') Object.assign(process, { zombie: true, listens: [], openFiles: [], connections: 0 });
    else this.processes.delete(pid);
    for (const service of this.services.values()) {
      if (service.pid === pid && service.state === 'running') this.#turn(service, 'failed', null);
    }
  }

  send(ref: ProcessRef, signal: Signal): boolean {
    const process = this.processes.get(ref.pid);
    if (process === undefined || process.zombie || process.started !== ref.started || ref.boot !== this.boot)
      return false;
    if (signal === 'KILL' || process.onSignal === undefined) {
      if (signal !== 'WINCH') this.end(ref.pid);
    } else process.onSignal(signal, process);
    return true;
  }

  /** Ends what carries the mark, as a takeover does. */
  sweepMark(mark: string): void {
    for (const { pid, env } of [...this.processes.values()]) if (env.FLATNET_RUN === mark) this.end(pid);
  }

  service(name: string, how: Partial<Omit<MemoryService, 'since'>> = {}): MemoryService {
    const service: MemoryService = {
      state: 'stopped',
      pid: null,
      type: this.profile === 'windows' ? null : 'simple',
      enabled: true,
      isInstalled: true,
      startsWithin: 0,
      stopsWithin: 0,
      process: null,
      spec: null,
      isWanted: false,
      ...how,
      since: this.clock.now(),
    };
    this.services.set(name, service);
    if (service.state === 'running' && service.pid === null) this.#up(name, service);
    return service;
  }

  startService(name: string): void {
    const service = this.services.get(name);
    if (service === undefined || service.state === 'running' || service.state === 'starting') return;
    if (service.state === 'stopping') {
      this.#refusePending(name, service);
      service.isWanted = true;
      return;
    }
    if (service.startsWithin === 0) {
      this.#up(name, service);
      return;
    }
    this.#turn(service, 'starting', null);
    this.clock.after(service.startsWithin, () => {
      if (service.state === 'starting') this.#up(name, service);
    });
  }

  stopService(name: string): void {
    const service = this.services.get(name);
    if (service === undefined || service.state === 'stopped' || service.state === 'stopping') return;
    if (service.state === 'starting') this.#refusePending(name, service);
    if (service.stopsWithin === 0) {
      this.#down(service);
      return;
    }
    this.#turn(service, 'stopping', service.pid);
    this.clock.after(service.stopsWithin, () => {
      if (service.state !== 'stopping') return;
      const { isWanted } = service;
      this.#down(service);
      if (isWanted) this.startService(name);
    });
  }

  /** Windows takes no order while it still carries out another; systemd puts it in the queue. */
  #refusePending(name: string, { state }: MemoryService): void {
    if (this.manager !== 'windows') return;
    throw new MaintError(
      'E_SERVICE_REFUSED',
      `Service ${name} is still ${state} and takes no order.`,
      'Wait, then try again.',
    );
  }

  #up(name: string, service: MemoryService): void {
    const pid = service.process === null ? null : this.start({ ...service.process, service: name }).pid;
    this.#turn(service, 'running', pid);
  }

  #down(service: MemoryService): void {
    const pid = service.pid;
    this.#turn(service, 'stopped', null);
    if (pid !== null) this.end(pid);
  }

  #turn(service: MemoryService, state: ServiceState, pid: number | null): void {
    service.state = state;
    service.isWanted = false;
    service.pid = pid;
    service.since = this.clock.now();
  }

  /** The next `tries` renames, removals or writes of this very path fail with EBUSY, as when a scanner looks at it. */
  busy(path: string, tries: number): void {
    this.#busy.set(this.tree.key(this.tree.rules.split(path)), tries);
  }

  takeBusy(key: string): boolean {
    const left = this.#busy.get(key) ?? 0;
    if (left > 0) this.#busy.set(key, left - 1);
    return left > 0;
  }

  serve(server: WebServer): void {
    this.servers.unshift(server);
  }

  /** Where our process may die: before and after each call, and between the changes inside one. */
  point(n: number, name: string, args: readonly unknown[], when: 'before' | 'after'): void {
    try {
      this.onCall?.(n, name, args, when);
    } catch (error) {
      if ((error as Partial<Killed> | null)?.killed === true) this.isDead = true;
      throw error;
    }
  }

  /** A new process of ours; hosts that the dead one held stay dead. The world is as the dead one left it. */
  reborn(): void {
    this.life += 1;
    this.isDead = false;
    this.onCall = null;
  }

  refuseDead(life: number): void {
    if (this.isDead || life !== this.life) throw new Killed('an earlier call');
  }

  /** A restart of the machine: no process is left, another boot id, services that are enabled come up. */
  reboot(): void {
    this.reborn();
    this.boot = `boot-${Number(this.boot.slice(5)) + 1}`;
    for (const service of this.services.values()) this.#turn(service, 'stopped', null);
    this.processes.clear();
    for (const [name, service] of this.services) if (service.enabled) this.startService(name);
  }

  /** For what the test keeps outside of the host (silences, containers); part of the snapshot. */
  outside: () => Json = () => null;
}
