import { lookAtMonitoring } from '../check/check-monitoring.ts';
import { type AskingReport, asking } from '../monitoring/asking.ts';
import { t } from '../texts.ts';
import { killedAt } from './killed-at.ts';
import { complaint } from './maint.ts';
import {
  asked,
  environment,
  type MonitoringStage,
  maintThere,
  monitoringEndSeen,
  newerTags,
  type Tags,
  worldOf,
} from './monitoring-stage.ts';
import type { Scene, SceneResult } from './scene.ts';

type MonitoringScene = Scene<MonitoringStage>;

const upgrade = ({ stack, language }: MonitoringStage, tags: Tags): string[] => [
  ...['upgrade', 'monitoring', '--to', asked(tags), '--site', stack.siteFile],
  ...['--soak', '1s', '--yes', '--lang', language],
];

interface Ended {
  readonly outcome: string;
  readonly rollbackMs: number | null;
  readonly problems: readonly string[];
}

/** One deed while every service is asked whether it is ready, and what is to be seen of it. */
async function play(
  stage: MonitoringStage,
  scene: { readonly name: string; readonly tags: Tags; readonly fault: string | null; readonly live: Tags },
  deed: () => Promise<Ended>,
): Promise<SceneResult> {
  const { machine, stack } = stage;
  const before = await lookAtMonitoring(machine, stack);
  const asker = await asking(machine, stack);
  let report: AskingReport | undefined;
  let ended: Ended;
  try {
    ended = await deed();
    await stack.ready(60_000);
  } finally {
    report = await asker.stop();
  }
  const { problems } = await monitoringEndSeen(stage, [worldOf(stage, 'wanted', scene.live)], before);
  const touched = Object.keys(scene.tags);
  const others = Object.entries(report).filter(([service]) => !touched.includes(service));
  const failed = others.flatMap(([service, { failed: count, asked: all }]) =>
    count === 0 ? [] : [t('service-failed', { service, failed: count, asked: all })],
  );
  const seen = [...ended.problems, ...problems, ...failed];
  const sum = (of: 'asked' | 'failed') => others.reduce((all, [, one]) => all + one[of], 0);
  const dark = Object.entries(report).flatMap(([service, one]) => (touched.includes(service) ? [one.longestMs] : []));
  const [older, newer] = [asked(versionsOf(stage, scene.tags)), asked(scene.tags)];
  return {
    ...{ name: scene.name, component: 'monitoring', fault: scene.fault, outcome: ended.outcome },
    ...(scene.name === 'manual-rollback' ? { from: newer, to: older } : { from: older, to: newer }),
    ...{ requests: sum('asked'), lost: sum('failed'), spoiled: 0, keptClosed: 0 },
    ...{ darkMs: Math.max(...dark), pings: null, rollbackMs: ended.rollbackMs, passed: seen.length === 0, seen },
  };
}

const versionsOf = ({ stack }: MonitoringStage, tags: Tags): Tags =>
  Object.fromEntries(
    stack.services.filter((service) => service in tags).map((service) => [service, stack.versions[service].older]),
  );

async function typed(stage: MonitoringStage, args: readonly string[], code: number): Promise<Ended> {
  const end = await maintThere(stage, args, { onLine: stage.say });
  return {
    outcome: end.document.outcome ?? t('ended-with', { code: String(end.code) }),
    rollbackMs: (end.document.rollbackMs as number | null | undefined) ?? null,
    problems: complaint(end, code),
  };
}

const migrated: MonitoringScene = {
  name: 'bad-grafana-migrated',
  title: t('monitoring-scene-migrated'),
  play(stage) {
    const tags = { grafana: '11.1.0' };
    const scene = { name: this.name, tags, fault: 'dies-after-migration', live: {} };
    return play(stage, scene, () => typed(stage, upgrade(stage, tags), 4));
  },
};

const killed: MonitoringScene = {
  name: 'killed-mid-cutover',
  title: t('monitoring-scene-killed'),
  play(stage) {
    const tags = newerTags(stage);
    return play(stage, { name: this.name, tags, fault: 'SIGKILL', live: {} }, async () => {
      const how = { env: environment(stage), patience: 120_000 };
      const { recoveredMs, outcome } = await killedAt(stage, upgrade(stage, tags), 'monitoring.start-prometheus', how);
      return { outcome, rollbackMs: recoveredMs, problems: recoveredMs === null ? [t('not-closed')] : [] };
    });
  },
};

const good: MonitoringScene = {
  name: 'good-upgrade',
  title: t('monitoring-scene-good'),
  play(stage) {
    const tags = newerTags(stage);
    return play(stage, { name: this.name, tags, fault: null, live: tags }, () => typed(stage, upgrade(stage, tags), 0));
  },
};

const rollback: MonitoringScene = {
  name: 'manual-rollback',
  title: t('monitoring-scene-rollback'),
  play(stage) {
    const { stack, language } = stage;
    const args = ['rollback', 'monitoring', '--site', stack.siteFile, '--soak', '1s', '--yes', '--lang', language];
    const scene = { name: this.name, tags: newerTags(stage), fault: null, live: {} };
    return play(stage, scene, () => typed(stage, args, 0));
  },
};

/** What `flatnet-maint rehearse monitoring` shows, in this order: each scene but the rollback begins with the older versions live. */
export const monitoringScenes: readonly MonitoringScene[] = [good, rollback, migrated, killed];
