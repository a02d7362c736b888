import { type Argv, type Host, MaintError, type WriteFiles } from '@flatnet-maint/core';
import type { BuildUser } from './build-user.ts';
import { lastSaid } from './last-said.ts';
import { under } from './paths.ts';
import type { Recipe } from './recipe.ts';
import { t } from './texts.ts';

/** Copying a repository of some GiB on a slow disk. */
const cloneLimit = 10 * 60_000;

/** No one is asked for a password, no network is used, and no file of the source is locked or refreshed. */
const env = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'file',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
};
/** Instead of anybody's own. The user who builds need not own the source; what is said with `-c` does not reach the other end of a clone. */
const config = ['[safe]', 'directory=*', '[core]', 'hooksPath=/dev/null', '[advice]', 'detachedHead=false', ''].join(
  '\n',
);

/**
 * The commit as a fresh clone in `folder`, whatever lies in the source's own working tree (H50): all objects are copied, so
 * also a commit that no branch names is found, and nothing that is done here reaches the source. Resolves with its path.
 */
export async function cloneCommit(
  host: Pick<Host, 'run'> & { readonly files: WriteFiles },
  user: BuildUser,
  { source, commit, version }: Recipe,
  folder: string,
): Promise<string> {
  const { uid, gid } = user;
  const [into, settings] = [under(folder, 'clone'), under(folder, 'gitconfig')];
  await host.files.write(settings, config, { uid, gid });
  const git = (...args: readonly string[]) =>
    host.run([...user.becomes, 'git', ...args] as unknown as Argv, {
      env: { ...user.env, ...env, GIT_CONFIG_GLOBAL: settings },
      limit: cloneLimit,
    });
  const looked = await git('-C', source, 'rev-parse', '--git-dir');
  if (looked.code !== 0) throw unreadable(source, version, lastSaid(looked));
  if ((await git('-C', source, 'cat-file', '-e', `${commit}^{commit}`)).code !== 0)
    throw new MaintError('E_BUILD_COMMIT', t('build-no-commit', { source, commit, version }), t('build-commit-next'));
  const cloned = await git('clone', '--quiet', '--no-hardlinks', '--no-checkout', '--template=', '--', source, into);
  if (cloned.code !== 0) throw unreadable(source, version, lastSaid(cloned));
  const out = await git('-C', into, 'checkout', '--quiet', '--detach', commit);
  if (out.code !== 0) throw unreadable(source, version, lastSaid(out));
  return into;
}

const unreadable = (source: string, version: string, said: string): MaintError =>
  new MaintError('E_BUILD_SOURCE', t('build-unreadable', { source, version, said }), t('build-source-next'));
