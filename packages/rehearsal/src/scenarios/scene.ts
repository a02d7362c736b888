import type { Language } from '@flatnet-maint/core';
import { lookAt, type Seen, versionServed } from '../check/check-gateway.ts';
import { ask } from '../gateway/ask.ts';
import type { PracticeGateway } from '../gateway/practice-gateway.ts';
import type { LoadReport } from '../load/report.ts';
import { type Load, type LoadOptions, startLoad } from '../load/start-load.ts';
import type { Machine } from '../machine/machine.ts';
import { t } from '../texts.ts';

export type RehearsedComponent = 'gateway' | 'cni' | 'monitoring' | 'nebula';

/** A scene of one component, on a stage that is set up for it. */
export interface Scene<Where> {
  readonly name: string;
  readonly title: string;
  play(stage: Where): Promise<SceneResult>;
}

/** One line of the rehearsal's document. Times in milliseconds; null where a value does not apply. */
export interface SceneResult {
  readonly name: string;
  readonly component: RehearsedComponent;
  readonly from: string | null;
  readonly to: string | null;
  readonly fault: string | null;
  readonly outcome: string;
  /** Of users; 0 where no user asks anything of the component itself. */
  readonly requests: number;
  /** Beyond what the plan announced. */
  readonly lost: number;
  /** What a bad build itself answered badly to users while it was live; apart from `lost`. */
  readonly spoiled: number;
  /** Kept connections closed under a request that the client may send again; apart from `lost`. */
  readonly keptClosed: number;
  readonly darkMs: number | null;
  /** Of running containers, from the host and from each other; null in scenes without containers. */
  readonly pings: { readonly sent: number; readonly lost: number; readonly maxGapMs: number } | null;
  readonly rollbackMs: number | null;
  readonly passed: boolean;
  /** Why it did not pass, or what else was seen, in plain words. */
  readonly seen: readonly string[];
}

export interface Stage {
  readonly machine: Machine;
  readonly gateway: PracticeGateway;
  readonly older: string;
  readonly newer: string;
  readonly say: (line: string) => void;
  readonly language: Language;
}

/** Containers register again and again; a route that nobody renews is gone after 300 s, upgrade or not. */
export async function renewRoute(machine: Machine): Promise<void> {
  const body = { name: 'app', address: '127.0.0.1:9900' };
  await ask(machine, 'http://10.100.1.1:8080/api/containers', { method: 'POST', body });
}

/** Everything but the load stays on the first processor, so that the generator does not starve what it measures. */
export const workCpu = 0;

/** Runs something under load and tells both. */
export async function underLoad<T>(
  machine: Machine,
  load: LoadOptions,
  deed: (load: Load) => Promise<T>,
): Promise<{ result: T; report: LoadReport }> {
  const running = await startLoad(machine, load);
  let result: T;
  try {
    result = await deed(running);
  } catch (error) {
    await running.stop().catch(() => {});
    throw error;
  }
  return { result, report: await running.stop() };
}

/** What must be true at the end of every scene, seen without the product: one version wholly, and nothing left over. */
export async function endSeen(
  stage: Stage,
  wanted: string,
  routesBefore: readonly string[] | null,
): Promise<{ problems: string[]; seen: Seen }> {
  const seen = await lookAt(stage.machine, stage.gateway.root);
  const { version, why } = versionServed(seen, [stage.older, stage.newer]);
  const problems = [...why];
  if (version !== wanted) problems.push(t('wrong-version', { version, wanted }));
  if (seen.leftovers.length > 0) problems.push(t('left-over', { what: seen.leftovers.join('; ') }));
  if (routesBefore !== null && JSON.stringify(seen.routes) !== JSON.stringify(routesBefore))
    problems.push(t('routes-differ', { now: String(seen.routes?.join(' ')), before: routesBefore.join(' ') }));
  return { problems, seen };
}
