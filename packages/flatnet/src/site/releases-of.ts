import { resolve } from 'node:path';
import type { Recipe } from '@flatnet-maint/store';
import type { WrittenRelease } from './releases-schema.ts';
import type { SiteRelease, SiteReleases } from './site.ts';

const usualLimit = 20 * 60_000;

/** What was written there, with absolute paths: what lies somewhere, and what is built. */
export function releasesOf(
  written: readonly WrittenRelease[],
  folder: string,
): Pick<SiteReleases, 'releases' | 'recipes'> {
  const releases: SiteRelease[] = [];
  const recipes: Recipe[] = [];
  for (const { version, path: file, sha256, source: from, commit, command: argv, output, ...more } of written) {
    if (from !== undefined && commit !== undefined && argv !== undefined && output !== undefined)
      recipes.push({
        ...{ version, source: resolve(folder, from), commit, command: argv, output },
        ...{ folder: more.folder ?? null, limit: more.limit ?? usualLimit, as: more.as ?? null },
      });
    else if (file !== undefined && sha256 !== undefined)
      releases.push({ version, path: resolve(folder, file), sha256 });
  }
  return { releases, recipes };
}
