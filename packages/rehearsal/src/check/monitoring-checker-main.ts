import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/**
 * Runs inside the practice machine and tells what is true there of the monitoring stack, from disk, /proc, Podman and the
 * services' own ports: it shares no code with the product, reads no journal and restores nothing. Argument: JSON of
 * `{ root, state, services: { NAME: CONTAINER } }`; Grafana's password comes in PRACTICE_PASSWORD.
 */
interface Asked {
  readonly root: string;
  readonly state: string;
  readonly services: Readonly<Record<string, string>>;
}
const { root, state, services } = JSON.parse(process.argv[2] ?? '') as Asked;

const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};
const names = (folder: string): string[] => quietly(() => readdirSync(folder).sort()) ?? [];
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

const podman = (...args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; said: string }>((resolve) => {
    const limits = { timeout: 20_000, killSignal: 'SIGKILL', maxBuffer: 1 << 26 } as const;
    execFile('podman', args, limits, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, said: `${stdout}${stderr}`.trim() });
    });
  });

const got = async (url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> => {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(3_000) });
    return { status: answer.status, body: await answer.text() };
  } catch (error) {
    return { status: 0, body: String(error) };
  }
};
const json = async <T>(url: string, headers?: Record<string, string>): Promise<T | null> => {
  const { status, body } = await got(url, headers);
  return status === 200 ? quietly(() => JSON.parse(body) as T) : null;
};

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly ImageName: string;
  readonly RestartCount: number;
  readonly State: { Status: string; Pid: number; StartedAt: string };
  readonly Config: { Labels: Readonly<Record<string, string>> | null };
  readonly NetworkSettings: { Networks: Readonly<Record<string, { IPAddress: string }>> | null };
}

const listed = await podman('ps', '-a', '-q', '--no-trunc');
const ids = listed.stdout.split('\n').filter((id) => id !== '');
const told = ids.length === 0 ? null : await podman('inspect', '--type', 'container', ...ids);
const all = told === null ? [] : (quietly(() => JSON.parse(told.stdout) as Inspected[]) ?? []);

const shortVersion = (text: string | undefined): string | null => /\d+\.\d+\.\d+/.exec(text ?? '')?.[0] ?? null;
const built = async (url: string): Promise<string | null> =>
  shortVersion(/_build_info\{(?:[^}]*,)?version="([^"]*)"/.exec((await got(url)).body)?.[1]);
/** What each service itself says its version is. */
const reported: Readonly<Record<string, (address: string) => Promise<string | null>>> = {
  prometheus: async () => {
    const url = 'http://127.0.0.1:9090/api/v1/status/buildinfo';
    return shortVersion((await json<{ data: { version: string } }>(url))?.data.version);
  },
  alertmanager: async () => {
    const url = 'http://127.0.0.1:9093/api/v2/status';
    return shortVersion((await json<{ versionInfo: { version: string } }>(url))?.versionInfo.version);
  },
  grafana: async () => shortVersion((await json<{ version: string }>('http://127.0.0.1:3000/api/health'))?.version),
  loki: async () =>
    shortVersion((await json<{ version: string }>('http://127.0.0.1:3100/loki/api/v1/status/buildinfo'))?.version),
  'node-exporter': () => built('http://127.0.0.1:9100/metrics'),
  promtail: (address) => built(`http://${address}:9080/metrics`),
};

const seenServices = await Promise.all(
  Object.entries(services).map(async ([service, name]) => {
    const one = all.find(({ Name }) => Name === name);
    if (one === undefined) return { service, name, id: null };
    const address = Object.values(one.NetworkSettings.Networks ?? {})[0]?.IPAddress ?? '';
    return {
      service,
      name,
      id: one.Id,
      image: one.Image,
      ref: one.ImageName,
      state: one.State.Status,
      lives: one.State.Pid > 0 && existsSync(`/proc/${one.State.Pid}/exe`),
      startedAt: one.State.StartedAt,
      restarts: one.RestartCount,
      reported: (await reported[service]?.(address)) ?? null,
    };
  }),
);

/** Digest of each file below a folder, by its path there. */
function digests(folder: string, below = ''): [string, string][] {
  return names(`${folder}${below}`).flatMap((name): [string, string][] => {
    const path = `${below}/${name}`;
    return statSync(`${folder}${path}`).isDirectory()
      ? digests(folder, path)
      : [[path.slice(1), sha256(`${folder}${path}`)]];
  });
}
const inVolume = (volume: string, file: string): string =>
  `/var/lib/containers/storage/volumes/monitoring_${volume}/_data/${file}`;
interface Database {
  readonly schema: number;
  readonly dashboards?: Readonly<
    Record<string, { dashboard: { title: string; version: number }; provisioned: string | null }>
  >;
}
const database = (volume: string, file: string) =>
  quietly(() => JSON.parse(readFileSync(inVolume(volume, file), 'utf8')) as Database);
const grafana = database('grafana_data', 'grafana.db');

interface Targets {
  readonly data: { activeTargets: readonly { labels: { job: string }; health: string }[] };
}
interface Rules {
  readonly data: { groups: readonly { rules: readonly unknown[] }[] };
}
interface Silence {
  readonly id: string;
  readonly createdBy: string;
  readonly status: { state: string };
}
interface Samples {
  readonly data: { result: readonly { values: readonly (readonly [number, string])[] }[] };
}
const prometheus = 'http://127.0.0.1:9090/api/v1';
const targets = await json<Targets>(`${prometheus}/targets`);
const rules = await json<Rules>(`${prometheus}/rules`);
const kept = encodeURIComponent('up{job="prometheus"}[1h]');
// A build that scraped elsewhere made a series of its own, which may well come first.
const values = ((await json<Samples>(`${prometheus}/query?query=${kept}`))?.data.result ?? [])
  .flatMap((series) => series.values)
  .sort(([a], [b]) => a - b);
const silences = await json<Silence[]>('http://127.0.0.1:9093/api/v2/silences');
const basic = Buffer.from(`admin:${process.env.PRACTICE_PASSWORD ?? ''}`).toString('base64');
const org = await got('http://127.0.0.1:3000/api/org', { authorization: `Basic ${basic}` });

const own = new Set(Object.values(services));
const strange = all.filter(({ Name, Config }) => {
  if (own.has(Name)) return false;
  const ofRun = Object.keys(Config.Labels ?? {}).some((label) => label.startsWith('flatnet-maint.run'));
  return ofRun || /\.(new|before)-/.test(Name) || Config.Labels?.['io.podman.compose.project'] === 'monitoring';
});
const halfMade = (folder: string, deep: number): string[] =>
  names(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (/\.(partial|removing|tmp|new)$/.test(name)) return [`half made ${path}`];
    return deep > 0 && quietly(() => statSync(path).isDirectory()) ? halfMade(path, deep - 1) : [];
  });
const processes = names('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);

const report = {
  services: seenServices,
  files: Object.fromEntries(['monitoring', 'logging'].flatMap((name) => digests(root, `/${name}`))),
  containers: all.map(({ Name, State }) => `${Name} (${State.Status})`).sort(),
  images: (await podman('images', '-q', '--no-trunc')).stdout
    .split('\n')
    .filter((id) => id !== '')
    .map((id) => id.replace('sha256:', '')),
  targets:
    targets === null
      ? null
      : Object.fromEntries(targets.data.activeTargets.map(({ labels, health }) => [labels.job, health])),
  rules: rules === null ? null : rules.data.groups.reduce((sum, { rules: group }) => sum + group.length, 0),
  samples: { first: values[0] === undefined ? null : values[0][0] * 1000, count: values.length },
  grafana:
    grafana === null
      ? null
      : {
          schema: grafana.schema,
          login: org.status,
          dashboards: Object.fromEntries(
            Object.entries(grafana.dashboards ?? {}).map(([uid, one]) => [
              uid,
              `${one.dashboard.title} ${one.dashboard.version}${one.provisioned === null ? '' : ' provisioned'}`,
            ]),
          ),
        },
  loki: database('loki_data', 'schema.json')?.schema ?? null,
  silences:
    silences === null
      ? null
      : silences
          .filter(({ status }) => status.state !== 'expired')
          .map((one) => `${one.createdBy} ${one.status.state}`),
  leftovers: [
    ...(listed.code === 0 ? [] : [`podman ps says ${listed.said}`]),
    ...strange.map(({ Name, State }) => `container ${Name} (${State.Status})`),
    ...halfMade(root, 3),
    ...halfMade(state, 2),
    ...names(`${state}/open`).map((name) => `open marker ${name}`),
    ...names('/etc/systemd/system')
      .filter((name) => name.startsWith('flatnet-maint'))
      .map((name) => `systemd unit ${name}`),
    ...processes.flatMap((pid) => {
      const environ = quietly(() => readFileSync(`/proc/${pid}/environ`, 'latin1')) ?? '';
      const command = (quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0').join(' ').trim();
      const inside = quietly(() => readlinkSync(`/proc/${pid}/ns/mnt`)) !== readlinkSync('/proc/self/ns/mnt');
      return environ.includes('FLATNET_RUN=') && !inside ? [`process ${pid} of a run: ${command}`] : [];
    }),
  ],
};
process.stdout.write(`${JSON.stringify(report)}\n`);
