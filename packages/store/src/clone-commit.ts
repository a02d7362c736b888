import { type Argv, type Host, MaintError } from '@flatnet-maint/core';
import type { BuildUser } from './build-user.ts';
import { lastSaid } from './last-said.ts';
import type { Recipe } from './recipe.ts';
import { t } from './texts.ts';

/** Copying a repository of some GiB on a slow disk. */
const cloneLimit = 10 * 60_000;

/** Nothing of anybody's configuration counts, no one is asked for a password, and no file of the source is locked or refreshed. */
const env = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'file',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
};

/**
 * The commit as a fresh clone at `into`, whatever lies in the source's own working tree (H50): all objects are copied, so
 * also a commit that no branch names is found, and nothing that is done here reaches the source.
 */
export async function cloneCommit(
  host: Pick<Host, 'run'>,
  user: BuildUser,
  { source, commit, version }: Recipe,
  into: string,
): Promise<void> {
  const git = (...args: readonly string[]) => {
    // The user who builds need not be the owner.
    const argv = [...user.becomes, 'git', '-c', 'safe.directory=*', '-c', 'core.hooksPath=/dev/null', ...args];
    return host.run(argv as unknown as Argv, { env: { ...user.env, ...env }, limit: cloneLimit });
  };
  const looked = await git('-C', source, 'rev-parse', '--git-dir');
  if (looked.code !== 0) throw unreadable(source, version, lastSaid(looked));
  if ((await git('-C', source, 'cat-file', '-e', `${commit}^{commit}`)).code !== 0)
    throw new MaintError('E_BUILD_COMMIT', t('build-no-commit', { source, commit, version }), t('build-commit-next'));
  const cloned = await git('clone', '--quiet', '--no-hardlinks', '--no-checkout', '--template=', '--', source, into);
  if (cloned.code !== 0) throw unreadable(source, version, lastSaid(cloned));
  const out = await git('-C', into, '-c', 'advice.detachedHead=false', 'checkout', '--quiet', '--detach', commit);
  if (out.code !== 0) throw unreadable(source, version, lastSaid(out));
}

const unreadable = (source: string, version: string, said: string): MaintError =>
  new MaintError('E_BUILD_SOURCE', t('build-unreadable', { source, version, said }), t('build-source-next'));
