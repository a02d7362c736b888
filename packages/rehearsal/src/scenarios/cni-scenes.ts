import { lookAtCni } from '../check/check-cni.ts';
import { badPlugin, type PluginFault } from '../cni/bad-plugin.ts';
import { cniVersions, soundPlugin } from '../cni/cni-release.ts';
import { t } from '../texts.ts';
import { type CniStage, cniEndSeen, type Pings, underPings } from './cni-stage.ts';
import { killedAt } from './killed-at.ts';
import { complaint, maint, until } from './maint.ts';
import type { Scene, SceneResult } from './scene.ts';

type CniScene = Scene<CniStage>;

const how = ({ cni, language }: CniStage): string[] => [
  '--site',
  cni.siteFile,
  '--soak',
  '1s',
  '--yes',
  '--lang',
  language,
];
const upgrade = (stage: CniStage): string[] => ['upgrade', 'cni', '--to', stage.newer, ...how(stage)];

/** One command while containers ping each other, and what is to be seen of it. */
interface Deed {
  readonly name: string;
  readonly args: readonly string[];
  readonly fault: string | null;
  readonly code: number;
  readonly live: string;
}

async function play(stage: CniStage, deed: Deed): Promise<SceneResult> {
  const { machine, cni } = stage;
  const before = await lookAtCni(machine, cni, 'look');
  const { result: end, pings } = await underPings(stage, () => maint(machine, deed.args, { onLine: stage.say }));
  const problems = await cniEndSeen(stage, deed.live, before);
  const upward = deed.args[0] === 'upgrade';
  const values = {
    from: upward ? stage.older : stage.newer,
    to: upward ? stage.newer : stage.older,
    fault: deed.fault,
    outcome: end.document.outcome ?? t('ended-with', { code: String(end.code) }),
    rollbackMs: (end.document.rollbackMs as number | null | undefined) ?? null,
  };
  return result(deed.name, values, pings, [...complaint(end, deed.code), ...problems]);
}

const good: CniScene = {
  name: 'good-upgrade',
  title: t('cni-scene-good'),
  async play(stage) {
    await stage.cni.offer(cniVersions.map(soundPlugin));
    return play(stage, { name: this.name, args: upgrade(stage), fault: null, code: 0, live: stage.newer });
  },
};

const rollback: CniScene = {
  name: 'manual-rollback',
  title: t('cni-scene-rollback'),
  play(stage) {
    const args = ['rollback', 'cni', ...how(stage)];
    return play(stage, { name: this.name, args, fault: null, code: 0, live: stage.older });
  },
};

function bad(fault: PluginFault): CniScene {
  const name = `bad-plugin-${fault}`;
  return {
    name,
    title: t('cni-scene-bad', { fault }),
    async play(stage) {
      await stage.cni.offer([badPlugin(stage.machine, fault, stage.newer)]);
      return play(stage, { name, args: upgrade(stage), fault, code: 4, live: stage.older });
    },
  };
}

const killed: CniScene = {
  name: 'killed-mid-cutover',
  title: t('cni-scene-killed'),
  async play(stage) {
    await stage.cni.offer(cniVersions.map(soundPlugin));
    const before = await lookAtCni(stage.machine, stage.cni, 'look');
    const { result: ended, pings } = await underPings(stage, () => killedAt(stage, upgrade(stage), 'cni.plugin'));
    // The dead-man still goes home when the run is closed.
    await until(async () => (await lookAtCni(stage.machine, stage.cni, 'look')).leftovers.length === 0, 5_000, 300);
    const problems = await cniEndSeen(stage, stage.older, before);
    const { recoveredMs, outcome } = ended;
    const values = { from: stage.older, to: stage.newer, fault: 'SIGKILL', outcome, rollbackMs: recoveredMs };
    const seen = [...problems, ...(recoveredMs === null ? [t('not-closed')] : [])];
    return result(this.name, values, pings, seen);
  },
};

function result(
  name: string,
  values: Pick<SceneResult, 'from' | 'to' | 'fault' | 'outcome' | 'rollbackMs'>,
  pings: Pings,
  problems: readonly string[],
): SceneResult {
  const seen = [...problems, ...(pings.lost === 0 ? [] : [t('pings-lost', { lost: pings.lost, sent: pings.sent })])];
  const users = { requests: 0, lost: 0, spoiled: 0, keptClosed: 0, darkMs: null };
  return { name, component: 'cni', ...values, ...users, pings, passed: seen.length === 0, seen };
}

/** What `flatnet-maint rehearse cni` shows, in this order: each scene but the rollback begins with the older version live. */
export const cniScenes: readonly CniScene[] = [good, rollback, bad('add-fails'), bad('del-fails'), killed];
