import type { HostView, ProcessInfo } from '@flatnet-maint/core';

/**
 * Who runs the program: processes of the service, and others. One program may well serve several networks, each by a service
 * of its own, and those are nobody's to end.
 */
export async function processesOf(
  host: HostView,
  { program, service }: { readonly program: string; readonly service: string },
): Promise<{ readonly ours: readonly ProcessInfo[]; readonly others: readonly ProcessInfo[] }> {
  const ours: ProcessInfo[] = [];
  const others: ProcessInfo[] = [];
  for (const one of await host.processes.list()) {
    if (one.zombie || one.exe !== program) continue;
    ((await host.services.of(one.pid)) === bare(service) ? ours : others).push(one);
  }
  return { ours, others };
}

/** The process that the service runs now, with the bytes of its program; null = none, or it ended meanwhile. */
export async function mainOf(
  host: HostView,
  service: string,
): Promise<{ readonly process: ProcessInfo; readonly sha256: string } | null> {
  const { pid, state } = await host.services.status(service);
  const process = pid === null || state !== 'running' ? null : await mainProcess(host, pid);
  if (process === null) return null;
  const sha256 = await host.processes.digestOfExe(process.pid).catch(() => null);
  return sha256 === null ? null : { process, sha256 };
}

/**
 * What a service runs: its main process, or, where that is a script that waits for what it starts, as in Debian's unit, that.
 * null = gone, or a script that has not started it yet.
 */
export async function mainProcess(host: HostView, pid: number): Promise<ProcessInfo | null> {
  const main = await host.processes.get(pid);
  if (main === null || !isShell(main)) return main;
  const started = (await host.processes.list()).filter(({ parent, zombie }) => parent === pid && !zombie);
  const [only = null, another] = started;
  return only === null || another !== undefined || isShell(only) ? null : only;
}

const isShell = ({ exe }: ProcessInfo): boolean => /\/(?:sh|dash|bash|busybox)$/.test(exe ?? '');

const bare = (service: string): string => service.replace(/\.service$/, '');
