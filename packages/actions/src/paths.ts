const isWindows = (path: string): boolean => /^([A-Za-z]:|\\\\)/.test(path);

/** The folder that holds a path. A backslash is a name's character on posix and a separator on Windows. */
export function folderOf(path: string): string {
  const whole = path.replace(isWindows(path) ? /[/\\]+$/ : /\/+$/, '');
  const cut = Math.max(whole.lastIndexOf('/'), isWindows(path) ? whole.lastIndexOf('\\') : -1);
  return cut < 0 ? '.' : cut === 0 ? whole.slice(0, 1) : whole.slice(0, cut);
}

/** Whether a path lies below a folder; both separators and any case are the same name on Windows. */
export function isBelow(path: string, folder: string): boolean {
  const plain = (text: string) => (isWindows(folder) ? text.replaceAll('\\', '/').toLowerCase() : text);
  return plain(path).startsWith(`${plain(folder).replace(/\/+$/, '')}/`);
}
