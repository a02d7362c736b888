import { basename, join, normalize } from 'node:path/posix';
import { each, type Look, textOf } from '@flatnet-maint/actions';
import { describeError, type Millis } from '@flatnet-maint/core';
import { type ImageLine, imageLines } from '../compose-file.ts';
import type { Kind, MonitoringSite } from '../facts.ts';
import { projectOf } from '../inspect.ts';
import { kindOfImage } from '../kinds.ts';
import { yaml } from '../lazy-yaml.ts';
import type { Container } from '../podman.ts';
import type { Seen } from './containers.ts';

/** A compose project: its file, there or not, and the containers that were made of it. */
export interface Project {
  readonly compose: string;
  readonly name: string;
  /** null = it is not there, or may not be read. */
  readonly text: string | null;
  readonly modified: Millis;
  readonly lines: readonly ImageLine[];
  /** Why nothing can be made of the file; null = it can. */
  readonly why: string | null;
  readonly containers: readonly Container[];
  /** Other files that it was made of as well. */
  readonly more: readonly string[];
  readonly isChosen: boolean;
}

/** As podman-compose looks for them. */
const names = ['compose', 'podman-compose', 'docker-compose', 'container-compose'].flatMap((name) => [
  `${name}.yaml`,
  `${name}.yml`,
]);
/** Where the manual has it, in a home or not. */
const places = ['prj/flatnet/monitoring', 'flatnet/monitoring'];
const tops = ['/srv', '/opt', '/root'];
const most = 1_048_576;

/** Projects by the labels of their containers, and by files in the usual places and in those that somebody chose. */
export async function findProjects(look: Look, { all }: Seen, use: readonly string[]): Promise<readonly Project[]> {
  const homes = (await look.names('/home')).map((name) => join('/home', name));
  const usual = [...tops, ...homes].flatMap((top) => places.map((place) => join(top, place)));
  const chosen = (await each(use, 4, (path) => fileAt(look, normalize(path).replace(/(?<=.)\/+$/, '')))).flat();
  const byFile = new Map<string, { name: string; containers: Container[]; more: readonly string[] }>();
  const real = async (path: string) => (await look.real(path)) ?? path;
  const ofOne = Map.groupBy(
    (all ?? []).filter(({ project }) => project !== null),
    ({ project }) => project ?? '',
  );
  for (const [name, containers] of ofOne) {
    const [file, ...more] = filesOf(containers);
    if (file !== undefined) byFile.set(await real(file), { name, containers, more });
  }
  const files = (await each(usual, 4, (folder) => fileAt(look, folder))).flat();
  for (const path of [...chosen, ...files]) {
    const file = await real(path);
    if (!byFile.has(file)) byFile.set(file, { name: projectOf(file), containers: [], more: [] });
  }
  const named = new Set(await Promise.all(chosen.map(real)));
  return each([...byFile], 4, ([compose, own]) => read(look, { compose, ...own, isChosen: named.has(compose) }));
}

/** The project that a site file means. */
export async function projectOfSite(look: Look, { all }: Seen, site: MonitoringSite): Promise<Project> {
  const compose = (await look.real(site.compose)) ?? site.compose;
  const name = site.project ?? projectOf(compose);
  const containers = (all ?? []).filter(({ project }) => project === name);
  return read(look, { compose, name, containers, more: filesOf(containers).slice(1), isChosen: true });
}

async function read(
  look: Look,
  own: Pick<Project, 'compose' | 'name' | 'containers' | 'more' | 'isChosen'>,
): Promise<Project> {
  const text = await textOf(look, own.compose, most);
  const modified = (await look.stat(own.compose))?.modified ?? 0;
  if (text === null) return { ...own, text, modified, lines: [], why: null };
  try {
    return { ...own, text, modified, lines: imageLines(text, own.compose), why: null };
  } catch (error) {
    return { ...own, text, modified, lines: [], why: describeError(error).message };
  }
}

/** The compose files that a container was made of, the first one first. */
function filesOf(containers: readonly Container[]): readonly string[] {
  for (const { labels } of containers) {
    const folder = labels['com.docker.compose.project.working_dir'] ?? '';
    const written = labels['com.docker.compose.project.config_files'] ?? '';
    const files = written.split(',').filter(Boolean);
    const paths = files.map((file) => (file.startsWith('/') ? file : join(folder, file)));
    if (paths.length > 0 && paths.every((path) => path.startsWith('/'))) return paths;
  }
  return [];
}

/** The compose file of a folder, or the file itself. */
async function fileAt(look: Look, path: string): Promise<readonly string[]> {
  const stat = await look.stat(path);
  if (stat?.kind === 'file') return /\.ya?ml$/.test(basename(path)) ? [path] : [];
  if (stat?.kind !== 'folder') return [];
  const there = await look.names(path);
  const first = names.find((name) => there.includes(name));
  return first === undefined ? [] : [join(path, first)];
}

/** What its images are, by those of the file and of the containers. */
export const kindsOf = ({ lines, containers }: Project): ReadonlySet<Kind> =>
  new Set([...lines.map(({ ref }) => ref), ...containers.map(({ image }) => image.ref)].map(kindOfImage));

/** The name that compose gives the container of a service: the one that the file says, else one that it makes. */
export function usualName({ text, name, why }: Pick<Project, 'text' | 'name' | 'why'>, service: string): string {
  const said =
    why === null
      ? yaml()
          .parseDocument(text ?? '')
          .getIn(['services', service, 'container_name'])
      : null;
  return typeof said === 'string' && !said.includes('$') ? said : `${name}_${service}_1`;
}
