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
  const process = pid === null || state !== 'running' ? null : await host.processes.get(pid);
  if (process === null) return null;
  const sha256 = await host.processes.digestOfExe(process.pid).catch(() => null);
  return sha256 === null ? null : { process, sha256 };
}

const bare = (service: string): string => service.replace(/\.service$/, '');
