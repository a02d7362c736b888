import type { HostView, ProcessInfo } from '@flatnet-maint/core';

/** The nginx processes of one tree, as the system shows them. The title tells the role, never a path. */
export interface Nginx {
  readonly masters: readonly ProcessInfo[];
  readonly workers: readonly ProcessInfo[];
  /** Workers that hold a listening socket: only these take new connections. */
  readonly accepting: readonly ProcessInfo[];
  readonly all: readonly ProcessInfo[];
}

/** Windows shows its own separator and any case, where a path begins with a drive. */
const plain = (path: string): string => (/^[A-Za-z]:/.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path);
export const isUnder = (path: string | null, root: string): boolean =>
  path !== null && plain(path).startsWith(`${plain(root)}/`);

export async function nginxUnder(host: HostView, ...roots: readonly string[]): Promise<Nginx> {
  const list = await host.processes.list();
  const all = list.filter((p) => !p.zombie && roots.some((root) => isUnder(p.exe, root)));
  if (all.length === 0) return { masters: [], workers: [], accepting: [], all };
  const workers = all.filter((p) => p.argv[0]?.startsWith('nginx: worker process') === true);
  const masters = all.filter((p) => p.argv[0]?.startsWith('nginx: master process') === true);
  const listeners = await host.processes.listeners(workers.map((p) => p.pid));
  const holders = new Set(listeners.flatMap((listener) => listener.pids));
  return { masters, workers, accepting: workers.filter((p) => holders.has(p.pid)), all };
}
