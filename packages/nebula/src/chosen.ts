import { basename, dirname, join } from 'node:path/posix';
import { placedFile } from '@flatnet-maint/actions';
import { type Digest, type HostView, MaintError } from '@flatnet-maint/core';
import { configFiles } from './config.ts';
import type { ChosenNebula, NamedFile, NebulaSite } from './facts.ts';
import { mainOf } from './processes.ts';
import { firstTaken } from './programs.ts';
import { t } from './texts.ts';

type Places = Pick<NebulaSite, 'program' | 'cert' | 'config' | 'service'>;

/**
 * What is meant when somebody chose a program, or the folder that holds one: with the configuration in its place, or, where
 * the program does not take that, with the one that lies with it. Certificates stay those of today. E_NEBULA_ABSENT when no
 * program is there.
 */
export async function chosenPrograms(
  host: HostView,
  place: Places,
  tree: string,
  folder: string,
): Promise<Omit<ChosenNebula, 'configFiles'>> {
  const { program, cert } = await programsAt(host, place, tree);
  const own = await configBeside(host, program, place);
  const standing = await configFiles(host, place.config);
  const config =
    own === null || own === place.config
      ? place.config
      : standing.files.length === 0
        ? own
        : (await firstTaken(host, program, [place.config, own], folder)).config;
  return {
    ...{ program, cert, config },
    standing: {
      program: await placedFile(host, place.program),
      cert: await placedFile(host, place.cert),
      config: standing.files,
      runs: await steadyProgram(host, place.service),
    },
  };
}

async function programsAt(
  host: HostView,
  place: Places,
  tree: string,
): Promise<{ readonly program: string; readonly cert: string | null }> {
  const isFile = async (path: string) => (await host.files.stat(path))?.kind === 'file';
  const real = (await host.files.real(tree)) ?? tree;
  const isFolder = (await host.files.stat(real))?.kind === 'folder';
  const [name, certName] = [basename(place.program), basename(place.cert)];
  const inside = [join(real, 'bin', name), join(real, name), join(real, 'nebula')];
  for (const path of isFolder ? inside : [real]) {
    const program = (await host.files.real(path)) ?? path;
    if (!(await isFile(program))) continue;
    // `nebula.old` comes with `nebula-cert.old`.
    const suffix = basename(path).startsWith(name) ? basename(path).slice(name.length) : '';
    const certs = [join(dirname(path), `${certName}${suffix}`), join(dirname(path), 'nebula-cert'), place.cert];
    for (const cert of certs) if (await isFile(cert)) return { program, cert };
    return { program, cert: null };
  }
  throw new MaintError('E_NEBULA_ABSENT', t('chosen-absent', { path: tree }), 'flatnet-maint init');
}

/** What lies with a program in one folder, or beside it in a kept generation; null = none does. */
async function configBeside(host: HostView, program: string, place: Places): Promise<string | null> {
  const home = dirname(program);
  if (basename(home) === 'bin') {
    const own = join(dirname(home), 'config');
    return (await configFiles(host, own).catch(() => null))?.files.length ? own : null;
  }
  const names = (await host.files.list(home)).filter((name) => /\.ya?ml$/.test(name));
  const usual = [basename(place.config), 'config.yml', 'config.yaml'].find((name) => names.includes(name));
  const one = usual ?? (names.length === 1 ? names[0] : undefined);
  return one === undefined ? null : join(home, one);
}

const kept = 'config/';

/** Its own files as they come in place: what is read together stays together. */
export async function asInPlace(
  host: HostView,
  config: string,
  from: readonly NamedFile[],
  standing: readonly NamedFile[],
): Promise<readonly NamedFile[]> {
  const stat = await host.files.stat(config);
  const isFolder = stat === null ? !/\.ya?ml$/.test(config) : stat.kind === 'folder';
  return from.map((file) => {
    const path = isFolder ? join(config, file.name.slice(kept.length)) : config;
    const there = standing.find((one) => one.path === path) ?? { mode: 0o600, uid: 0, gid: 0 };
    const { mode, uid, gid } = there;
    return { ...file, path, name: isFolder ? file.name : `${kept}${basename(path)}`, mode, uid, gid };
  });
}

const moment = 1_500;

/** What runs now and still after a moment: of what dies and is started again nothing would come back (Q8). */
async function steadyProgram(host: HostView, service: string): Promise<Digest | null> {
  const before = await mainOf(host, service);
  if (before === null) return null;
  await host.sleep(moment);
  const after = await mainOf(host, service);
  const isSame = after?.process.pid === before.process.pid && after.process.started === before.process.started;
  return isSame ? before.sha256 : null;
}
