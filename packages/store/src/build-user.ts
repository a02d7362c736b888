import { type Host, MaintError, type ReadFiles } from '@flatnet-maint/core';
import type { Recipe } from './recipe.ts';
import { t } from './texts.ts';

/** Who builds, and how a program becomes his. */
export interface BuildUser {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  /** Goes before a program and its arguments. */
  readonly becomes: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A build runs what strangers wrote: it is done by the owner of the source, or by whom the site file names, and never by
 * root unless the source is root's own. `uid`: who we are.
 */
export async function buildUser(
  host: Pick<Host, 'query'> & { readonly files: ReadFiles },
  { source, as, version }: Recipe,
  uid: number,
): Promise<BuildUser> {
  const real = await host.files.real(source);
  const stat = real === null ? null : await host.files.stat(real);
  if (stat?.kind !== 'folder')
    throw new MaintError('E_BUILD_SOURCE', t('build-no-source', { source, version }), t('build-source-next'));
  const named = as ?? String(stat.uid);
  const { code, stdout } = await host.query(['getent', 'passwd', named], { limit: 10_000 });
  const [name, , id, group, , home] = stdout.trim().split(':');
  if (code !== 0 || name === undefined || id === undefined || group === undefined || home === undefined)
    throw new MaintError('E_BUILD_USER', t('build-no-user', { user: named, version }), t('build-user-next'));
  const user = { uid: Number(id), gid: Number(group), home };
  if (user.uid === 0 && stat.uid !== 0)
    throw new MaintError('E_BUILD_ROOT', t('build-root', { source, version }), t('build-user-next'));
  const env = { HOME: home, USER: name, LOGNAME: name, PATH: searchPath(home) };
  if (user.uid === uid) return { ...user, becomes: [], env };
  if (uid !== 0) throw new MaintError('E_BUILD_USER', t('build-not-root', { user: name, version }), t('build-sudo'));
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups', '--inh-caps=-all'];
  return { ...user, becomes: ['setpriv', ...ids, '--'], env };
}

/** The same whoever starts us: what the user installed for himself, then what the system has. */
const searchPath = (home: string): string =>
  [
    ...['.cargo/bin', '.local/bin', 'go/bin'].map((folder) => `${home}/${folder}`),
    ...['/usr/local/sbin', '/usr/local/bin', '/usr/local/go/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  ].join(':');
