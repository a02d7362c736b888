import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

export interface ExecOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command and its group are killed; 60 s if absent. */
  readonly limit?: number;
  /** Processor to pin the command to. */
  readonly cpu?: number;
}

export interface ExecResult {
  /** Exit code; -1 when a signal ended the command, as its limit does. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The argv that runs another argv inside the machine whose first process is `pid`. */
export function insideArgv(
  pid: number,
  argv: readonly string[],
  options: Pick<ExecOptions, 'env' | 'cpu'> = {},
): string[] {
  const variables = Object.entries({ PATH: path, HOME: '/root', LANG: 'C.UTF-8', ...options.env });
  const pinned = options.cpu === undefined ? [] : ['taskset', '-c', String(options.cpu)];
  // `env --` ends the assignments' options, not the assignments: an argv[0] with `=` in it could not be run, and none has.
  const env = ['env', '-i', '-C', '/', ...variables.map(([name, value]) => `${name}=${value}`)];
  return ['nsenter', '-t', String(pid), '-m', '-p', '-n', '-u', '-i', '-C', '--', ...env, ...pinned, ...argv];
}

/** A process group of its own: killing nsenter alone would leave its child alive inside. */
export function spawnInside(
  pid: number,
  argv: readonly string[],
  options: Pick<ExecOptions, 'env' | 'cpu'> & Pick<SpawnOptions, 'stdio'> = {},
): ChildProcess {
  const [command, ...rest] = insideArgv(pid, argv, options);
  return spawn(command!, rest, { stdio: options.stdio ?? 'pipe', detached: true });
}

/** Kills a process started by `spawnInside` together with its group. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // already gone
  }
}

export function execInside(pid: number, argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
  const child = spawnInside(pid, argv, options);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin?.on('error', () => {}); // a command may end without reading its input
  child.stdin?.end(options.input ?? '');
  const timer = setTimeout(() => killGroup(child), options.limit ?? 60_000);
  return new Promise((resolve, reject) => {
    let settled = false;
    const finish = (code: number | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ code: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    };
    child.on('error', reject);
    child.on('close', finish);
    // A daemon may keep the pipe open for ever; what the command itself wrote has arrived by then.
    child.on('exit', (code) => setTimeout(() => finish(code), 300));
  });
}
