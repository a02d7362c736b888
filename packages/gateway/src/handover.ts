import type { HostView, ProcessInfo } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { isUnder } from './masters.ts';
import { t } from './texts.ts';

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
  if (host.os === 'windows') return [t('why-windows')];
  if (master === null) return [t('why-not-running')];
  const why: string[] = [];
  if (!facts.pointer) why.push(t('why-plain', { path: facts.home }));
  if (facts.configFolder !== null && !facts.configPointer) why.push(t('why-plain', { path: facts.configFolder }));
  if (isUnder(facts.pidFile, facts.home)) why.push(t('why-pid-file', { path: facts.pidFile }));
  if (master.exeDeleted) why.push(t('why-replaced'));
  else if ((await host.processes.digestOfExe(master.pid)) !== facts.exe) why.push(t('why-other-program'));
  const parent = await host.processes.get(master.parent);
  if (master.parent !== 1 && parent !== null && !isUnder(parent.exe, facts.generations)) why.push(t('why-no-daemon'));
  if (service !== null) {
    const { type } = await host.services.status(service);
    if (type !== 'forking') why.push(t('why-service-type', { service, type: type ?? t('unknown') }));
  }
  return why;
}
