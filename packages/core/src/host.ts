import type { Argv, Digest, Millis } from './json.ts';

/** What a command left: decoded as UTF-8, each stream capped (`cut` says so). `code` is null when a signal ended it. */
export interface Output {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly cut: boolean;
  readonly took: Millis;
}

/** What a command had said when it was ended at its limit. */
export type Said = Pick<Output, 'stdout' | 'stderr'>;

/** One directory entry, links not followed. `bytes` is the length, `mode` the permission bits, `to` a link's target as written. */
export interface FileStat {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modified: Millis;
  readonly to?: string;
}

/** One piece of a file's content; the giver waits until it is dealt with. */
export type TakePiece = (piece: Uint8Array) => Promise<void>;

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: Digest;
}

export interface ReadFiles {
  /** null = nothing is there. Any other failure to look throws: "could not ask" is not "absent". */
  stat(path: string): Promise<FileStat | null>;
  /** Whole content; throws E_FILE_ABSENT when nothing is there. `from` skips bytes, `max` bounds them. */
  read(path: string, part?: { from?: number; max?: number }): Promise<Uint8Array>;
  text(path: string): Promise<string>;
  /** Names in a folder, sorted; throws E_FILE_ABSENT when it is not there. */
  list(path: string): Promise<readonly string[]>;
  digest(path: string): Promise<Digest>;
  /**
   * The content piece by piece, in bounded memory; a piece is good until `take` resolves, and the next is read meanwhile.
   * Resolves with what was read. E_FILE_CHANGED when somebody wrote to the file meanwhile: what was taken is then no
   * version of it.
   */
  readPieces(path: string, take: TakePiece): Promise<FileStat>;
  /** The path with all links resolved, null when something on the way is absent. */
  real(path: string): Promise<string | null>;
  /** Free bytes for an unprivileged writer on the file system that holds `path` (its nearest existing parent). */
  free(path: string): Promise<number>;
}

export interface WriteFiles extends ReadFiles {
  /** Atomic and durable: aside, fsync, rename, fsync of the folder (where the system has that). Mode default 0600. */
  write(path: string, content: Uint8Array | string, how?: { mode?: number; uid?: number; gid?: number }): Promise<void>;
  /**
   * As write(), for content that is not in memory at once: `fill` puts it piece by piece (each put awaited) and throws to
   * give it up. Resolves with what is on the disk then. Whatever fails leaves the former content and nothing beside it.
   */
  writePieces(
    path: string,
    fill: (put: TakePiece) => Promise<void>,
    how?: { mode?: number; uid?: number; gid?: number },
  ): Promise<WrittenFile>;
  /** The folder and its missing parents; one that exists is fine and keeps its mode and owner. Mode default 0755. */
  makeFolder(path: string, how?: { mode?: number; uid?: number; gid?: number }): Promise<void>;
  /** Refused with E_FILE_EXISTS when `to` exists. Throws EBUSY/EPERM on Windows while something inside is open. */
  rename(from: string, to: string): Promise<void>;
  /** A pointer: a symbolic link (junction on Windows) at `path` to `to`, replacing a link at once; never replaces a file or folder (E_FILE_EXISTS). */
  point(path: string, to: string): Promise<void>;
  /** A file, a link (never its target) or a whole tree; nothing there is fine. */
  remove(path: string): Promise<void>;
  /** A file or a tree with modes, owners (where we may) and links as links, durable at the end. Refused with E_FILE_EXISTS when `to` exists. */
  copy(from: string, to: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
}

/** A process as the system shows it. `pid` alone names nothing: with `started` and the boot id it does. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** Start stamp that the kernel gave it (ticks since boot), as text. */
  readonly started: string;
  /** Real path of the running program; null when it may not be read or is a kernel thread. ` (deleted)` is cut off and said in `exeDeleted`. */
  readonly exe: string | null;
  readonly exeDeleted: boolean;
  /** Command line as shown now (a program may rewrite it). */
  readonly argv: readonly string[];
  readonly uid: number;
  readonly zombie: boolean;
}

/** A listening TCP socket and every process that holds it. */
export interface Listener {
  readonly address: string;
  readonly port: number;
  readonly pids: readonly number[];
}

export interface ReadProcesses {
  /** Changes with every boot. */
  bootId(): Promise<string>;
  /** All processes, zombies included and marked. */
  list(): Promise<readonly ProcessInfo[]>;
  /** null = gone (a zombie counts as gone). */
  get(pid: number): Promise<ProcessInfo | null>;
  /** `among`: only these processes are looked through, which is quicker; what others hold is then told without them. */
  listeners(among?: readonly number[]): Promise<readonly Listener[]>;
  /** Established TCP connections whose server end this process holds, counted by process. */
  connections(pids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** sha256 of the program file that runs, read through the process, so a replaced file does not fool it. */
  digestOfExe(pid: number): Promise<Digest>;
  /** First working folder, open files' paths: what ties a process to a tree. Null where not readable. */
  openFiles(pid: number): Promise<readonly string[] | null>;
  workingFolder(pid: number): Promise<string | null>;
}

export type ServiceState = 'running' | 'stopped' | 'starting' | 'stopping' | 'failed' | 'absent';
export interface ServiceStatus {
  readonly state: ServiceState;
  readonly pid: number | null;
  /** Monotonic stamp of the last change, as text; equal stamps mean an unbroken state. */
  readonly since: string | null;
  /** systemd `Type=`, for the question whether a handover can be had. */
  readonly type: string | null;
  readonly enabled: boolean;
}
/** A service of our own making (the dead-man): started at every boot while it is installed. */
export interface ServiceSpec {
  readonly name: string;
  readonly description: string;
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
}
export interface ReadServices {
  manager(): Promise<'systemd' | 'windows' | 'none'>;
  status(name: string): Promise<ServiceStatus>;
  /** The service that a process belongs to, null when none. */
  of(pid: number): Promise<string | null>;
}
export interface WriteServices extends ReadServices {
  start(name: string): Promise<void>;
  stop(name: string): Promise<void>;
  /** Written, loaded and enabled for the next boot; restarted whenever it dies; ends only its own main process when stopped. */
  install(spec: ServiceSpec): Promise<void>;
  /** Removed and disabled; a running instance is left to end by itself. Absent is fine. */
  uninstall(name: string): Promise<void>;
}

export interface HttpHow {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limit?: Millis;
}
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** First 1 MiB, UTF-8. */
  readonly body: string;
  readonly took: Millis;
}
/** One answer over one new connection, and the process that had accepted that connection before the request was sent. */
export interface SampledAnswer extends HttpAnswer {
  readonly by: ProcessInfo | null;
}
/** With `acceptedBy`, only connections that one of these processes accepted are asked; the others are closed and come back as an Error. */
export interface SampleHow extends HttpHow {
  readonly connections: number;
  readonly acceptedBy?: readonly number[];
  /** One body for each connection, in order, instead of `body`. */
  readonly bodies?: readonly string[];
  /**
   * Called once when at least one connection is to be asked, before any is: each has been accepted and has begun to send,
   * so a server that is told to finish meanwhile still answers it. Not called when there is none to ask.
   */
  readonly before?: () => Promise<void>;
}
export interface ReadHttp {
  /** One GET (or another reading method) over a new connection. Throws when nothing answers: "could not ask". */
  get(url: string, how?: HttpHow): Promise<HttpAnswer>;
  /** `connections` new connections at once; who accepted each is read from the system, then each is asked. An entry is an Error when that one failed. */
  sample(url: string, how: SampleHow): Promise<readonly (SampledAnswer | Error)[]>;
  /** Whether a TCP connection is accepted. */
  tcp(host: string, port: number, limit?: Millis): Promise<boolean>;
}
export interface SendHttp extends ReadHttp {
  send(url: string, how: HttpHow & { method: string }): Promise<HttpAnswer>;
}

/** What anyone may look at. Nothing here changes the host, so inspect(), probes, gates and `plan` may use all of it. */
export interface HostView {
  readonly id: string;
  readonly os: 'posix' | 'windows';
  /**
   * A command that only reads: `nginx -v`. Throws E_COMMAND_ABSENT when the program is not there, and E_LIMIT at the limit,
   * whose cause is what was said until then (`Said`).
   */
  query(
    argv: Argv,
    how?: { limit?: Millis; env?: Readonly<Record<string, string>>; cwd?: string; input?: string },
  ): Promise<Output>;
  readonly files: ReadFiles;
  readonly processes: ReadProcesses;
  readonly services: ReadServices;
  readonly http: ReadHttp;
  /**
   * A fresh folder (0700) among the system's temporary files, for a program that reads only what is written down: gone with
   * all that is in it when `use` ends, also when it fails. `files` write below it and nowhere else (E_SCRATCH_OUTSIDE).
   */
  scratch<T>(use: (folder: string, files: WriteFiles) => Promise<T>): Promise<T>;
  /** Waits, inside the limit of the lend. */
  sleep(time: Millis): Promise<void>;
}

/** A process that is certain: pid, start stamp and boot. */
export interface ProcessRef {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
}

/** What an action gets: lent for one step, already bound to that step's limit, so no call takes a signal and none can forget it. */
export interface Host extends HostView {
  /** `leaves: 'daemon'`: a process that is meant to stay is started without our mark, in a session of its own. */
  run(
    argv: Argv,
    how?: { leaves?: 'daemon'; env?: Readonly<Record<string, string>>; cwd?: string; input?: string; limit?: Millis },
  ): Promise<Output>;
  readonly files: WriteFiles;
  readonly services: WriteServices;
  readonly http: SendHttp;
  /** posix only. Sent only when pid, start stamp and boot still match; false = that process is gone. */
  signal(process: ProcessRef, signal: 'TERM' | 'QUIT' | 'WINCH' | 'USR1' | 'USR2' | 'HUP' | 'KILL'): Promise<boolean>;
}

/** A host for one use. At its limit every call rejects with E_LIMIT and every process it started is ended, the whole tree. */
export interface Lent {
  readonly host: Host;
  /** Ends what is left of it (daemons excepted); awaited before the next move. */
  release(): Promise<void>;
}
export interface Hosts {
  readonly ids: readonly string[];
  view(id: string, limit: Millis): HostView;
  /** Processes started through it carry `FLATNET_RUN=mark` in their environment. */
  lend(id: string, limit: Millis, mark: string): Lent;
}
