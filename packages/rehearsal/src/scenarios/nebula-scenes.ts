import { badNebula, type NebulaFault, soundNebula } from '../nebula/bad-nebula.ts';
import { t } from '../texts.ts';
import { killedAt } from './killed-at.ts';
import { complaint, maint } from './maint.ts';
import { lookAtEnds, type NebulaStage, nebulaArgs, nebulaEndSeen, underWatch } from './nebula-stage.ts';
import type { Scene, SceneResult } from './scene.ts';

type NebulaScene = Scene<NebulaStage>;

interface Ended {
  readonly outcome: string;
  readonly rollbackMs: number | null;
  readonly problems: readonly string[];
}

/** One deed while the tunnel is pinged all the time, and what is to be seen of it. */
async function play(
  stage: NebulaStage,
  scene: { readonly name: string; readonly fault: string | null; readonly live: string },
  deed: () => Promise<Ended>,
): Promise<SceneResult> {
  const before = await lookAtEnds(stage);
  const { result: ended, tunnel } = await underWatch(stage, deed);
  const { version, problems } = await nebulaEndSeen(stage, before);
  const wrong = version === scene.live ? [] : [t('wrong-version', { version, wanted: scene.live })];
  const seen = [...ended.problems, ...problems, ...wrong];
  const isBack = scene.name === 'manual-rollback';
  return {
    ...{ name: scene.name, component: 'nebula', fault: scene.fault, outcome: ended.outcome },
    ...(isBack ? { from: stage.newer, to: stage.older } : { from: stage.older, to: stage.newer }),
    ...{ requests: 0, lost: 0, spoiled: 0, keptClosed: 0, pings: null },
    ...{ darkMs: tunnel.silenceMs, rollbackMs: ended.rollbackMs, passed: seen.length === 0, seen },
  };
}

async function typed(stage: NebulaStage, args: readonly string[], code: number): Promise<Ended> {
  const end = await maint(stage.machine, [...args, ...nebulaArgs(stage)], { onLine: stage.say });
  return {
    outcome: end.document.outcome ?? t('ended-with', { code: String(end.code) }),
    rollbackMs: (end.document.rollbackMs as number | null | undefined) ?? null,
    problems: complaint(end, code),
  };
}

const upgrade = ({ newer }: NebulaStage): string[] => ['upgrade', 'nebula', '--to', newer];
const offerSound = ({ nebula }: NebulaStage) => nebula.h1.offer([nebula.parts.older, nebula.parts.newer]);

const good: NebulaScene = {
  name: 'good-upgrade',
  title: t('nebula-scene-good'),
  async play(stage) {
    await offerSound(stage);
    return play(stage, { name: this.name, fault: null, live: stage.newer }, () => typed(stage, upgrade(stage), 0));
  },
};

const rollback: NebulaScene = {
  name: 'manual-rollback',
  title: t('nebula-scene-rollback'),
  play(stage) {
    const scene = { name: this.name, fault: null, live: stage.older };
    return play(stage, scene, () => typed(stage, ['rollback', 'nebula'], 0));
  },
};

function bad(fault: NebulaFault): NebulaScene {
  const name = `bad-nebula-${fault}`;
  return {
    name,
    title: t('nebula-scene-bad', { fault }),
    async play(stage) {
      const { parts, h1 } = stage.nebula;
      await h1.offer([soundNebula(parts.older), badNebula(parts, fault)]);
      return play(stage, { name, fault, live: stage.older }, () => typed(stage, upgrade(stage), 4));
    },
  };
}

const killed: NebulaScene = {
  name: 'killed-mid-cutover',
  title: t('nebula-scene-killed'),
  async play(stage) {
    await offerSound(stage);
    return play(stage, { name: this.name, fault: 'SIGKILL', live: stage.older }, async () => {
      const args = [...upgrade(stage), ...nebulaArgs(stage)];
      const { recoveredMs, outcome } = await killedAt(stage, args, 'nebula.program');
      return { outcome, rollbackMs: recoveredMs, problems: recoveredMs === null ? [t('not-closed')] : [] };
    });
  },
};

/** What `flatnet-maint rehearse nebula` shows, in this order: each scene but the rollback begins with the older version live. */
export const nebulaScenes: readonly NebulaScene[] = [good, rollback, bad('dies-at-once'), killed];
