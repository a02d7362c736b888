import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { get } from 'node:http';

/**
 * Runs inside the practice machine and tells what is true there, from disk, /proc and new connections only: it shares no
 * code with the product and reads no journal. Arguments: the root of the practice Flatnet, the state folder.
 */
const [root = '/srv/flatnet', state = '/var/lib/flatnet-maint'] = process.argv.slice(2);
const connections = 40;

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

function answer(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 3000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => resolve({ status: 0, body: 'cut' }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', (error) => resolve({ status: 0, body: error.message }));
  });
}

/** Programs of all processes that run nginx: role, file, hash. */
function nginxes() {
  const found = [];
  for (const pid of names('/proc').filter((name) => /^\d+$/.test(name))) {
    const exe = quietly(() => readlinkSync(`/proc/${pid}/exe`));
    if (exe === null || !/\/sbin\/nginx( \(deleted\))?$/.test(exe)) continue;
    const title = quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
    const sha256 = quietly(() =>
      createHash('sha256')
        .update(readFileSync(`/proc/${pid}/exe`))
        .digest('hex'),
    );
    const role = title.includes('master process') ? 'master' : title.includes('shutting down') ? 'draining' : 'worker';
    found.push({ pid: Number(pid), role, exe, sha256 });
  }
  return found;
}

/** Processes that carry a run's mark. */
const marked = (): number[] =>
  names('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => quietly(() => readFileSync(`/proc/${pid}/environ`, 'latin1'))?.includes('FLATNET_RUN=') === true)
    .map(Number);

const builds = await Promise.all(Array.from({ length: connections }, () => answer('http://127.0.0.1:80/build')));
const status = await answer('http://10.100.1.1:8080/api/status');
const routes = await answer('http://10.100.1.1:8080/api/containers');
const generations = `${root}/generations/gateway`;
const report = {
  home: quietly(() => realpathSync(`${root}/openresty`)),
  builds: builds.map(({ status: code, body }) => (code === 200 ? body.trim() : `failed ${code} ${body}`.trim())),
  apiStatus: status.status,
  apiNginx: quietly(() => (JSON.parse(status.body) as { nginx?: string }).nginx ?? null),
  routes: quietly(
    () =>
      JSON.stringify(JSON.parse(routes.body))
        .match(/"name":"[^"]*"/g)
        ?.sort() ?? [],
  ),
  nginx: nginxes(),
  trees: names(generations).filter((name) => !name.startsWith('.')),
  leftovers: [
    ...names(generations)
      .filter((name) => name.startsWith('.') || name.endsWith('.partial'))
      .map((name) => `generation tree ${name}`),
    ...names(generations)
      .filter((name) => existsSync(`${generations}/${name}/drain`))
      .map((name) => `drain switch in ${name}`),
    ...names(`${state}/open`).map((name) => `open marker ${name}`),
    ...names(state)
      .filter((name) => name.startsWith('open-'))
      .map((name) => `half a marker ${name}`),
    ...names('/etc/systemd/system')
      .filter((name) => name.startsWith('flatnet-maint'))
      .map((name) => `systemd unit ${name}`),
    ...names('/etc/systemd/system/multi-user.target.wants')
      .filter((name) => name.startsWith('flatnet-maint'))
      .map((name) => `enabled ${name}`),
    ...marked().map((pid) => `process ${pid} of a run`),
  ],
};
process.stdout.write(`${JSON.stringify(report)}\n`);
