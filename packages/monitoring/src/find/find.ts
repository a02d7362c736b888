import { each, type Look, makeLook } from '@flatnet-maint/actions';
import type { Candidate, Found, FoundTree, HostView } from '@flatnet-maint/core';
import type { Kind, MonitoringSite } from '../facts.ts';
import { nameOf } from '../generations.ts';
import { loadYaml } from '../lazy-yaml.ts';
import { t } from '../texts.ts';
import { hasVolumes, type Seen, seenContainers } from './containers.ts';
import { findProjects, kindsOf, type Project, projectOfSite, usualName } from './projects.ts';
import { remark, remarksOf, servicesOf } from './remarks.ts';
import { valuesOf } from './values.ts';

/** Without one of these it may as well be somebody’s exporters alone. */
const telling: readonly Kind[] = ['prometheus', 'alertmanager', 'grafana', 'loki'];
const timeForCommands = 6_000;

/** Stacks find themselves: by what compose wrote on containers, running or not, and by compose files in the usual places. */
export async function find(
  host: HostView,
  { use, site }: { readonly use: readonly string[]; readonly site: MonitoringSite | null },
): Promise<Found> {
  const component = 'monitoring';
  await loadYaml();
  if (host.os === 'windows') return { component, candidates: [], remarks: [], rights: [t('find-on-windows')] };
  const look = makeLook(host, timeForCommands, /compose/i);
  const seen = await seenContainers(look);
  const projects =
    site === null
      ? (await findProjects(look, seen, use)).filter((one) => one.isChosen || isStack(one))
      : [await projectOfSite(look, seen, site)];
  const candidates = await each(projects, 2, (project) => candidateOf(look, project, seen, site));
  return { component, candidates, remarks: [], rights: look.rights() };
}

/** Projects of other things are somebody else’s. */
const isStack = (project: Project): boolean => [...kindsOf(project)].some((kind) => kind !== 'other');

async function candidateOf(
  look: Look,
  project: Project,
  { hasPodman, all, kept }: Seen,
  site: MonitoringSite | null,
): Promise<Candidate> {
  const { compose, containers, isChosen, name } = project;
  const services = servicesOf(project);
  const there = services.flatMap(({ container }) => (container === null ? [] : [container]));
  const isSeen = all !== null;
  const isRunning = isSeen
    ? there.length > 0 && there.every((one) => one.running)
    : services.length > 0 && services.every((one) => kept.includes(usualName(project, one.name)));
  const wasUp = isSeen
    ? containers.length > 0 || (hasPodman && (await hasVolumes(look, name)))
    : services.some((one) => kept.includes(usualName(project, one.name)));
  const isUsable = there.length > 0 && project.text !== null && project.why === null;
  const remarks = hasPodman
    ? await remarksOf(look, project, isSeen)
    : [remark('podman-absent', t('remark-podman-absent'), t('remark-podman-absent-next'))];
  return {
    path: compose,
    running: isRunning,
    // A file that nobody ever brought up may be a checkout, or a copy.
    sure: isChosen || (wasUp && telling.some((kind) => kindsOf(project).has(kind))),
    why: whyOf(project, isSeen),
    values: valuesOf(project, site),
    trees: project.text === null && !isUsable ? [] : [treeOf(project, isRunning)],
    remarks,
    best: isUsable ? { tree: compose, why: t(isRunning ? 'best-running' : 'best-stopped') } : null,
  };
}

function whyOf({ name, containers, lines }: Project, isSeen: boolean): string {
  if (!isSeen) return t('why-unseen', { count: lines.length });
  if (containers.length === 0) return t('why-file', { count: lines.length });
  const running = containers.filter((one) => one.running).length;
  const services = [...new Set(containers.map((one) => one.service ?? one.name))].join(', ');
  return t('why-project', { project: name, count: containers.length, running, services });
}

function treeOf(project: Project, isRunning: boolean): FoundTree {
  const { compose, why, text, modified, lines } = project;
  const made = servicesOf(project).flatMap(({ name, container }) =>
    container === null ? [] : [{ name, image: container.image }],
  );
  const written = lines.map(({ service, ref }) => ({ name: service, image: { id: '', ref } }));
  return {
    path: compose,
    role: isRunning ? 'live' : 'home',
    version: made.length > 0 ? nameOf(made) : nameOf(written),
    exe: null,
    dated: new Date(modified).toISOString(),
    test: { ok: text === null ? null : why === null, said: why ?? t('compose-can-be-read') },
    lastAccess: null,
  };
}
