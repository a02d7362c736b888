import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type MadeImage, makeImages, recipeOfImages } from '../monitoring/make-images.ts';
import { t } from '../texts.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import { readDistribution } from './distribution.ts';
import type { FetchOptions } from './fetch-parts.ts';
import { fetchSuite } from './fetch-suite.ts';
import { defaultCache, keptFolder } from './kept-folder.ts';
import { recipe } from './recipe.ts';
import { registryFolder } from './registry-folder.ts';
import { unpack, upstreamVersion } from './suite.ts';

/** podman-compose, a registry and images of the monitoring stack, on disk and complete. */
export interface MonitoringParts {
  /** Laid over the /usr of a practice machine that is asked to have it. */
  readonly layer: string;
  /** Data of docker-registry, to be read only. */
  readonly registry: string;
  readonly images: readonly MadeImage[];
}

const tools = [
  'podman-compose',
  'python3',
  'docker-registry',
  'golang-github-containernetworking-plugin-dnsname',
  'dnsmasq-base',
];
const services = ['prometheus', 'prometheus-alertmanager', 'prometheus-node-exporter'];
/** Of what is downloaded with them, images hold these. promtool is a package of its own in the newer suite only. */
const inImages = [...services, 'promtool', 'libc6'];

/** Answers the stack's parts from the cache, or makes them from this machine's own package archive: only where it is asked for. */
export async function fetchMonitoring(options: FetchOptions = {}): Promise<MonitoringParts> {
  if (process.getuid?.() !== 0) throw cannotRehearse(t('needs-root'), 'sudo flatnet-maint rehearse');
  const at = { cache: options.cache ?? defaultCache(), log: options.log ?? (() => {}) };
  const distribution = readDistribution();
  const made = JSON.stringify([distribution, process.arch, tools, services, recipe(), recipeOfImages()]);
  const key = createHash('sha256').update(made).digest('hex').slice(0, 12);
  const folder = await keptFolder(at.cache, 'monitoring', key, async (aside) => {
    const files = await fetchSuite(distribution, at, distribution.codename, 'monitoring', [...tools, 'busybox-static']);
    at.log(t('unpacking-monitoring'));
    await unpack(files, `${aside}/layer`);
    const suite = async (name: string) => {
      const all = await fetchSuite(distribution, at, name, 'monitoring-services', services);
      const wanted = all.filter((file) => inImages.some((one) => file.includes(`/${one}_`)));
      mkdirSync(`${aside}/suites`, { recursive: true });
      await unpack(wanted, `${aside}/suites/${name}`);
      const versions = Object.fromEntries(services.map((one) => [one, upstreamVersion(all, one)]));
      return { root: `${aside}/suites/${name}`, versions };
    };
    const older = await suite(distribution.oldSuite);
    const newer = await suite(distribution.newSuite);
    at.log(t('making-images'));
    const images = await makeImages(registryFolder(`${aside}/registry`), {
      tools: `${aside}/layer`,
      older,
      newer,
      work: `${aside}/images`,
    });
    for (const name of ['suites', 'images']) rmSync(`${aside}/${name}`, { recursive: true, force: true });
    writeFileSync(`${aside}/monitoring.json`, `${JSON.stringify(images, null, 2)}\n`);
  });
  const images = JSON.parse(readFileSync(`${folder}/monitoring.json`, 'utf8')) as MadeImage[];
  return { layer: `${folder}/layer`, registry: `${folder}/registry`, images };
}
