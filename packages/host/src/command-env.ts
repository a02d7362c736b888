/**
 * A command sees the same environment whoever started us: a terminal, a service, a timer. Nothing of ours leaks into
 * it, so a daemon never carries a mark by accident and no secret of the operator's shell is handed on.
 */
export function cleanEnv(given: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: searchPath(), LANG: 'C.UTF-8', HOME: process.env.HOME ?? '/root', ...given };
}

/** What an operator may use, then where servers live: /usr/sbin is not in the PATH of an ordinary user. */
function searchPath(): string {
  const own = (process.env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [...new Set([...own, ...usual])].join(':');
}

const usual = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
