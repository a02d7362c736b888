import { type Generation, MaintError, type Release } from '@flatnet-maint/core';
import { imageLines } from './compose-file.ts';
import type { KeptService, MonitoringFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { namedAs, withTag } from './image-name.ts';
import { t } from './texts.ts';

const form = /^[\w][\w.-]{0,127}(@sha256:[0-9a-f]{64})?$/;

/** `prometheus=v2.53.3,alertmanager=v0.28.1`: which services become which image. */
export function asked(facts: MonitoringFacts, request: string): Release {
  const names = facts.services.map(({ name }) => name);
  const wanted = new Map<string, string>();
  for (const pair of request.split(',')) {
    const [, service = '', tag = ''] = /^([^=]+)=(.+)$/.exec(pair.trim()) ?? [];
    if (service === '' || !form.test(tag))
      throw refused(t('asked-form', { request, services: names.join(', ') }), facts);
    const gone = facts.absent.find((one) => one.service === service);
    if (gone !== undefined) throw refused(t('asked-absent', { service, why: gone.why }), facts);
    if (!names.includes(service)) throw refused(t('asked-unknown', { service, services: names.join(', ') }), facts);
    if (wanted.has(service)) throw refused(t('asked-twice', { service }), facts);
    wanted.set(service, tag);
  }
  const images = [...wanted].map(([service, tag]): WantedImage => {
    const written = withTag(writtenOf(facts, service), tag);
    return { service, written, ref: namedAs(written, runningOf(facts, service)), id: null, kept: null };
  });
  const version = images
    .map(
      ({ service, ref }) =>
        `${service}=${ref.slice(ref.lastIndexOf(':', ref.includes('@') ? ref.indexOf('@') : undefined) + 1)}`,
    )
    .join(',');
  return releaseOf(version, images);
}

/** One service of a kept generation, as a request. */
export function part(facts: MonitoringFacts, kept: Generation, name: string): Release {
  const own = partsOf(kept).services.find((one) => one.name === name);
  if (own === undefined) {
    const services = partsOf(kept)
      .services.map((one) => one.name)
      .join(', ');
    throw new MaintError(
      'E_PART_UNKNOWN',
      t('part-unknown', { name, id: kept.id, services }),
      `flatnet-maint snapshots ${kept.component}`,
      { exit: 2 },
    );
  }
  if (!facts.services.some((one) => one.name === name))
    throw new MaintError(
      'E_PART_UNKNOWN',
      t('asked-absent', { service: name, why: t('service-no-container') }),
      'flatnet-maint status',
      { exit: 2 },
    );
  const { id, ref } = own.image;
  const written = namedAs(ref, writtenOf(facts, name));
  return releaseOf(`${name}=${ref}`, [{ service: name, written, ref, id, kept: own }]);
}

/** The image that the compose file names, which a tag is put on. */
const writtenOf = (facts: MonitoringFacts, service: string): string =>
  imageLines(facts.compose.text, facts.compose.path).find((line) => line.service === service && line.ref !== '')?.ref ??
  runningOf(facts, service);

const runningOf = ({ services }: MonitoringFacts, service: string): string =>
  services.find(({ name }) => name === service)?.image.ref ?? '';

/** What stands in `holds` of such a release: one entry for each service, its image by id. */
export interface WantedImage {
  readonly service: string;
  /** As the compose file is to name it, which may be short. */
  readonly written: string;
  /** As Podman records it. */
  readonly ref: string;
  /** null = it is not in hand yet. */
  readonly id: string | null;
  /** Of a kept service: how its container was made. */
  readonly kept: KeptService | null;
}

const releaseOf = (version: string, images: readonly WantedImage[]): Release => ({
  component: 'monitoring',
  version,
  path: '',
  sha256: '',
  holds: images.map(entryOf),
});

export const entryOf = (image: WantedImage) => ({
  path: image.service,
  sha256: image.id ?? '',
  bytes: 0,
  mode: 0,
  text: JSON.stringify(image),
});

export const wantedImages = ({ holds = [] }: Release): readonly WantedImage[] =>
  holds.map(({ text = 'null' }) => JSON.parse(text) as WantedImage);

const refused = (message: string, { services }: MonitoringFacts): MaintError =>
  new MaintError('E_VERSION_FORM', message, t('asked-next', { service: services[0]?.name ?? 'prometheus' }), {
    exit: 2,
  });
