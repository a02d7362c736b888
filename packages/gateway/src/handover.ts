import type { HostView, ProcessInfo } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { isUnder } from './masters.ts';

/**
 * Where a verified handover cannot be had (C1), in words for the plan. Each is a way in which the second master would not
 * start, or would not be the new build: then the gateway is stopped, swapped and started.
 */
export async function handoverObstacles(
  facts: Omit<GatewayFacts, 'noHandover'>,
  master: ProcessInfo | null,
  service: string | null,
  host: HostView,
): Promise<string[]> {
  if (host.os === 'windows') return ['nginx on Windows has no second master'];
  if (master === null) return ['the gateway does not run'];
  const why: string[] = [];
  if (!facts.pointer)
    why.push(
      `${facts.home} is a plain directory; with this upgrade it becomes a pointer, and the next ones hand over without a gap`,
    );
  if (facts.configFolder !== null && !facts.configPointer)
    why.push(
      `${facts.configFolder} is a plain directory; with this upgrade it becomes a pointer, and the next ones hand over without a gap`,
    );
  if (isUnder(facts.pidFile, facts.home))
    why.push(`the pid file ${facts.pidFile} lies inside the tree that is switched`);
  if (master.exeDeleted) why.push('the running program was replaced on disk');
  else if ((await host.processes.digestOfExe(master.pid)) !== facts.exe)
    why.push('the running program is not the one in the tree');
  const parent = await host.processes.get(master.parent);
  if (master.parent !== 1 && parent !== null && !isUnder(parent.exe, facts.generations))
    why.push('the master is not a daemon (`daemon off` ignores the signal that quiets its workers)');
  if (service !== null) {
    const { type } = await host.services.status(service);
    if (type !== 'forking')
      why.push(`service ${service} is of type ${type ?? 'unknown'}; only a forking one follows the new master`);
  }
  return why;
}
