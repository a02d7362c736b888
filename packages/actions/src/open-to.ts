import { join } from 'node:path/posix';
import type { Look } from './look.ts';

/** The first part of the real path that somebody else owns, or that everybody may write; null = none. */
export async function openTo(
  look: Pick<Look, 'real' | 'entry'>,
  path: string,
  owners: ReadonlySet<number>,
): Promise<string | null> {
  const real = await look.real(path);
  if (real === null) return null;
  let part = '/';
  for (const name of ['', ...real.split('/').slice(1)]) {
    part = join(part, name);
    const stat = await look.entry(part);
    if (stat === null) continue;
    // In a folder like /tmp nobody takes away what is another's.
    const isShared = stat.kind === 'folder' && (stat.mode & 0o1000) !== 0;
    if (!owners.has(stat.uid) || ((stat.mode & 0o002) !== 0 && !isShared)) return part;
  }
  return null;
}
