import { archiveError } from './archive-error.ts';
import { reservedReason } from './reserved-name.ts';
import { t } from './texts.ts';

/**
 * An entry's path as clean names, `[]` for the root. Anything that could lead out, or be another name on another system,
 * is refused rather than repaired: a repaired name is not what its maker tested.
 */
export function entryPath(release: string, path: string): readonly string[] {
  const quoted = JSON.stringify(path);
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\')) {
    throw archiveError('ABSOLUTE', t('archive-absolute', { path: release, entry: quoted }));
  }
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..') || /(^|\\)\.\.(\\|$)/.test(path)) {
    throw archiveError('TRAVERSAL', t('archive-traversal', { path: release, entry: quoted }));
  }
  for (const name of names) {
    const reason = reservedReason(name);
    if (reason)
      throw archiveError(
        'NAME',
        t('archive-name', { path: release, entry: quoted, name: JSON.stringify(name), reason }),
      );
  }
  return names;
}

/** The key under which a case-blind file system (Windows, macOS) finds a path; also one for the two spellings of `é`. */
export const caseKey = (path: string): string => path.toUpperCase().toLowerCase().normalize('NFC');
