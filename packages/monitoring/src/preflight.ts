import { type Finding, type Generation, type Release, sha256, typed } from '@flatnet-maint/core';
import { wantedImages } from './asked.ts';
import { imageLines } from './compose-file.ts';
import { dataPlaces, fateOf } from './cutover.ts';
import type { KeptService, MonitoringFacts, MonitoringReadings } from './facts.ts';
import { imageDrift } from './image-drift.ts';
import { crossing } from './migrations.ts';
import { replaced } from './stage.ts';
import { t } from './texts.ts';

/** What stands in the way, and what is to be known before. */
export function preflight(
  facts: MonitoringFacts,
  readings: MonitoringReadings,
  want: { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' },
): readonly Finding[] {
  const { services } = facts;
  if (!readings.mayWrite) return [blocking('no-permission', t('no-permission', { uid: readings.uid }), t('sudo'))];
  if (services.length === 0)
    return [
      blocking(
        'stack-absent',
        t('stack-absent', { project: facts.project, path: facts.compose.path }),
        t('stack-absent-next'),
      ),
    ];
  const next = nextServices(facts, want);
  return [
    ...facts.absent.map(({ service, why }) =>
      telling('service-absent', t('service-absent', { service, why }), t('service-absent-next', { service })),
    ),
    ...imageDrift(facts.compose, services),
    ...('adopts' in want && want.adopts === 'started' && readings.services.every(({ running }) => running)
      ? [blocking('runs-already', t('runs-already'), 'flatnet-maint adopt monitoring')]
      : []),
    ...('release' in want ? notEditable(facts, want.release) : []),
    ...next.flatMap((service) => [
      ...dataFindings(facts, service),
      ...fixedData(facts, readings, service),
      ...madeOtherwise(facts, service),
    ]),
    ...readings.unkept.map(({ path, why }) => telling('not-kept', t('not-kept', { path, why }), t('not-kept-next'))),
    ...(services.some(({ kind }) => kind === 'grafana') && facts.grafana.password === null
      ? [telling('login-not-asked', t('login-not-asked'), t('login-not-asked-next'))]
      : []),
    ...(readings.defaultPassword
      ? [telling('default-password', t('default-password'), t('default-password-next'))]
      : []),
  ];
}

function nextServices(facts: MonitoringFacts, want: Parameters<typeof preflight>[2]): readonly KeptService[] {
  if ('generation' in want) return replaced(facts, want.generation);
  if ('adopts' in want) return [];
  return wantedImages(want.release).flatMap(({ service, ref, id }) => {
    const now = facts.services.find(({ name }) => name === service);
    return now === undefined ? [] : [{ ...now, image: { id: id ?? '', ref } }];
  });
}

function notEditable({ compose }: MonitoringFacts, release: Release): readonly Finding[] {
  const lines = imageLines(compose.text, compose.path);
  // Written back as text, bytes that are no UTF-8 would be lost.
  if (sha256(compose.text) !== compose.sha256)
    return [
      blocking(
        'compose-encoding',
        t('compose-encoding', { path: compose.path }),
        t('compose-encoding-next', { path: typed(compose.path) }),
      ),
    ];
  return wantedImages(release).flatMap(({ service }) => {
    const why = lines.find((line) => line.service === service)?.why ?? null;
    return why === null
      ? []
      : [blocking('compose-image', t('compose-edit', { path: compose.path, service, why }), t('compose-edit-next'))];
  });
}

/** A jump that no version can read back, and a return without the data that it needs. */
function dataFindings(facts: MonitoringFacts, next: KeptService): readonly Finding[] {
  const now = facts.services.find(({ name }) => name === next.name);
  if (now === undefined) return [];
  const values = { service: now.name, from: now.image.ref, to: next.image.ref };
  const found = crossing(now.kind, now.image.ref, next.image.ref);
  if (found?.way === 'forward' && found.stone !== null)
    return [
      {
        ...blocking(`one-way-${now.name}`, t('one-way', values), t('one-way-next', { stone: found.stone })),
        waivable: true,
      },
    ];
  if (fateOf(facts, now, next)?.is === 'lost')
    return [{ ...blocking(`no-data-${now.name}`, t('no-data', values), t('no-data-next', values)), waivable: true }];
  return [];
}

/** Data that is to be copied or put back, where that cannot be done: a way back without it would be none. */
function fixedData(facts: MonitoringFacts, { fixed }: MonitoringReadings, next: KeptService): readonly Finding[] {
  const now = facts.services.find(({ name }) => name === next.name);
  const fate = now === undefined ? null : fateOf(facts, now, next);
  if (now === undefined || fate === null || fate.is === 'lost') return [];
  const sources = dataPlaces(now).map(({ source }) => source);
  const [place] = fixed.filter(({ path }) => sources.includes(path));
  if (place === undefined) return [];
  const values = { service: now.name, ...place };
  return [blocking(`data-mounted-${now.name}`, t('data-mounted', values), t('data-mounted-next', values))];
}

/** Containers that something else makes again or holds on to. */
function madeOtherwise({ compose, services }: MonitoringFacts, { name }: KeptService): readonly Finding[] {
  const own = services.find((one) => one.name === name);
  const words = own?.recipe.options ?? [];
  const dependents = services.filter(
    ({ recipe, name: other }) => other !== name && requires(recipe.options).includes(own?.container ?? ''),
  );
  const attached = services
    .filter(({ recipe, name: other }) => other !== name && sharedWith(recipe.options).includes(own?.container ?? ''))
    .map((one) => one.name);
  const up = { path: typed(compose.path), services: [name, ...attached].join(' ') };
  return [
    ...(attached.length > 0
      ? [
          blocking(
            `attached-${name}`,
            t('attached-to', { service: name, others: attached.join(', ') }),
            t('attached-to-next', up),
          ),
        ]
      : []),
    ...(words.some((word) => madeByUnit.test(word))
      ? [blocking(`unit-${name}`, t('made-by-unit', { service: name }), t('made-by-unit-next'))]
      : []),
    ...(dependents.length > 0
      ? [
          blocking(
            `required-${name}`,
            t('required-by', { service: name, others: dependents.map((one) => one.name).join(', ') }),
            t('required-by-next', { services: dependents.map((one) => one.name).join(', ') }),
          ),
        ]
      : []),
  ];
}

/** Newer podman-compose names a unit of its own on every container, also where there is none. */
const madeByUnit = /^PODMAN_SYSTEMD_UNIT=(?!podman-compose@)/;

const requires = (options: readonly string[]): readonly string[] =>
  options.flatMap((word, at) => (options[at - 1] === '--requires' ? word.split(',') : []));

const shared = /^--(net|network|pid|ipc|uts|userns|cgroupns|volumes-from)$/;

/** Containers whose network, processes or volumes these options borrow: `--network container:NAME`, `--volumes-from NAME:ro`. */
const sharedWith = (options: readonly string[]): readonly string[] =>
  options.flatMap((word, at) => {
    const [, option = ''] = shared.exec(options[at - 1] ?? '') ?? [];
    const [, container] = (option === 'volumes-from' ? /^([^:]+)/ : /^container:(.+)$/).exec(word) ?? [];
    return option === '' || container === undefined ? [] : [container];
  });

const blocking = (id: string, message: string, next: string): Finding => ({ id, blocks: true, message, next });
const telling = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });
