import type { Language } from '@flatnet-maint/core';
import { practiceCni } from '../cni/practice-cni.ts';
import { practiceGateway } from '../gateway/practice-gateway.ts';
import { machineUp } from '../machine/machine.ts';
import { fetchParts, type Parts } from '../parts/fetch-parts.ts';
import { t } from '../texts.ts';
import { chooseScenes } from './choose-scenes.ts';
import type { CniStage } from './cni-stage.ts';
import { type MonitoringStage, monitoringStage } from './monitoring-stage.ts';
import { type NebulaStage, nebulaStage } from './nebula-stage.ts';
import { type RehearsedComponent, type Scene, type SceneResult, type Stage, workCpu } from './scene.ts';

export interface RehearseOptions {
  /** Names of components and of scenes (`cni`, `gateway good-upgrade`); none = those that are shown, of all components. */
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

/** Sets up a practice Flatnet and plays the scenes on it, one after the other; each component has a throw-away machine of its own. */
export async function rehearse(options: RehearseOptions = {}): Promise<Rehearsed> {
  const say = options.onLine ?? (() => {});
  const chosen = chooseScenes(options.only ?? []);
  if ('unknown' in chosen) {
    const { unknown, known } = chosen;
    return {
      document: { passed: false, scenarios: [], notRun: unknown.map((name) => ({ name, reason: t('unknown') })) },
      lines: [t('rehearsal-unknown', { names: unknown.join(', '), known: known.join(', ') })],
      exit: 2,
    };
  }
  say(t('setting-up'));
  const parts = await fetchParts({ log: say });
  const played: Played = { scenarios: [], notRun: [] };
  const set = { parts, say, language: options.language ?? 'en' };
  await playAll('gateway', chosen.gateway, () => gatewayStage(set), options, played);
  await playAll('cni', chosen.cni, () => cniStage(set), options, played);
  await playAll('monitoring', chosen.monitoring, () => monitoringStage({ ...set, name: 'rehearse' }), options, played);
  await playAll('nebula', chosen.nebula, () => nebulaStage({ ...set, name: 'rehearse' }), options, played);
  const { scenarios, notRun } = played;
  const passed = scenarios.length > 0 && notRun.length === 0 && scenarios.every((scenario) => scenario.passed);
  const lines = [
    ...scenarios.map(sentence),
    ...notRun.map(({ name, reason }) => t('not-run', { name, reason })),
    t(passed ? 'all-passed' : 'not-all-passed'),
  ];
  return { document: { passed, scenarios, notRun }, lines, exit: passed ? 0 : 8 };
}

interface Played {
  readonly scenarios: SceneResult[];
  readonly notRun: { name: string; reason: string }[];
}

interface SetUp {
  readonly parts: Parts;
  readonly say: (line: string) => void;
  readonly language: Language;
}

async function playAll<Where extends Stage | CniStage | MonitoringStage | NebulaStage>(
  component: RehearsedComponent,
  chosen: readonly Scene<Where>[],
  open: () => Promise<Where>,
  options: RehearseOptions,
  { scenarios, notRun }: Played,
): Promise<void> {
  if (chosen.length === 0) return;
  const say = options.onLine ?? (() => {});
  const scenes = Array.from({ length: options.times ?? 1 }, () => chosen).flat();
  const nameOf = (scene: Scene<Where>) => `${component} ${scene.name}`;
  const isStopped = () => options.signal?.aborted === true;
  const stopped = (scene: Scene<Where>) => notRun.push({ name: nameOf(scene), reason: t('stopped-by-operator') });
  if (isStopped()) {
    scenes.forEach(stopped);
    return;
  }
  let stage: Where;
  try {
    stage = await open();
  } catch (error) {
    // What was played already is told.
    if (scenarios.length + notRun.length === 0) throw error;
    notRun.push(...scenes.map((scene) => ({ name: nameOf(scene), reason: (error as Error).message })));
    return;
  }
  // Where a scene needs several machines, they go together.
  await using _machine = 'nebula' in stage ? stage.nebula : stage.machine;
  for (const scene of scenes) {
    if (isStopped()) {
      stopped(scene);
      continue;
    }
    say(t('playing', { title: scene.title }));
    try {
      const result = await scene.play(stage);
      scenarios.push(result);
      say(sentence(result));
    } catch (error) {
      notRun.push({ name: nameOf(scene), reason: (error as Error).message });
      say(t('not-to-its-end', { name: nameOf(scene), why: (error as Error).message }));
    }
  }
}

async function gatewayStage({ parts, say, language }: SetUp): Promise<Stage> {
  const machine = await machineUp(parts, { name: 'rehearse' });
  try {
    const gateway = await practiceGateway(machine);
    await machine.exec(['taskset', '-c', '-p', String(workCpu), '1']);
    await startPinned(machine, gateway.argv);
    await gateway.startContainer();
    return { machine, gateway, older: parts.older.version, newer: parts.newer.version, say, language };
  } catch (error) {
    await machine.down();
    throw error;
  }
}

async function cniStage({ parts, say, language }: SetUp): Promise<CniStage> {
  const machine = await machineUp(parts, { name: 'rehearse', podman: true });
  try {
    return { machine, cni: await practiceCni(machine), older: '0.1.0', newer: '0.2.0', say, language };
  } catch (error) {
    await machine.down();
    throw error;
  }
}

async function startPinned(machine: Stage['machine'], argv: readonly string[]): Promise<void> {
  await machine.exec(['mkdir', '-p', '/run/flatnet']);
  const out = await machine.exec(argv, { cpu: workCpu });
  if (out.code !== 0) throw new Error(t('does-not-start', { why: out.stderr.trim() }));
}

/** Element by element, so that each can be read in another language. */
function sentence(one: SceneResult): string {
  const { component, outcome, requests, lost, pings } = one;
  const name = `${component} ${one.name}`;
  const elements = [
    t(one.passed ? 'passed' : 'failed', { name, outcome }),
    ...(pings !== null
      ? [t('pings', { sent: pings.sent, lost: pings.lost })]
      : one.component === 'nebula'
        ? []
        : [t('requests', { requests, lost })]),
    ...(one.spoiled === 0 ? [] : [t('spoiled', { count: one.spoiled })]),
    ...(one.darkMs === null ? [] : [t('gap', { time: Math.round(one.darkMs) })]),
    ...(one.rollbackMs === null ? [] : [t('proven-after', { time: (one.rollbackMs / 1000).toFixed(1) })]),
    ...one.seen,
  ];
  return elements.join('; ');
}
