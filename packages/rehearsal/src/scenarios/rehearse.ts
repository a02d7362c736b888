import type { Language } from '@flatnet-maint/core';
import { practiceGateway } from '../gateway/practice-gateway.ts';
import { machineUp } from '../machine/machine.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { t } from '../texts.ts';
import { renewRoute, type SceneResult, type Stage, workCpu } from './scene.ts';
import { allScenes, shownScenes } from './scenes.ts';

export interface RehearseOptions {
  /** Names of scenes; none = those that are shown. */
  readonly only?: readonly string[];
  /** Plays the chosen scenes so often. */
  readonly times?: number;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Of what the played commands say on their way; everything else is English, and is translated by whoever shows it. */
  readonly language?: Language;
}
export interface Rehearsed {
  readonly document: {
    readonly passed: boolean;
    readonly scenarios: readonly SceneResult[];
    readonly notRun: readonly { name: string; reason: string }[];
  };
  readonly lines: readonly string[];
  readonly exit: 0 | 2 | 8;
}

/** Sets up a practice Flatnet and plays the scenes on it, one after the other, on one throw-away machine. */
export async function rehearse(options: RehearseOptions = {}): Promise<Rehearsed> {
  const say = options.onLine ?? (() => {});
  const wanted = options.only ?? [];
  const unknown = wanted.filter((name) => !allScenes.some((scene) => scene.name === name));
  if (unknown.length > 0) {
    const known = allScenes.map((scene) => scene.name).join(', ');
    const lines = [t('rehearsal-unknown', { names: unknown.join(', '), known })];
    return {
      document: { passed: false, scenarios: [], notRun: unknown.map((name) => ({ name, reason: t('unknown') })) },
      lines,
      exit: 2,
    };
  }
  const chosen = wanted.length === 0 ? shownScenes : allScenes.filter((scene) => wanted.includes(scene.name));
  const scenes = Array.from({ length: options.times ?? 1 }, () => chosen).flat();
  say(t('setting-up'));
  const parts = await fetchParts({ log: say });
  await using machine = await machineUp(parts, { name: 'rehearse' });
  const gateway = await practiceGateway(machine);
  await machine.exec(['taskset', '-c', '-p', String(workCpu), '1']);
  await startPinned(machine, gateway.argv);
  await gateway.startContainer();
  const scenarios: SceneResult[] = [];
  const notRun: { name: string; reason: string }[] = [];
  const stage: Stage = {
    machine,
    gateway,
    older: parts.older.version,
    newer: parts.newer.version,
    say,
    language: options.language ?? 'en',
  };
  for (const scene of scenes) {
    if (options.signal?.aborted === true) {
      notRun.push({ name: scene.name, reason: t('stopped-by-operator') });
      continue;
    }
    say(t('playing', { title: scene.title }));
    try {
      await renewRoute(machine);
      const result = await scene.play(stage);
      scenarios.push(result);
      say(sentence(result));
    } catch (error) {
      notRun.push({ name: scene.name, reason: (error as Error).message });
      say(t('not-to-its-end', { name: scene.name, why: (error as Error).message }));
    }
  }
  const passed = scenarios.length > 0 && notRun.length === 0 && scenarios.every((scenario) => scenario.passed);
  const lines = [
    ...scenarios.map(sentence),
    ...notRun.map(({ name, reason }) => t('not-run', { name, reason })),
    t(passed ? 'all-passed' : 'not-all-passed'),
  ];
  return { document: { passed, scenarios, notRun }, lines, exit: passed ? 0 : 8 };
}

async function startPinned(machine: Stage['machine'], argv: readonly string[]): Promise<void> {
  await machine.exec(['mkdir', '-p', '/run/flatnet']);
  const out = await machine.exec(argv, { cpu: workCpu });
  if (out.code !== 0) throw new Error(t('does-not-start', { why: out.stderr.trim() }));
}

/** Element by element, so that each can be read in another language. */
function sentence(one: SceneResult): string {
  const { name, outcome, requests, lost } = one;
  const elements = [
    t(one.passed ? 'passed' : 'failed', { name, outcome }),
    t('requests', { requests, lost }),
    ...(one.spoiled === 0 ? [] : [t('spoiled', { count: one.spoiled })]),
    ...(one.darkMs === null ? [] : [t('gap', { time: Math.round(one.darkMs) })]),
    ...(one.rollbackMs === null ? [] : [t('proven-after', { time: (one.rollbackMs / 1000).toFixed(1) })]),
    ...one.seen,
  ];
  return elements.join('; ');
}
