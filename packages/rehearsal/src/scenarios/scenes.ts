import { lookAt, type Seen } from '../check/check-gateway.ts';
import { badRelease, type Fault } from '../gateway/bad-release.ts';
import type { LoadReport } from '../load/report.ts';
import { t } from '../texts.ts';
import { killedAt } from './killed-at.ts';
import { complaint, maint, until } from './maint.ts';
import { endSeen, renewRoute, type Scene, type SceneResult, type Stage, underLoad } from './scene.ts';

type GatewayScene = Scene<Stage>;

const soak = (stage: Stage): string[] => ['--soak', '2s', '--yes', '--lang', stage.language];
const site = (stage: Stage): string[] => ['--site', stage.gateway.siteFile];
const offered = (stage: Stage) =>
  [stage.machine.parts.older, stage.machine.parts.newer].map(({ version, archive, sha256 }) => ({
    version,
    path: archive,
    sha256,
  }));

/** One command under load, and what is to be seen of it. */
interface Deed {
  readonly name: string;
  readonly args: readonly string[];
  readonly fault: Fault | null;
  readonly code: number;
  readonly serves: string;
  /** What else is wrong, and what of the load's losses counts. */
  judge?(report: LoadReport, before: Seen, after: Seen): { wrong: string[]; lost: number; spoiled: number };
}

async function playUnderLoad(stage: Stage, deed: Deed): Promise<SceneResult> {
  await renewRoute(stage.machine);
  const before = await lookAt(stage.machine, stage.gateway.root);
  const { result: end, report } = await underLoad(stage.machine, {}, () =>
    maint(stage.machine, [...deed.args, ...site(stage), ...soak(stage)], { onLine: stage.say }),
  );
  const { problems, seen: after } = await endSeen(stage, deed.serves, before.routes);
  const judged = deed.judge?.(report, before, after) ?? { wrong: losses(report), lost: report.lost.total, spoiled: 0 };
  const upward = deed.args[0] === 'upgrade';
  const values = {
    from: upward ? stage.older : stage.newer,
    to: upward ? stage.newer : stage.older,
    fault: deed.fault,
    requests: report.requests,
    lost: judged.lost,
    spoiled: judged.spoiled,
    keptClosed: report.keptClosed,
    outcome: end.document.outcome ?? t('ended-with', { code: String(end.code) }),
    rollbackMs: (end.document.rollbackMs as number | null | undefined) ?? null,
    darkMs: report.maxGapMs,
  };
  return result(deed.name, values, [...complaint(end, deed.code), ...problems, ...judged.wrong]);
}

const upgrade = (stage: Stage): string[] => ['upgrade', 'gateway', '--to', stage.newer];

const good: GatewayScene = {
  name: 'good-upgrade',
  title: t('scene-good'),
  async play(stage) {
    await stage.gateway.offer(offered(stage));
    return playUnderLoad(stage, { name: this.name, args: upgrade(stage), fault: null, code: 0, serves: stage.newer });
  },
};

const rollback: GatewayScene = {
  name: 'manual-rollback',
  title: t('scene-rollback'),
  play(stage) {
    const args = ['rollback', 'gateway'];
    return playUnderLoad(stage, { name: this.name, args, fault: null, code: 0, serves: stage.older });
  },
};

/** A bad build that passes its rehearsal start and fails only when it is live: what it answers to users is its own. */
function bad(fault: Fault): GatewayScene {
  const name = `bad-build-${fault}`;
  return {
    name,
    title: t('scene-bad', { fault }),
    async play(stage) {
      await stage.gateway.offer([await badRelease(stage.machine.parts, fault, 'live', { home: stage.gateway.home })]);
      const judge = ({ lost }: LoadReport) => {
        const unanswered = lost.refused + lost.silent;
        const wrong = unanswered > 0 ? [t('found-nobody', { count: unanswered })] : [];
        return { wrong, lost: unanswered, spoiled: lost.total - unanswered };
      };
      return playUnderLoad(stage, { name, args: upgrade(stage), fault, code: 4, serves: stage.older, judge });
    },
  };
}

/** Caught where no user meets it: code 3, and no live process is touched. */
function caught(fault: Fault): GatewayScene {
  const name = `caught-${fault}`;
  return {
    name,
    title: t('scene-caught', { fault }),
    async play(stage) {
      await stage.gateway.offer([await badRelease(stage.machine.parts, fault, 'always', { home: stage.gateway.home })]);
      const judge = (report: LoadReport, before: Seen, after: Seen) => {
        const wrong = losses(report);
        const met = report.byBuild[stage.newer] ?? 0;
        if (met > 0) wrong.push(t('met-bad-build', { count: met }));
        if (JSON.stringify(before.nginx) !== JSON.stringify(after.nginx)) wrong.push(t('process-touched'));
        if (JSON.stringify(before.trees) !== JSON.stringify(after.trees)) wrong.push(t('tree-left'));
        return { wrong, lost: report.lost.total, spoiled: 0 };
      };
      return playUnderLoad(stage, { name, args: upgrade(stage), fault, code: 3, serves: stage.older, judge });
    },
  };
}

const killed: GatewayScene = {
  name: 'killed-mid-cutover',
  title: t('scene-killed'),
  async play(stage) {
    await stage.gateway.offer(offered(stage));
    await renewRoute(stage.machine);
    const before = (await lookAt(stage.machine, stage.gateway.root)).routes;
    const args = [...upgrade(stage), ...site(stage), ...soak(stage)];
    const { result: ended, report } = await underLoad(stage.machine, {}, () =>
      killedAt(stage, args, 'gateway.quiet-old'),
    );
    await until(async () => (await lookAt(stage.machine, stage.gateway.root)).leftovers.length === 0, 5_000, 500);
    const { problems } = await endSeen(stage, stage.older, before);
    const { recoveredMs, outcome } = ended;
    const seen = [...problems, ...(recoveredMs === null ? [t('not-closed')] : []), ...losses(report)];
    return result(
      this.name,
      {
        from: stage.older,
        to: stage.newer,
        fault: 'SIGKILL',
        outcome,
        requests: report.requests,
        lost: report.lost.total,
        spoiled: 0,
        keptClosed: report.keptClosed,
        darkMs: report.maxGapMs,
        rollbackMs: recoveredMs,
      },
      seen,
    );
  },
};

/** What users would have noticed. */
function losses(report: LoadReport): string[] {
  const seen: string[] = [];
  if (report.lost.total > 0) seen.push(t('lost', { losses: JSON.stringify(report.lost) }));
  if (report.downloads.cut + report.websocket.cut > 0)
    seen.push(t('cut', { downloads: report.downloads.cut, sockets: report.websocket.cut }));
  if (report.keptClosed * 10_000 > report.requests) seen.push(t('kept-closed', { count: report.keptClosed }));
  return seen;
}

function result(
  name: string,
  values: Omit<SceneResult, 'name' | 'component' | 'pings' | 'passed' | 'seen'>,
  seen: readonly string[],
): SceneResult {
  return { name, component: 'gateway', ...values, pings: null, passed: seen.length === 0, seen };
}

/** What `flatnet-maint rehearse` shows, in this order: each scene begins with the older version live. */
export const shownScenes: readonly GatewayScene[] = [good, rollback, caught('lua-dead'), bad('dies-after-2s'), killed];
export const allScenes: readonly GatewayScene[] = [
  ...shownScenes,
  ...(
    [
      'does-not-start',
      'dies-after-2s',
      'serves-old-build',
      'ten-times-slower',
      'lua-library-fails',
      'hangs-in-test',
    ] as const
  ).map(caught),
  ...(['does-not-start', 'lua-dead', 'serves-old-build', 'ten-times-slower', 'lua-library-fails'] as const).map(bad),
];
