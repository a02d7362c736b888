import { lookAtPodman, saidByPodman } from '@flatnet-maint/actions';
import { type Candidate, describeError, type EvidencePiece, type HostView } from '@flatnet-maint/core';
import { configFiles } from './config-files.ts';
import { containerTold, maskedCompose, maskedFile } from './evidence-masks.ts';
import { addressOf, mountsOf, projectOf } from './inspect.ts';
import { kindOfImage, kinds } from './kinds.ts';
import { loadYaml } from './lazy-yaml.ts';
import { type Container, containersOf, wasStarted } from './podman.ts';
import { askVersion } from './service-version.ts';

const mostFiles = 200;
const mostBytes = 262_144;
/** A service that hangs must not cost what all the others say. */
const patience = 1_000;

/**
 * What tells of a stack: its compose file and configuration without the values of variables, what Podman knows of each
 * container without those, the ends of their logs, and the version that each service reports. Reads only.
 */
export async function evidence(found: Candidate, host: HostView): Promise<readonly EvidencePiece[]> {
  await loadYaml();
  const value = (key: string): string | null => {
    const seen = found.values.find((one) => one.key.join('.') === key)?.value;
    return typeof seen === 'string' ? seen : null;
  };
  const compose = (await host.files.real(found.path).catch(() => null)) ?? found.path;
  const project = value('project') ?? projectOf(compose);
  const pieces: EvidencePiece[] = [await text(host, compose, maskedCompose)];
  if (!(await mayAsk(host))) return pieces;
  let containers: readonly Container[] = [];
  try {
    containers = await containersOf(host, project);
  } catch (error) {
    pieces.push({ kind: 'text', as: 'podman/problem.txt', text: `${describeError(error).message}\n` });
  }
  const [files, told, versions] = await Promise.all([
    configuration(host, compose, containers),
    inspected(host, containers),
    Promise.all(containers.map((one) => versionLine(host, one))),
  ]);
  return [
    ...pieces,
    ...files,
    ...told,
    ...(versions.length === 0 ? [] : [{ kind: 'text' as const, as: 'versions.txt', text: `${versions.join('\n')}\n` }]),
    { kind: 'command', as: 'podman/containers.txt', argv: ['podman', 'ps', '-a', '--no-trunc', '--format', columns] },
    { kind: 'command', as: 'podman/volumes.txt', argv: ['podman', 'volume', 'ls'] },
    { kind: 'command', as: 'podman/images.txt', argv: ['podman', 'images', '--no-trunc'] },
    ...containers.filter(wasStarted).map(({ id, name }): EvidencePiece => {
      return { kind: 'command', as: `logs/${name}.txt`, argv: ['podman', 'logs', '--tail', '200', id] };
    }),
  ];
}

/** Not their commands, which may hold a password. */
const columns = '{{.ID}},{{.Names}},{{.Image}},{{.ImageID}},{{.Networks}},{{.Ports}},{{.Status}}';

/** Podman puts its store in order at the first command after a boot, and shows each user his own. */
async function mayAsk(host: HostView): Promise<boolean> {
  const self = (await host.processes.get(process.pid))?.uid ?? 0;
  return self === 0 && (await host.files.stat('/run/libpod/alive').catch(() => null)) !== null;
}

async function text(host: HostView, path: string, masked: (text: string, path: string) => string) {
  const as = `files${path}`;
  try {
    const { bytes = 0 } = (await host.files.stat(path)) ?? {};
    // Half a file may lack what tells that a value in it is secret.
    if (bytes > mostBytes) return { kind: 'text', as, text: `${path}\t${bytes}\n` } as const;
    return { kind: 'text', as, text: masked(await host.files.text(path), path) } as const;
  } catch (error) {
    return { kind: 'text', as, text: `${path}\n${describeError(error).message}\n` } as const;
  }
}

async function configuration(
  host: HostView,
  compose: string,
  containers: readonly Container[],
): Promise<readonly EvidencePiece[]> {
  try {
    const mounts = (await Promise.all(containers.map((one) => mountsOf(host, one)))).flat();
    const { files, unkept } = await configFiles(host, compose, mounts, []);
    const all = await Promise.all(files.slice(0, mostFiles).map(({ path }) => text(host, path, maskedFile)));
    const lines = [
      ...files.map(({ path, sha256, mode, uid, gid, live }) =>
        [sha256, mode.toString(8).padStart(4, '0'), `${uid}:${gid}`, live, path].join('\t'),
      ),
      ...unkept.map(({ path, why }) => `-\t${path}\t${why}`),
    ];
    return [...all, { kind: 'text', as: 'files.txt', text: `${lines.join('\n')}\n` }];
  } catch (error) {
    return [{ kind: 'text', as: 'files.txt', text: `${describeError(error).message}\n` }];
  }
}

/** All of it, with the values of variables left out where they stand: as such, and in the words that made the container. */
async function inspected(host: HostView, containers: readonly Container[]): Promise<readonly EvidencePiece[]> {
  if (containers.length === 0) return [];
  const out = await lookAtPodman(host, 'inspect', '--type', 'container', ...containers.map(({ id }) => id));
  try {
    const all = JSON.parse(out.stdout) as readonly { readonly Name?: string; readonly Id?: string }[];
    return all.map((one) => ({
      kind: 'text',
      as: `containers/${one.Name ?? one.Id ?? 'unnamed'}.json`,
      text: `${JSON.stringify(containerTold(one), null, 1)}\n`,
    }));
  } catch {
    return [{ kind: 'text', as: 'containers/problem.txt', text: `${saidByPodman(out)}\n` }];
  }
}

async function versionLine(host: HostView, container: Container): Promise<string> {
  const kind = kindOfImage(container.image.ref);
  const address = addressOf(container, kinds[kind].port);
  const reported = await Promise.race([
    askVersion(host, { kind, address }).catch((error) => describeError(error).message),
    host.sleep(patience).then(() => '?'),
  ]);
  const { name, status, startedAt, restarts, image } = container;
  return [name, status, startedAt, restarts, image.ref, image.id, address ?? '-', reported ?? '-'].join('\t');
}
