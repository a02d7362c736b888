import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/**
 * Runs inside a practice machine and tells what is true there of the tunnel, from disk, /proc, systemd and the programs
 * themselves: it shares no code with the product and reads no journal. Argument: JSON of `Asked`.
 */
interface Asked {
  readonly program: string;
  readonly cert: string;
  readonly config: string;
  readonly pki: Readonly<Record<'ca' | 'crt' | 'key', string>>;
  readonly service: string;
  readonly peer: string;
  /** Folders with kept generations and the state. */
  readonly kept: string;
  readonly state: string;
  /** Folders in which nothing of a run may be left. */
  readonly folders: readonly string[];
}
const asked = JSON.parse(process.argv[2] ?? '') as Asked;
const { program, state, kept } = asked;

const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};
const names = (folder: string): string[] => quietly(() => readdirSync(folder).sort()) ?? [];
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const run = (...argv: readonly string[]) =>
  new Promise<{ code: number; stdout: string; said: string }>((resolve) => {
    const limits = { timeout: 10_000, killSignal: 'SIGKILL' } as const;
    execFile(argv[0] ?? '', argv.slice(1), limits, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, said: `${stdout}${stderr}`.trim() });
    });
  });

const file = (path: string) =>
  quietly(() => {
    const { mode, uid, gid } = statSync(path);
    return { sha256: sha256(path), mode: (mode & 0o7777).toString(8), owner: `${uid}:${gid}` };
  });
const versionOf = async (path: string): Promise<string> => {
  const { said } = await run(path, '-version');
  return /\d+\.\d+\.\d+/.exec(said)?.[0] ?? said;
};

const processes = names('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
const wordsOf = (pid: string): string =>
  (quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0').join(' ').trim();
/** By the device: whatever a program is called, who has it is the tunnel. */
const running = processes.flatMap((pid) => {
  const exe = quietly(() => readlinkSync(`/proc/${pid}/exe`)) ?? '';
  const isTunnel = names(`/proc/${pid}/fd`).some((fd) =>
    quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`))?.startsWith('/dev/net/tun'),
  );
  const mayBe = isTunnel || /\/nebula( \(deleted\))?$/.test(exe);
  return mayBe ? [{ pid: Number(pid), exe, sha256: quietly(() => sha256(`/proc/${pid}/exe`)), isTunnel }] : [];
});

const shown = await run('systemctl', 'show', asked.service, '-p', 'ActiveState', '-p', 'MainPID');
const property = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(shown.stdout)?.[1] ?? '';
const enabled = (await run('systemctl', 'is-enabled', asked.service)).stdout.trim();

interface Found {
  readonly path: string;
  readonly mode: number;
  readonly isFolder: boolean;
}
const below = (folder: string): Found[] =>
  names(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    const stat = quietly(() => statSync(path));
    if (stat === null) return [];
    const found = { path, mode: stat.mode & 0o7777, isFolder: stat.isDirectory() };
    return found.isFolder ? [found, ...below(path)] : [found];
  });
const inState = below(state);
const all = [...inState, ...below(kept)];

/** The key's own lines: in whatever file they are found, it lies there in clear. */
const lines = (quietly(() => readFileSync(asked.pki.key, 'utf8')) ?? '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('-----'));
const held = Buffer.from(lines.join(''), 'base64');
const hasKey = (path: string): boolean => {
  const bytes = quietly(() => readFileSync(path));
  return bytes !== null && (lines.some((line) => bytes.includes(line)) || (held.length > 0 && bytes.includes(held)));
};
const withKey = lines.length === 0 ? [] : all.filter(({ path, isFolder }) => !isFolder && hasKey(path));

const isHalfMade = (name: string): boolean => /\.(partial|removing|tmp|new)$/.test(name) || name.startsWith('.');
/** A generation is whole when it has its program. */
const generations = names(kept).filter((name) => !isHalfMade(name));

const report = {
  files: {
    program: file(program),
    cert: file(asked.cert),
    config: file(asked.config),
    ca: file(asked.pki.ca),
    crt: file(asked.pki.crt),
    key: file(asked.pki.key),
  },
  versions: { program: await versionOf(program), cert: await versionOf(asked.cert) },
  running,
  unit: { active: property('ActiveState'), enabled, pid: Number(property('MainPID')) },
  reaches: (await run('ping', '-n', '-c', '3', '-i', '0.3', '-W', '1', asked.peer)).code === 0,
  beside: asked.folders.flatMap((folder) => names(folder).map((name) => `${folder}/${name}`)),
  generations,
  keys: {
    plain: withKey.map(({ path }) => path),
    // The programs of a generation are everybody's to run; what a run keeps, and what has the key, is nobody else's.
    open: [...new Set([...inState, ...withKey])]
      .filter(({ mode, isFolder }) => !isFolder && (mode & 0o077) !== 0)
      .map(({ path }) => path),
  },
  leftovers: [
    ...[...all, ...asked.folders.flatMap(below)]
      .filter(({ path }) => isHalfMade(path.slice(path.lastIndexOf('/') + 1)))
      .map(({ path }) => `half made ${path}`),
    ...generations
      .filter((name) => !existsSync(`${kept}/${name}/bin/nebula`))
      .map((name) => `half a generation ${kept}/${name}`),
    ...names(`${state}/open`).map((name) => `open marker ${name}`),
    ...['/etc/systemd/system', '/run/systemd/system', '/run/systemd/transient'].flatMap((folder) =>
      names(folder)
        .filter((name) => name.startsWith('flatnet-maint'))
        .map((name) => `systemd unit ${folder}/${name}`),
    ),
    ...['/tmp', '/run', '/var/tmp'].flatMap((folder) =>
      names(folder)
        .filter((name) => /flatnet-maint|nebula/.test(name))
        .map((name) => `trial folder ${folder}/${name}`),
    ),
    ...processes.flatMap((pid) => {
      const environ = quietly(() => readFileSync(`/proc/${pid}/environ`, 'latin1')) ?? '';
      return environ.includes('FLATNET_RUN=') ? [`process ${pid} of a run: ${wordsOf(pid)}`] : [];
    }),
  ],
};
process.stdout.write(`${JSON.stringify(report)}\n`);
