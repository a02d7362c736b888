import { basename, dirname, join } from 'node:path/posix';
import type { Look } from '@flatnet-maint/actions';
import { type Finding, typed } from '@flatnet-maint/core';
import { startsWithDefaultPassword } from '../grafana/default-password.ts';
import { imageDrift } from '../image-drift.ts';
import { partsOfRef, tagOf } from '../image-name.ts';
import { asides } from '../inspect.ts';
import { kindOfImage } from '../kinds.ts';
import type { Container } from '../podman.ts';
import { t } from '../texts.ts';
import { type Project, usualName } from './projects.ts';

export const remark = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });

/** A service of the compose file and the containers that bear its label. */
export interface ServiceSeen {
  readonly name: string;
  /** null = there is none, or nobody can tell which of several it is. */
  readonly container: Container | null;
  /** That a run left under a name of its own. */
  readonly aside: readonly Container[];
  readonly several: readonly Container[];
}

export const servicesOf = ({ lines, containers }: Project): readonly ServiceSeen[] =>
  lines.map(({ service }) => {
    const own = containers.filter((one) => one.service === service);
    const inPlace = own.filter(({ name }) => !asides.test(name));
    return {
      name: service,
      container: inPlace.length === 1 ? (inPlace[0] ?? null) : null,
      aside: own.filter(({ name }) => asides.test(name)),
      several: inPlace.length > 1 ? inPlace : [],
    };
  });

/** What a human should know of a stack before anything is done. Nothing of it blocks. `isSeen`: Podman was asked. */
export async function remarksOf(look: Look, project: Project, isSeen: boolean): Promise<readonly Finding[]> {
  const services = servicesOf(project);
  return [
    ...ofFile(project),
    ...(isSeen ? ofServices(project, services) : []),
    ...ofImages(project, services),
    ...(await ofUnits(look, project)),
    ...(await leftOvers(look, project)),
  ];
}

function ofFile({ compose, text, why, more, containers }: Project): readonly Finding[] {
  const others = more.join(', ');
  return [
    ...(text === null && containers.length > 0
      ? [remark('compose-gone', t('remark-compose-gone', { path: compose }), t('remark-compose-gone-next'))]
      : []),
    ...(why === null ? [] : [remark('compose-broken', why, t('compose-syntax-next', { path: compose }))]),
    ...(more.length === 0
      ? []
      : [remark('compose-several', t('remark-several-files', { compose, others }), t('remark-several-files-next'))]),
  ];
}

/** What makes its containers again, where they are gone. */
export const upCommand = (compose: string, ...services: readonly string[]): string =>
  ['podman-compose', '-f', typed(compose), 'up', '-d', ...services].join(' ');

function ofServices(project: Project, services: readonly ServiceSeen[]): readonly Finding[] {
  const { compose, containers, name: own } = project;
  if (containers.length === 0)
    return [remark('containers-absent', t('remark-no-containers', { project: own, compose }), upCommand(compose))];
  const found: Finding[] = [];
  const absent = services.filter(({ container, several }) => container === null && several.length === 0);
  for (const { name } of absent)
    found.push(
      remark(
        'service-absent',
        t('service-absent', { service: name, why: t('service-no-container') }),
        upCommand(compose, name),
      ),
    );
  const stopped = services.flatMap(({ container }) => (container === null || container.running ? [] : [container]));
  if (stopped.length > 0)
    found.push(
      remark(
        'service-stopped',
        t('remark-stopped', { names: stopped.map(({ name }) => name).join(', ') }),
        'flatnet-maint adopt monitoring --start',
      ),
    );
  for (const { name, container, several } of services) {
    const made = container === null ? null : madeName(container);
    if (several.length > 0)
      found.push(
        remark(
          'service-several',
          t('remark-several', {
            service: name,
            names: several.map((one) => one.name).join(', '),
            usual: usualName(project, name),
          }),
          t('remark-several-next', { service: name }),
        ),
      );
    else if (container !== null && made !== null && container.name !== made)
      found.push(
        remark(
          'container-renamed',
          t('remark-renamed', { service: name, container: container.name, usual: made }),
          ['podman', 'rename', typed(container.name), typed(made)].join(' '),
        ),
      );
  }
  const left = services.flatMap(({ aside }) => aside.map(({ name }) => name));
  if (left.length > 0)
    found.push(remark('containers-left', t('remark-left', { names: left.join(', ') }), t('remark-left-next')));
  const named = new Set(services.map(({ name }) => name));
  const strange = containers.filter(({ service }) => service === null || !named.has(service));
  if (strange.length > 0 && services.length > 0)
    found.push(
      remark(
        'service-unknown',
        t('remark-unknown', { names: strange.map(({ name }) => name).join(', '), compose }),
        t('remark-leave'),
      ),
    );
  return found;
}

/** The name that a container was given when it was made, also by a run that put it in the place of another. */
function madeName({ created }: Container): string | null {
  const at = created.findIndex((word) => word === '--name' || word.startsWith('--name='));
  const said = at < 0 ? undefined : created[at] === '--name' ? created[at + 1] : created[at]?.slice(7);
  return said?.replace(asides, '') ?? null;
}

/** Names under which a registry gives another image every day. */
const moving = /^(?:latest|main|master|stable|edge|nightly|dev|develop)$/;

function ofImages(project: Project, services: readonly ServiceSeen[]): readonly Finding[] {
  const { lines, compose, text } = project;
  const mutable = lines.filter(
    ({ ref }) => ref !== '' && !ref.includes('$') && partsOfRef(ref).digest === null && moving.test(tagOf(ref)),
  );
  const open = services.some(
    ({ container }) =>
      container !== null && kindOfImage(container.image.ref) === 'grafana' && startsWithDefaultPassword(container.env),
  );
  const made = services.flatMap(({ name, container }) =>
    container === null ? [] : [{ name, image: container.image }],
  );
  return [
    ...(text === null || project.why !== null ? [] : imageDrift({ path: compose, text }, made)),
    ...(mutable.length === 0
      ? []
      : [
          remark(
            'image-mutable',
            t('remark-mutable', { images: mutable.map(({ ref }) => ref).join(', ') }),
            t('remark-mutable-next'),
          ),
        ]),
    ...(open ? [remark('default-password', t('default-password'), t('default-password-next'))] : []),
  ];
}

/** Newer podman-compose names a unit on every container; only one that is there makes it again. */
async function ofUnits({ host }: Look, { containers }: Project): Promise<readonly Finding[]> {
  const units = new Map<string, string[]>();
  for (const { labels, name } of containers) {
    const unit = labels.PODMAN_SYSTEMD_UNIT?.replace(/\.service$/, '');
    if (unit !== undefined) units.set(unit, [...(units.get(unit) ?? []), name]);
  }
  const found: Finding[] = [];
  for (const [unit, names] of units) {
    const status = await host.services.status(unit).catch(() => null);
    if (status === null || status.state === 'absent') continue;
    found.push(remark('made-by-unit', t('remark-unit', { names: names.join(', '), unit }), t('made-by-unit-next')));
  }
  return found;
}

/** What hands called a copy of a file or a folder: `prometheus.bak`, `podman-compose.yml.20261101`. */
const copy = /(?:[.-](?:bak|backup|old|orig|save|prev|new|failed)\d*|~|[-._]?\d{8}(?:[-_T]?\d{4,6})?)$/i;

async function leftOvers(look: Look, { compose }: Project): Promise<readonly Finding[]> {
  const folder = dirname(compose);
  const names = (await look.names(folder)).filter((name) => copy.test(name) && name !== basename(compose));
  if (names.length === 0) return [];
  const paths = names.map((name) => join(folder, name)).join(', ');
  return [remark('left-over', t('remark-copies', { paths }), t('remark-leave'))];
}
