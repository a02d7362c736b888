import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { practiceContainers } from '../containers/practice-containers.ts';
import { ask } from '../gateway/ask.ts';
import type { ExecResult } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';
import type { MadeImage } from './make-images.ts';
import { monitoringSiteText } from './monitoring-site.ts';
import { type PracticeRegistry, practiceRegistry } from './registry.ts';
import { containerOf, type Service, serviceNames, services } from './services.ts';

export interface MonitoringOptions {
  /** Tags that the compose file names at first; the older genuine ones if absent. */
  readonly tags?: Partial<Readonly<Record<Service, string>>>;
  /** Of Grafana, in `.env`. */
  readonly password?: string;
}

/** A host with Flatnet's monitoring stack, brought up by podman-compose. */
export interface PracticeMonitoring {
  /** `/srv/flatnet/monitoring`. */
  readonly folder: string;
  readonly composeFile: string;
  readonly siteFile: string;
  readonly password: string;
  /** Names of the containers. */
  readonly names: Readonly<Record<Service, string>>;
  /** Tags of the sound images. */
  readonly versions: Readonly<Record<Service, { readonly older: string; readonly newer: string }>>;
  /** All that the registry has. */
  readonly images: readonly MadeImage[];
  readonly registry: PracticeRegistry;
  podman(...args: readonly string[]): Promise<ExecResult>;
  /** podman-compose, as an operator types it in the project's folder. */
  compose(...args: readonly string[]): Promise<ExecResult>;
  /** Writes the site file anew; `lines` are further parts of it. */
  site(lines?: readonly string[]): string;
  /** The image that a tag of a service names. */
  image(service: Service, tag: string): MadeImage;
  /** Resolves when every service answers and Prometheus has scraped each of its targets. */
  ready(limitMs?: number): Promise<void>;
  /** Milliseconds of the oldest sample of Prometheus' own `up` since that time, and how many there are. */
  samples(since: number): Promise<{ readonly first: number | null; readonly count: number }>;
}

const root = '/srv/flatnet';
const folder = `${root}/monitoring`;

/** On a machine that was made with `podman: true, monitoring: true`. */
export async function practiceMonitoring(
  machine: Machine,
  options: MonitoringOptions = {},
): Promise<PracticeMonitoring> {
  const parts = machine.monitoring;
  if (parts === null) throw new Error('this machine was not made with monitoring: true');
  // Where another part of Flatnet has laid Podman's settings and a network, they stay.
  if (!existsSync(machine.path('/etc/containers/containers.conf'))) await practiceContainers(machine);
  const users = machine.path('/etc/passwd');
  // dnsmasq of the names on a network gives up its rights to this one; no package's script has made it.
  if (!/^dnsmasq:/m.test(readFileSync(users, 'utf8')))
    appendFileSync(users, 'dnsmasq:x:65533:65534:dnsmasq:/nonexistent:/usr/sbin/nologin\n');
  const registry = await practiceRegistry(machine, parts.registry);

  const versions = soundTags(parts.images);
  const password = options.password ?? 'practice-secret';
  const composeFile = `${folder}/podman-compose.yml`;
  const siteFile = `${root}/flatnet.yaml`;
  mkdirSync(machine.path(root), { recursive: true });
  cpSync(asset('monitoring/project'), machine.path(root), { recursive: true });
  // No YAML by its name: it is laid out as hands leave it, and no formatter shall tidy it.
  const text = readFileSync(asset('monitoring/podman-compose.text'), 'utf8').replaceAll(
    /@([a-z-]+)@/g,
    (_, service: Service) => options.tags?.[service] ?? versions[service].older,
  );
  writeFileSync(machine.path(composeFile), text);
  writeFileSync(machine.path(`${folder}/.env`), `# read by podman-compose\nGRAFANA_ADMIN_PASSWORD=${password}\n`);
  chmodSync(machine.path(`${folder}/.env`), 0o600);
  const site = (lines: readonly string[] = []): string => {
    writeFileSync(machine.path(siteFile), monitoringSiteText({ compose: composeFile, lines }));
    return siteFile;
  };
  site();

  const podman = (...args: readonly string[]) => machine.exec(['podman', ...args]);
  const compose = (...args: readonly string[]) =>
    machine.exec(['env', '-C', folder, 'podman-compose', ...args], { limit: 180_000 });
  const ready = async (limitMs = 30_000) => {
    const end = Date.now() + limitMs;
    for (;;) {
      const wrong = await notReady(machine);
      if (wrong.length === 0) return;
      if (Date.now() > end) throw new Error(`the stack is not ready: ${wrong.join('; ')}`);
      await sleep(100);
    }
  };

  // Side by side: one after another, as podman-compose would pull them, takes longer.
  const named = [...text.matchAll(/image: *["']?([^"'\s,]+)/g)].map(([, ref]) => podman('pull', '-q', ref as string));
  for (const { code, stderr } of await Promise.all(named)) if (code !== 0) throw new Error(stderr.trim());
  const up = await compose('up', '-d');
  await ready().catch((error: unknown) => {
    throw new Error(`${String(error)}\n${up.stdout}${up.stderr}`);
  });
  return {
    folder,
    composeFile,
    siteFile,
    password,
    names: serviceNames(containerOf),
    versions,
    images: parts.images,
    registry,
    podman,
    compose,
    site,
    image: (service, tag) => {
      const found = parts.images.find((one) => one.service === service && one.ref.endsWith(`:${tag}`));
      if (found === undefined) throw new Error(`the registry has no ${service} ${tag}`);
      return found;
    },
    ready,
    samples: async (since) => {
      const seconds = Math.ceil((Date.now() - since) / 1000);
      const values = (await query(machine, `up{job="prometheus"}[${seconds}s]`))[0]?.values ?? [];
      return { first: values[0] === undefined ? null : values[0][0] * 1000, count: values.length };
    },
  };
}

async function notReady(machine: Machine): Promise<string[]> {
  const asked = await Promise.all(
    services.map(async ({ service, ready }) => {
      const { status, body } = await ask(machine, ready ?? (await atItsAddress(machine, service)), { limit: 1_000 });
      return status === 200 ? [] : [`${service}: ${status} ${body.trim()}`];
    }),
  );
  if (asked.flat().length > 0) return asked.flat();
  const up = await query(machine, 'up');
  const down = up.filter(({ value }) => value?.[1] !== '1').map(({ metric }) => `${metric.job} is down`);
  return up.length < scraped ? [`${up.length} targets scraped`] : down;
}

/** Where promtail answers: it has no port outside of its network. */
async function atItsAddress(machine: Machine, service: Service): Promise<string> {
  const form = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  const { stdout } = await machine.exec(['podman', 'inspect', '--format', form, containerOf(service)]);
  return `http://${stdout.trim()}:9080/ready`;
}

/** How many targets the project's own prometheus.yml names. */
const scraped = 3;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

async function query(machine: Machine, what: string): Promise<readonly Series[]> {
  const { status, body } = await ask(machine, `http://127.0.0.1:9090/api/v1/query?query=${encodeURIComponent(what)}`);
  if (status !== 200) return [];
  return (JSON.parse(body) as { data: { result: Series[] } }).data.result;
}

function soundTags(images: readonly MadeImage[]): PracticeMonitoring['versions'] {
  return serviceNames((service) => {
    const tags = images
      .filter((one) => one.service === service && one.wrong === undefined)
      .map(({ ref }) => ref.slice(ref.lastIndexOf(':') + 1));
    return { older: tags[0] ?? 'none', newer: tags.at(-1) ?? 'none' };
  });
}
