import { type Argv, type Host, MaintError, type Output, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { type BuildUser, buildUser } from './build-user.ts';
import { cloneCommit } from './clone-commit.ts';
import { lastSaid, saidUntil } from './last-said.ts';
import { under } from './paths.ts';
import { type Recipe, shortCommit } from './recipe.ts';
import { t } from './texts.ts';
import { refuseLarge } from './too-large.ts';

/** A host for one build: what the build leaves running is ended when it is given back. */
export type BuildHost = Pick<Host, 'run' | 'query'> & { readonly files: WriteFiles };

/**
 * Builds a release in `folder`, which is made for it: a clean clone of the one commit, the command in it, and the bytes of
 * what it left. Nothing of an earlier build is there that could be taken for its output (H51). Refused with the last lines
 * of what was said; who calls removes the folder.
 */
export async function buildRelease(
  host: BuildHost,
  recipe: Recipe,
  { folder, uid }: { readonly folder: string; readonly uid: number },
): Promise<Uint8Array> {
  const { files } = host;
  const user = await buildUser(host, recipe, uid);
  const own = { mode: 0o700, uid: user.uid, gid: user.gid };
  const temporary = under(folder, 'tmp');
  await files.makeFolder(folder, own);
  await files.makeFolder(temporary, own);
  const clone = await cloneCommit(host, user, recipe, folder);

  const place = recipe.folder ?? '.';
  const cwd = await inClone(files, clone, place, 'folder');
  if (cwd === null) {
    const message = t('build-no-folder', { ...named(recipe), folder: place });
    throw new MaintError('E_BUILD_FOLDER', message, t('build-folder-next'));
  }
  const { output } = recipe;
  // A file of the commit is not what the command made.
  if ((await files.stat(under(cwd, output))) !== null)
    throw new MaintError(
      'E_BUILD_OUTPUT',
      t('build-output-before', { ...named(recipe), output }),
      t('build-output-next'),
    );
  const ended = await commanded(host, user, recipe, { cwd, temporary });
  const found = await inClone(files, clone, `${place}/${output}`, 'file');
  if (found === null) {
    const message = t('build-no-output', { ...named(recipe), output, said: lastSaid(ended) });
    throw new MaintError('E_BUILD_OUTPUT', message, t('build-output-next'));
  }
  refuseLarge(output, (await files.stat(found))?.bytes ?? 0, ARCHIVE_LIMITS);
  return files.read(found, { max: ARCHIVE_LIMITS.bytes });
}

async function commanded(
  host: BuildHost,
  user: BuildUser,
  recipe: Recipe,
  { cwd, temporary }: { readonly cwd: string; readonly temporary: string },
): Promise<Output> {
  const { limit } = recipe;
  const argv = [...user.becomes, ...recipe.command] as unknown as Argv;
  const command = recipe.command.join(' ');
  const ended = await host
    .run(argv, { cwd, env: { ...user.env, TMPDIR: temporary }, limit })
    .catch((error: unknown): never => {
      if (!(error instanceof MaintError) || error.code !== 'E_LIMIT') throw error;
      const values = { ...named(recipe), command, seconds: limit / 1000, said: lastSaid(saidUntil(error)) };
      throw new MaintError('E_BUILD_LIMIT', t('build-limit', values), t('build-limit-next'), { cause: error });
    });
  if (ended.code === 0) return ended;
  const values = { ...named(recipe), command, code: String(ended.code ?? ended.signal), said: lastSaid(ended) };
  throw new MaintError('E_BUILD_FAILED', t('build-failed', values), t('build-failed-next'));
}

/** The real path of what lies in the clone; null when it is not there, is something else, or leads out: into a live checkout, for instance. */
async function inClone(files: ReadFiles, clone: string, path: string, kind: 'file' | 'folder'): Promise<string | null> {
  const [top, real] = [await files.real(clone), await files.real(under(clone, path))];
  if (top === null || real === null || (real !== top && !real.startsWith(`${top}/`))) return null;
  return (await files.stat(real))?.kind === kind ? real : null;
}

const named = ({ version, commit }: Recipe) => ({ version, commit: shortCommit(commit) });
