/** Joined with `/`, which every driver takes, also the one for Windows. `''` names the root itself. */
export function under(root: string, path: string): string {
  if (path === '') return root;
  return /[/\\]$/.test(root) ? `${root}${path}` : `${root}/${path}`;
}

const trimmed = (path: string): string => (path.length > 1 ? path.replace(/[/\\]+$/, '') || '/' : path);

// A backslash is a name's character on posix and a separator on Windows, where a path begins with a drive or `\\`.
const lastCut = (path: string): number =>
  /^([A-Za-z]:|\\\\)/.test(path) ? Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) : path.lastIndexOf('/');

/** The last name of a path. */
export function nameOf(path: string): string {
  const whole = trimmed(path);
  return whole.slice(lastCut(whole) + 1);
}

/** The folder that holds a path; `.` for a bare name. */
export function folderOf(path: string): string {
  const whole = trimmed(path);
  const cut = lastCut(whole);
  return cut < 0 ? '.' : cut === 0 ? whole.slice(0, 1) : whole.slice(0, cut);
}

/**
 * The name for what is being made, beside its final place so that one rename finishes it (H81). A place that bears such
 * a name already belongs to somebody who will rename it himself; it is its own.
 */
export const partialOf = (path: string): string =>
  trimmed(path).endsWith('.partial') ? path : `${trimmed(path)}.partial`;

/** Order by the bytes of UTF-8, as `LC_ALL=C sort` has it; JavaScript's own order differs beyond U+FFFF. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
