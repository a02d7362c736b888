import { basename, dirname } from 'node:path/posix';
import { describeError, type HostView, MaintError, type Secret } from '@flatnet-maint/core';
import { imageLines } from './compose-file.ts';
import { configFiles, partAt } from './config-files.ts';
import { dataCopies } from './data-copies.ts';
import type { MonitoringFacts, MonitoringReadings, MonitoringSite, Mount, Service, ServiceSetting } from './facts.ts';
import { fixedPlaces } from './fixed-places.ts';
import { contentOf, nameOf } from './generations.ts';
import { startsWithDefaultPassword } from './grafana/default-password.ts';
import { namedAs, nameInStore } from './image-name.ts';
import { kindOfImage, kinds, readsBelow, validatorOf } from './kinds.ts';
import { loadYaml } from './lazy-yaml.ts';
import { type Container, containersOf } from './podman.ts';
import { recipeOf } from './recipe.ts';
import { askVersion } from './service-version.ts';
import { t } from './texts.ts';

const steady = 5_000;

/** Reads the compose file, its containers and all that they mount, also where some of it is missing. */
export async function inspect(
  site: MonitoringSite,
  host: HostView,
): Promise<{ facts: MonitoringFacts; readings: MonitoringReadings }> {
  await loadYaml();
  const path = (await host.files.real(site.compose)) ?? site.compose;
  const compose = await partAt(host, path, 'unseen');
  if (compose === null)
    throw new MaintError('E_COMPOSE_ABSENT', t('compose-absent', { path }), t('compose-absent-next'));
  const text = await host.files.text(path);
  const lines = imageLines(text, path);
  const project = site.project ?? projectOf(path);
  const all = await containersOf(host, project);
  const services: Service[] = [];
  const absent: { service: string; why: string }[] = [];
  const containers: Container[] = [];
  for (const { service, ref } of lines) {
    const own = all.filter((one) => one.service === service);
    // One that a run has set aside is not the service’s.
    const [container, second] = own.filter(({ name }) => !asides.test(name));
    if (container === undefined) absent.push({ service, why: t('service-no-container') });
    else if (second !== undefined)
      absent.push({ service, why: t('service-several', { names: own.map(({ name }) => name).join(', ') }) });
    else {
      const read = await serviceOf(host, { name: service, written: ref }, container, site.services[service] ?? null);
      if (typeof read === 'string') absent.push({ service, why: read });
      else {
        services.push(read);
        containers.push(container);
      }
    }
  }
  const read = services.flatMap(({ recipe }) => envFilesOf(recipe.options));
  const { files, unkept } = await configFiles(
    host,
    path,
    services.flatMap(({ mounts }) => mounts),
    read,
  );
  const content = contentOf({ compose, files, services });
  const tree = `${site.generations}/${content}`;
  const kept = (await host.files.stat(tree)) !== null;
  const facts: MonitoringFacts = {
    host: host.id,
    boot: await host.processes.bootId(),
    project,
    compose: { ...compose, text },
    files,
    services,
    absent,
    generation: { id: content, version: nameOf(services), tree, kept },
    tree: kept ? tree : null,
    generations: site.generations,
    dataCopies: await dataCopies(host, site.generations),
    grafana: { ...site.grafana, password: inHand(site.grafana.password) },
    commands: site.verify,
  };
  return { facts, readings: await readingsOf(host, facts, containers, [...unkept, ...writableConfig(services)]) };
}

/** A variable that is not set where we run is no password to ask with; that nobody asks is told. */
const inHand = (secret: Secret | null): Secret | null =>
  secret !== null && 'env' in secret && (process.env[secret.env] ?? '') === '' ? null : secret;

/** How podman-compose names a project after its folder. */
export const projectOf = (compose: string): string =>
  basename(dirname(compose))
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '');

/** What runs call a container that is not in its service’s place. */
export const asides = /\.(new|before|failed|found)-[\w.-]+$/;

/** Configuration in a folder that its container may write in: nobody can tell it from data. */
const writableConfig = (services: readonly Service[]): MonitoringReadings['unkept'] =>
  services.flatMap(({ mounts, validate }) =>
    mounts
      .filter(({ kind, writes, target }) => kind !== 'file' && writes && readsBelow(validate ?? [], target))
      .map(({ source }) => ({ path: source, why: t('unkept-writable') })),
  );

const envFilesOf = (options: readonly string[]): readonly string[] =>
  options.flatMap((word, at) => (options[at - 1] === '--env-file' ? [word] : []));

async function serviceOf(
  host: HostView,
  { name, written }: { readonly name: string; readonly written: string },
  container: Container,
  said: ServiceSetting | null,
): Promise<Service | string> {
  const image = asWritten(container.image, written);
  const recipe = recipeOf(container.created, container.image.ref, container.env);
  if (recipe === null) return t('service-no-recipe', { container: container.name });
  const kind = said?.is ?? kindOfImage(image.ref);
  const validate = said?.validate ?? validatorOf(kind, container.command);
  return {
    name,
    container: container.name,
    kind,
    image,
    address: said?.address ?? addressOf(container, kinds[kind].port),
    recipe,
    mounts: await mountsOf(host, container),
    validate: validate?.[0] === 'none' ? null : validate,
    copies: said?.copies ?? 'migrating',
    steady: said?.steady ?? steady,
    errors: said?.errors ?? 'judged',
    stopSeconds: container.stopSeconds,
  };
}

/** What came back from an archive is what the file pins, under another name. */
function asWritten(image: Container['image'], written: string): Container['image'] {
  const ref = namedAs(written, image.ref);
  return image.ref === nameInStore(ref, image.id) ? { ...image, ref } : image;
}

/** Where it publishes its port; where it publishes none, nobody outside of its network asks it. */
export function addressOf({ ports }: Pick<Container, 'ports'>, port: number | null): string | null {
  const bound = ports.find(({ inside }) => inside === port);
  if (bound === undefined) return null;
  const any = bound.host === '' || bound.host === '0.0.0.0' || bound.host === '::';
  const shown = any ? '127.0.0.1' : bound.host.includes(':') ? `[${bound.host}]` : bound.host;
  return `http://${shown}:${bound.port}`;
}

export async function mountsOf(host: HostView, { mounts }: Pick<Container, 'mounts'>): Promise<readonly Mount[]> {
  return Promise.all(
    mounts.map(async ({ type, source, target, writes, volume }): Promise<Mount> => {
      if (type === 'volume') return { kind: 'volume', source, target, writes, volume };
      // A copy of a link would be no copy of the data behind it, and going back would bring nothing back.
      const path = (await host.files.real(source).catch(() => null)) ?? source;
      const stat = await host.files.stat(path).catch(() => null);
      return { kind: stat?.kind === 'file' ? 'file' : 'folder', source: path, target, writes, volume: null };
    }),
  );
}

async function readingsOf(
  host: HostView,
  facts: MonitoringFacts,
  containers: readonly Container[],
  unkept: MonitoringReadings['unkept'],
): Promise<MonitoringReadings> {
  const uid = process.getuid?.() ?? 0;
  return {
    free: await host.files.free(facts.generations),
    treeBytes: 0,
    mayWrite: uid === 0,
    uid,
    services: await Promise.all(
      facts.services.map(async (service, at) => ({
        name: service.name,
        running: containers[at]?.running === true,
        version: await askVersion(host, service).catch((error) => {
          describeError(error);
          return null;
        }),
        restarts: containers[at]?.restarts ?? 0,
      })),
    ),
    unkept,
    fixed: await fixedPlaces(host, facts.services),
    defaultPassword: containers.some(
      (one, at) => facts.services[at]?.kind === 'grafana' && startsWithDefaultPassword(one.env),
    ),
  };
}
