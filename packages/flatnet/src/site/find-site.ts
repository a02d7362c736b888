import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';

/** Where a command was typed: what the search for the site file depends on. */
export interface Surroundings {
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The site file that was named, or the first of the usual places that holds one. */
export async function findSite(named: string | null, around: Surroundings): Promise<string> {
  if (named !== null) return resolve(around.cwd, named);
  const places = usualPlaces(around);
  for (const place of places) if (await isThere(place)) return place;
  throw new MaintError('E_SITE_ABSENT', t('site-absent', { places: places.join(', ') }), t('site-absent-next'), {
    exit: 2,
  });
}

/** In the order in which they are looked at. */
export function usualPlaces({ cwd, home, env }: Surroundings): readonly string[] {
  // The XDG rules say that a relative value is to be ignored.
  const xdg = env.XDG_CONFIG_HOME ?? '';
  const own = isAbsolute(xdg) ? xdg : join(home, '.config');
  return [join(cwd, 'flatnet.yaml'), join(own, 'flatnet-maint', 'flatnet.yaml'), '/etc/flatnet-maint/flatnet.yaml'];
}

/** A file that is there and may not be looked at is not absent: going on to the next place would use another site. */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw new MaintError('E_SITE_UNREADABLE', t('site-hidden', { path, why: String(code) }), t('site-hidden-next'), {
      exit: 2,
      cause: error,
    });
  }
}
