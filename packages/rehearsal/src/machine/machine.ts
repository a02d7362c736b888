import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchMonitoring, type MonitoringParts } from '../parts/fetch-monitoring.ts';
import { fetchNebula, type NebulaParts } from '../parts/fetch-nebula.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { fetchPodman } from '../parts/fetch-podman.ts';
import { identityOf, type ProcessIdentity } from '../parts/process-identity.ts';
import { type ExecOptions, type ExecResult, execInside, spawnInside } from './inside.ts';
import { insidePath } from './inside-path.ts';
import { asset, installation } from './places.ts';
import { clearMachine, machinesFolder, sweepMachines } from './sweep.ts';

export interface MachineOptions {
  readonly name?: string;
  /** Folders or files shown inside at the same path, writable. */
  readonly shares?: readonly string[];
  /** Folders of this machine that look empty inside; what else is shown below them is still there. */
  readonly hides?: readonly string[];
  /** Bytes of a small file system at /var/lib/flatnet-maint, for tests of a full disk. It lives across boots too. */
  readonly smallState?: number;
  /** Podman, which is fetched when it is first asked for, and its store, empty at first. */
  readonly podman?: boolean;
  /** podman-compose, a registry and images of the monitoring stack, which are fetched and made when they are first asked for. */
  readonly monitoring?: boolean;
  /** Nebula, which is fetched when it is first asked for. Flatnet's own address is on the tunnel then, and not there before. */
  readonly nebula?: boolean;
}

/** A throw-away Linux machine on this one. */
export interface Machine {
  readonly name: string;
  /** What it was made of. */
  readonly parts: Parts;
  /** What it was asked to have for the monitoring stack. */
  readonly monitoring: MonitoringParts | null;
  /** What it was asked to have for the tunnel. */
  readonly nebula: NebulaParts | null;
  readonly bootId: string;
  /** First process, as this machine numbers it. */
  readonly pid: number;
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  spawn(
    argv: readonly string[],
    options?: Pick<ExecOptions, 'env' | 'cpu'> & Pick<SpawnOptions, 'stdio'>,
  ): ChildProcess;
  /** Where this machine sees a file of the practice machine. Asked anew after each boot. */
  path(inside: string): string;
  /** Power cut and power on: everything ends at once, the disk stays, /run and /tmp are fresh, the boot id is new. */
  reboot(): Promise<void>;
  /** What is to be done from outside each time that it has come up again, before `reboot` resolves. */
  onReboot(deed: () => Promise<void>): void;
  down(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function machineUp(parts: Parts, options: MachineOptions = {}): Promise<Machine> {
  sweepMachines();
  const name = `${options.name ?? 'machine'}-${randomBytes(4).toString('hex')}`;
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error(`a practice machine's name is made of a-z, 0-9 and -: ${options.name}`);
  const podman = options.podman ? await fetchPodman({ cache: parts.cache }) : null;
  const monitoring = options.monitoring ? await fetchMonitoring({ cache: parts.cache }) : null;
  const nebula = options.nebula ? await fetchNebula({ cache: parts.cache }) : null;
  const folder = `${machinesFolder}/${name}`;
  mkdirSync(`${folder}/disk`, { recursive: true });
  writeIdentity(`${folder}/owner`, identityOf(process.pid)!);
  writeFileSync(`${folder}/console`, '');
  const state = String(options.smallState ?? 0);
  const holder = spawn('unshare', ['-m', '--propagation', 'private', 'bash', asset('holder.sh'), folder, state], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // a Ctrl-C meant for the owner must not end the one who clears up
  });
  const complaint = collect(holder);
  const holderGone = once(holder, 'exit');
  holder.stdin.on('error', () => {}); // it may be dead when it is told to end
  await Promise.race([once(holder.stdout, 'data'), holderGone.then(() => fail(`no disk: ${complaint()}`))]);
  writeIdentity(`${folder}/holder`, identityOf(holder.pid!)!);
  const mounts = shareList(parts, options);
  const usr = [monitoring, podman, nebula, parts].flatMap((one) => (one === null ? [] : `${one.layer}/usr`)).join(':');

  let boot: Boot | undefined;
  let ended: Promise<void> | undefined;
  const deeds: (() => Promise<void>)[] = [];
  const address = nebula === null ? '10.100.1.1/32' : 'none';
  const bootNow = async () => {
    const ground = { name, folder, holder: holder.pid!, parts, usr, state, address, mounts };
    boot = await startFirst({ ...ground, podman: podman !== null });
  };
  const down = (): Promise<void> => {
    ended ??= (async () => {
      holder.stdin.end();
      await holderGone;
      if (existsSync(folder)) clearMachine(name);
    })();
    return ended;
  };
  try {
    await bootNow();
  } catch (error) {
    await down().catch(() => {});
    throw error;
  }
  return {
    name,
    parts,
    monitoring,
    nebula,
    get bootId() {
      return boot!.id;
    },
    get pid() {
      return boot!.first.pid;
    },
    exec: (argv, how) => execInside(boot!.first.pid, argv, how),
    spawn: (argv, how) => spawnInside(boot!.first.pid, argv, how),
    path: (inside) => insidePath(`/proc/${boot!.first.pid}/root`, inside),
    reboot: async () => {
      process.kill(boot!.first.pid, 'SIGKILL');
      await boot!.over;
      await bootNow();
      for (const deed of deeds) await deed();
    },
    onReboot: (deed) => void deeds.push(deed),
    down,
    [Symbol.asyncDispose]: down,
  };
}

interface Boot {
  readonly id: string;
  readonly first: ProcessIdentity;
  readonly over: Promise<unknown>;
}

interface BootInput {
  readonly name: string;
  readonly folder: string;
  readonly holder: number;
  readonly parts: Parts;
  readonly usr: string;
  readonly state: string;
  readonly address: string;
  readonly mounts: readonly string[];
  readonly podman: boolean;
}

async function startFirst(input: BootInput): Promise<Boot> {
  const { name, folder, parts, usr, state, address, mounts } = input;
  const id = randomUUID();
  const inner = [asset('inner.sh'), folder, usr, parts.opt, id, name, state, address, ...mounts];
  const outer = spawn('nsenter', ['-t', String(input.holder), '-m', '--', 'bash', asset('boot.sh'), name, ...inner], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const complaint = collect(outer);
  const over = once(outer, 'exit');
  for (let tries = 0; tries < 500 && outer.exitCode === null; tries++) {
    const first = childOf(outer.pid!);
    if (first) {
      writeIdentity(`${folder}/pid`, first);
      // Asked only when systemd itself is there: before, the namespaces are half laid.
      if (first && readLink(`/proc/${first.pid}/exe`).endsWith('/systemd')) {
        const state = await execInside(first.pid, ['systemctl', 'is-system-running'], { limit: 5000 });
        if (/^(running|degraded)/.test(state.stdout)) {
          if (input.podman)
            await execInside(first.pid, ['bash', '-s'], { input: readFileSync(asset('open-cgroups.sh')) });
          return { id, first, over };
        }
      }
    }
    await sleep(15);
  }
  const said = `${complaint()}\n${readFileSync(`${folder}/console`, 'utf8')}`.trim();
  if (outer.exitCode === null) {
    const first = childOf(outer.pid!);
    if (first) process.kill(first.pid, 'SIGKILL');
  }
  return fail(`practice machine ${name} does not come up: ${said || 'systemd is silent'}`);
}

/** What this runs from and the cache are to be seen, read-only, unless they are hidden; the Node that runs this always is. */
function shareList(parts: Parts, { shares = [], hides = [] }: MachineOptions): string[] {
  const shown = [parts.cache, installation].filter((path) => !hides.includes(path));
  return [
    ...hides.flatMap((path) => ['hide', path]),
    ...[...shown, realpathSync(process.execPath)].flatMap((path) => ['ro', path]),
    ...shares.flatMap((path) => ['rw', path]),
  ];
}

function childOf(parent: number): ProcessIdentity | undefined {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      if (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(parent)) return identityOf(Number(name));
    } catch {
      // ended meanwhile
    }
  }
  return undefined;
}

function readLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function writeIdentity(file: string, who: ProcessIdentity): void {
  writeFileSync(file, `${who.pid} ${who.start}\n`);
}

function collect(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString().trim();
}

function fail(message: string): never {
  throw new Error(message);
}
