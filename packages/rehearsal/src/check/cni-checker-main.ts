import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Runs inside the practice machine and tells what is true there of the plugin, from disk, /proc and Podman: it shares no
 * code with the product and reads no journal. Arguments: the plugin, its list, the network, its gateway, the image, the
 * state folder, and `look` or `verify`: whether a container of its own is started.
 */
const [plugin = '', conflist = '', network = '', gateway = '', image = '', state = '', how = 'verify'] =
  process.argv.slice(2);

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

function file(path: string) {
  return quietly(() => {
    const { mode, uid, gid } = statSync(path);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    return { sha256, mode: (mode & 0o7777).toString(8), owner: `${uid}:${gid}` };
  });
}

const podman = (...args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; said: string }>((resolve) => {
    execFile('podman', args, { timeout: 20_000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, said: `${stdout}${stderr}`.trim() });
    });
  });

const processes = () => names('/proc').filter((name) => /^\d+$/.test(name));
const wordsOf = (pid: string): string[] =>
  (quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0');

/** Ids of containers whose first process lives: what conmon watches, whatever Podman believes. */
function livingIds(): string[] {
  const watched = new Map<string, string>();
  for (const pid of processes()) {
    if (quietly(() => readlinkSync(`/proc/${pid}/exe`))?.endsWith('/conmon') !== true) continue;
    const words = wordsOf(pid);
    const id = words[words.indexOf('-c') + 1];
    if (id !== undefined) watched.set(pid, id);
  }
  return processes().flatMap((pid) => {
    const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const [kind, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
    const id = kind === 'Z' || parent === undefined ? undefined : watched.get(parent);
    return id === undefined ? [] : [id];
  });
}

interface Listed {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly State: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

const listed = await podman('ps', '-a', '--no-trunc', '--format', 'json');
const all = (quietly(() => JSON.parse(listed.stdout) as Listed[]) ?? []).map((one) => ({
  id: one.Id,
  name: one.Names[0] ?? one.Id,
  state: one.State,
  ofRun: Object.keys(one.Labels ?? {}).includes('flatnet-maint.run'),
}));
const living = new Set(livingIds());
const ipam = `/var/lib/cni/networks/${network}`;
const addresses = names(ipam)
  .filter((name) => /^\d/.test(name))
  .map((address) => ({ address, id: readFileSync(`${ipam}/${address}`, 'utf8').split(/\r?\n/)[0] ?? '' }));
const spaces = await podman(
  'inspect',
  '--type',
  'container',
  '--format',
  '{{.NetworkSettings.SandboxKey}}',
  ...all.map(({ id }) => id),
);
const held = new Set(spaces.stdout.split('\n').map((path) => path.split('/').at(-1)));

/** Processes that carry a run's mark, and plugins that nobody waits for. */
const leftProcesses = processes()
  .filter((pid) => Number(pid) !== process.pid)
  .flatMap((pid) => {
    const environ = quietly(() => readFileSync(`/proc/${pid}/environ`, 'latin1')) ?? '';
    if (environ.includes('FLATNET_RUN=')) return [`process ${pid} of a run: ${wordsOf(pid).join(' ').trim()}`];
    return /(^|\0)CNI_COMMAND=/.test(environ) ? [`process ${pid} of a plugin: ${wordsOf(pid).join(' ').trim()}`] : [];
  });

const places = [dirname(plugin), dirname(conflist), `${dirname(dirname(plugin))}/generations/cni`, state];
const halfMade = (folder: string, deep: number): string[] =>
  names(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (/\.(partial|removing|tmp|new)$|^\./.test(name)) return [`half made ${path}`];
    return deep > 0 && quietly(() => statSync(path).isDirectory()) ? halfMade(path, deep - 1) : [];
  });

const before = addresses.length;
const trial =
  how === 'verify'
    ? await podman('run', '--rm', '--network', network, image, 'ping', '-c', '1', '-W', '2', gateway)
    : null;
const after = names(ipam).filter((name) => /^\d/.test(name)).length;
const verified =
  trial === null
    ? null
    : trial.code === 0 && after === before
      ? 'yes'
      : `${trial.code}: ${trial.said}; ${after - before} addresses kept`;

const report = {
  plugin: file(plugin),
  conflist: file(conflist),
  beside: [...names(dirname(plugin)), ...names(dirname(conflist))],
  containers: all.map(({ name, id, state }) => ({
    name,
    id,
    state,
    lives: living.has(id),
    addresses: addresses.filter((one) => one.id === id).map(({ address }) => address),
  })),
  generations: names(`${dirname(dirname(plugin))}/generations/cni`).filter((name) => !name.startsWith('.')),
  verified,
  leftovers: [
    ...(listed.code === 0 ? [] : [`podman ps says ${listed.said}`]),
    ...all.filter(({ ofRun }) => ofRun).map(({ name, state }) => `trial container ${name} (${state})`),
    ...addresses
      .filter(({ id }) => !all.some((one) => one.id === id))
      .map(({ address, id }) => `address ${address} of ${id.slice(0, 12)}, which is no container`),
    ...names('/run/netns')
      .filter((name) => !held.has(name))
      .map((name) => `network namespace ${name}`),
    ...places.flatMap((folder) => halfMade(folder, 1)),
    ...names(`${state}/open`).map((name) => `open marker ${name}`),
    ...names('/etc/systemd/system')
      .filter((name) => name.startsWith('flatnet-maint'))
      .map((name) => `systemd unit ${name}`),
    ...leftProcesses,
  ],
};
process.stdout.write(`${JSON.stringify(report)}\n`);
