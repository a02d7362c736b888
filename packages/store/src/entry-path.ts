import { archiveError } from './archive-error.ts';
import { reservedReason } from './reserved-name.ts';
import { t } from './texts.ts';

/**
 * In bytes. The first is what file systems take; the second leaves room, in what the systems take, for the folder that
 * it is unpacked into. Beyond it nobody packs, and a path of a million folders would take all memory to look at.
 */
const NAME_MOST = 255;
export const PATH_MOST = 1024;

/**
 * An entry's path as clean names, `[]` for the root. Anything that could lead out, or be another name on another system,
 * is refused rather than repaired: a repaired name is not what its maker tested.
 */
export function entryPath(release: string, path: string): readonly string[] {
  if (Buffer.byteLength(path) > PATH_MOST)
    throw archiveError('NAME', t('archive-long', { path: release, entry: beginning(path), most: PATH_MOST }));
  const quoted = JSON.stringify(path);
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\')) {
    throw archiveError('ABSOLUTE', t('archive-absolute', { path: release, entry: quoted }));
  }
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..') || /(^|\\)\.\.(\\|$)/.test(path)) {
    throw archiveError('TRAVERSAL', t('archive-traversal', { path: release, entry: quoted }));
  }
  for (const name of names) {
    if (Buffer.byteLength(name) > NAME_MOST)
      throw archiveError('NAME', t('archive-long', { path: release, entry: beginning(name), most: NAME_MOST }));
    const reason = reservedReason(name);
    if (reason)
      throw archiveError(
        'NAME',
        t('archive-name', { path: release, entry: quoted, name: JSON.stringify(name), reason }),
      );
  }
  return names;
}

const beginning = (path: string): string => JSON.stringify(`${path.slice(0, 60)}…`);

/** The key under which a case-blind file system (Windows, macOS) finds a path; also one for the two spellings of `é`. */
export const caseKey = (path: string): string => path.toUpperCase().toLowerCase().normalize('NFC');
