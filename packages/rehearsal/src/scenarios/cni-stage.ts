import type { Language } from '@flatnet-maint/core';
import { type KnownPair, lookAtCni, pairLive, type SeenCni } from '../check/check-cni.ts';
import { sha256Of, soundConflist, soundPlugin } from '../cni/cni-release.ts';
import { type PingReport, pinging } from '../cni/pinging.ts';
import type { PracticeCni } from '../cni/practice-cni.ts';
import type { Machine } from '../machine/machine.ts';
import { t } from '../texts.ts';

/** Where scenes of the plugin play: containers run on it all the time, and ping each other. */
export interface CniStage {
  readonly machine: Machine;
  readonly cni: PracticeCni;
  readonly older: string;
  readonly newer: string;
  readonly say: (line: string) => void;
  readonly language: Language;
}

/** The pair that is live when a sound build of that version is, with the first list. */
export const soundPair = (version: string): KnownPair => ({
  version,
  plugin: sha256Of(soundPlugin(version).plugin),
  conflist: sha256Of(soundConflist()),
});

/** Does something while the running containers ping each other, and tells both. */
export async function underPings<T>(
  { machine, cni }: Pick<CniStage, 'machine' | 'cni'>,
  deed: () => Promise<T>,
): Promise<{ result: T; pings: Pings }> {
  const running = await pinging(machine, cni.containers);
  let result: T;
  try {
    result = await deed();
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { result, pings: together(await running.stop()) };
}

export interface Pings {
  readonly sent: number;
  readonly lost: number;
  readonly maxGapMs: number;
}

const together = (reports: readonly PingReport[]): Pings => ({
  sent: reports.reduce((sum, { sent }) => sum + sent, 0),
  lost: reports.reduce((sum, { lost }) => sum + lost, 0),
  maxGapMs: Math.max(...reports.map(({ maxGapMs }) => maxGapMs)),
});

/** What must be true at the end of every scene, seen without the product. */
export async function cniEndSeen(stage: CniStage, wanted: string, before: SeenCni): Promise<string[]> {
  const seen = await lookAtCni(stage.machine, stage.cni);
  const { version, why } = pairLive(seen, [soundPair(stage.older), soundPair(stage.newer)]);
  const problems = [...why];
  if (version !== wanted) problems.push(t('wrong-version', { version, wanted }));
  if (seen.leftovers.length > 0) problems.push(t('left-over', { what: seen.leftovers.join('; ') }));
  if (JSON.stringify(seen.containers) !== JSON.stringify(before.containers))
    problems.push(t('containers-differ', { now: containersOf(seen), before: containersOf(before) }));
  return problems;
}

const containersOf = ({ containers }: SeenCni): string =>
  containers.map(({ name, state, addresses }) => `${name} ${state} ${addresses.join(' ')}`.trim()).join(', ');
