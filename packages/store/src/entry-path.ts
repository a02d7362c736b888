import { archiveError } from './archive-error.ts';
import { reservedReason } from './reserved-name.ts';

/**
 * An entry's path as clean names, `[]` for the root. Anything that could lead out, or be another name on another system,
 * is refused rather than repaired: a repaired name is not what its maker tested.
 */
export function entryPath(release: string, path: string): readonly string[] {
  const quoted = JSON.stringify(path);
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\')) {
    throw archiveError('ABSOLUTE', `${release} holds ${quoted}, which is an absolute path.`);
  }
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..') || /(^|\\)\.\.(\\|$)/.test(path)) {
    throw archiveError('TRAVERSAL', `${release} holds ${quoted}, which leads out of its own folder.`);
  }
  for (const name of names) {
    const reason = reservedReason(name);
    if (reason) throw archiveError('NAME', `${release} holds ${quoted}: the name ${JSON.stringify(name)} ${reason}.`);
  }
  return names;
}

/** The key under which a case-blind file system (Windows, macOS) finds a path; also one for the two spellings of `é`. */
export const caseKey = (path: string): string => path.toUpperCase().toLowerCase().normalize('NFC');
