import { join, resolve } from 'node:path';
import { MaintError, typed } from '@flatnet-maint/core';
import { findSite, type Surroundings } from '../site/find-site.ts';

export interface SitePlace {
  readonly path: string;
  /** What a later command must be told to use it: ` --site FILE`, or nothing. */
  readonly more: string;
}

/** Where the site file is, or is to be: as named, else in use, else for the whole host, else for this folder. */
export async function sitePlace(named: string | null, around: Surroundings, isRoot: boolean): Promise<SitePlace> {
  const used = await findSite(null, around).catch((error: unknown) => {
    if (named !== null || (error instanceof MaintError && error.code === 'E_SITE_ABSENT')) return null;
    throw error;
  });
  if (named !== null) {
    const path = resolve(around.cwd, named);
    return { path, more: path === used ? '' : ['', '--site', typed(path)].join(' ') };
  }
  return {
    path: used ?? (isRoot ? '/etc/flatnet-maint/flatnet.yaml' : join(around.cwd, 'flatnet.yaml')),
    more: '',
  };
}
