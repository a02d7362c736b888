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
  /** Those of the project; all six if absent. Fewer are up sooner. */
  readonly services?: readonly Service[];
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
  /** Those that the project has. */
  readonly services: readonly Service[];
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
  /** Resolves when every service answers and Prometheus has scraped each of its targets since it was asked. */
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
  const chosen = options.services ?? services.map(({ service }) => service);
  // No YAML by its name: it is laid out as hands leave it, and no formatter shall tidy it.
  const text = ofServices(readFileSync(asset('monitoring/podman-compose.text'), 'utf8'), chosen).replaceAll(
    /@([a-z-]+)@/g,
    (_, service: Service) => options.tags?.[service] ?? versions[service].older,
  );
  writeFileSync(machine.path(composeFile), text);
  const scraping = machine.path(`${folder}/prometheus/prometheus.yml`);
  writeFileSync(scraping, ofJobs(readFileSync(scraping, 'utf8'), chosen));
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
    const since = Date.now();
    const end = since + limitMs;
    for (;;) {
      const wrong = await notReady(machine, chosen, since);
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
    services: chosen,
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

async function notReady(machine: Machine, chosen: readonly Service[], since: number): Promise<string[]> {
  const asked = await Promise.all(
    services.map(async ({ service, ready }) => {
      if (!chosen.includes(service)) return [];
      const { status, body } = await ask(machine, ready ?? (await atItsAddress(machine, service)), { limit: 1_000 });
      return status === 200 ? [] : [`${service}: ${status} ${body.trim()}`];
    }),
  );
  if (asked.flat().length > 0 || !chosen.includes('prometheus')) return asked.flat();
  // For five minutes an answer may be a sample from before a restart: what is asked for has been scraped since.
  const up = await query(machine, `up and timestamp(up) >= ${since / 1000}`);
  return chosen
    .filter((service) => scraped.includes(service))
    .flatMap((service) => {
      const value = up.find(({ metric }) => metric.job === service)?.value?.[1];
      return value === '1' ? [] : [`target ${service}: ${value}`];
    });
}

/** Where promtail answers: it has no port outside of its network. */
async function atItsAddress(machine: Machine, service: Service): Promise<string> {
  const form = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  const { stdout } = await machine.exec(['podman', 'inspect', '--format', form, containerOf(service)]);
  return `http://${stdout.trim()}:9080/ready`;
}

/** Those of which the project's own prometheus.yml has a job. */
const scraped: readonly Service[] = ['prometheus', 'alertmanager', 'node-exporter'];

/** The compose file without the services that are not chosen, and without a word changed in the others. */
function ofServices(text: string, chosen: readonly Service[]): string {
  const [head = '', body = ''] = text.split(/(?<=^services:\n)/m);
  const [blank = '', ...blocks] = body.split(/^ {2}(?=[a-z-]+:)/m);
  return head + blank + blocks.map((block) => (isChosen(block, chosen) ? `  ${block}` : '')).join('');
}

function ofJobs(text: string, chosen: readonly Service[]): string {
  const [head = '', ...jobs] = text.split(/^ {2}- job_name: /m);
  return head + jobs.map((job) => (isChosen(job, chosen) ? `  - job_name: ${job}` : '')).join('');
}

const isChosen = (block: string, chosen: readonly Service[]): boolean =>
  (chosen as readonly string[]).includes(/^[a-z-]+/.exec(block)?.[0] ?? '');

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
