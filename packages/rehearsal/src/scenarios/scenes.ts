import { lookAt } from '../check/check-gateway.ts';
import { badRelease, type Fault } from '../gateway/bad-release.ts';
import type { LoadReport } from '../load/report.ts';
import { allClosed, killInside, type MaintEnd, maint, newestJournal, ownerPid, startMaint, until } from './maint.ts';
import { endSeen, type SceneResult, type Stage, underLoad } from './scene.ts';

export interface Scene {
  readonly name: string;
  readonly title: string;
  play(stage: Stage): Promise<SceneResult>;
}

const soak = ['--soak', '2s', '--yes'];
const site = (stage: Stage): string[] => ['--site', stage.gateway.siteFile];
const offered = (stage: Stage) =>
  [stage.machine.parts.older, stage.machine.parts.newer].map(({ version, archive, sha256 }) => ({
    version,
    path: archive,
    sha256,
  }));

const numbers = (end: MaintEnd) => ({
  outcome: end.document.outcome ?? `code ${end.code}`,
  darkMs: (end.document.darkMs as number | null | undefined) ?? null,
  rollbackMs: (end.document.rollbackMs as number | null | undefined) ?? null,
});

const complaint = (end: MaintEnd, wanted: number): string[] =>
  end.code === wanted
    ? []
    : [
        `exit code ${end.code}, wanted ${wanted}: ${end.document.error?.message ?? end.stderr.trim().split('\n').at(-1) ?? ''}`,
      ];

const good: Scene = {
  name: 'good-upgrade',
  title: 'a good upgrade while users are served',
  async play(stage) {
    await stage.gateway.offer(offered(stage));
    const before = (await lookAt(stage.machine, stage.gateway.root)).routes;
    const { result: end, report } = await underLoad(stage.machine, {}, () =>
      maint(stage.machine, ['upgrade', 'gateway', '--to', stage.newer, ...site(stage), ...soak], { onLine: stage.say }),
    );
    const { problems } = await endSeen(stage, stage.newer, before);
    const seen = [...complaint(end, 0), ...problems, ...losses(report)];
    return result(
      stage,
      this.name,
      {
        from: stage.older,
        to: stage.newer,
        fault: null,
        requests: report.requests,
        lost: report.lost.total,
        keptClosed: report.keptClosed,
        ...numbers(end),
        darkMs: report.maxGapMs,
      },
      seen,
    );
  },
};

const rollback: Scene = {
  name: 'manual-rollback',
  title: 'the operator goes back by hand',
  async play(stage) {
    const before = (await lookAt(stage.machine, stage.gateway.root)).routes;
    const { result: end, report } = await underLoad(stage.machine, {}, () =>
      maint(stage.machine, ['rollback', 'gateway', ...site(stage), ...soak], { onLine: stage.say }),
    );
    const { problems } = await endSeen(stage, stage.older, before);
    const seen = [...complaint(end, 0), ...problems, ...losses(report)];
    return result(
      stage,
      this.name,
      {
        from: stage.newer,
        to: stage.older,
        fault: null,
        requests: report.requests,
        lost: report.lost.total,
        keptClosed: report.keptClosed,
        ...numbers(end),
        darkMs: report.maxGapMs,
      },
      seen,
    );
  },
};

/** A bad build that passes its rehearsal start and fails only when it is live: what it answers to users is its own. */
function bad(fault: Fault): Scene {
  return {
    name: `bad-build-${fault}`,
    title: `a build that fails only when it is live (${fault}) goes back by itself`,
    async play(stage) {
      await stage.gateway.offer([await badRelease(stage.machine.parts, fault, 'live', { home: stage.gateway.home })]);
      const before = (await lookAt(stage.machine, stage.gateway.root)).routes;
      const { result: end, report } = await underLoad(stage.machine, {}, () =>
        maint(stage.machine, ['upgrade', 'gateway', '--to', stage.newer, ...site(stage), ...soak], {
          onLine: stage.say,
        }),
      );
      const { problems } = await endSeen(stage, stage.older, before);
      const seen = [...complaint(end, 4), ...problems];
      const mine = report.lost.refused + report.lost.silent;
      if (mine > 0) seen.push(`${mine} requests found nobody`);
      if (report.lost.total > mine)
        stage.say(`the bad build spoiled ${report.lost.total - mine} answers before it was taken back`);
      return result(
        stage,
        this.name,
        {
          from: stage.older,
          to: stage.newer,
          fault,
          requests: report.requests,
          lost: mine,
          keptClosed: report.keptClosed,
          ...numbers(end),
          darkMs: report.maxGapMs,
        },
        seen,
      );
    },
  };
}

/** Caught where no user meets it: code 3, and no live process is touched. */
function caught(fault: Fault): Scene {
  return {
    name: `caught-${fault}`,
    title: `a build that ${fault.replaceAll('-', ' ')} is caught by its rehearsal start`,
    async play(stage) {
      await stage.gateway.offer([await badRelease(stage.machine.parts, fault, 'always', { home: stage.gateway.home })]);
      const before = await lookAt(stage.machine, stage.gateway.root);
      const { result: end, report } = await underLoad(stage.machine, {}, () =>
        maint(stage.machine, ['upgrade', 'gateway', '--to', stage.newer, ...site(stage), ...soak], {
          onLine: stage.say,
        }),
      );
      const { problems, seen: after } = await endSeen(stage, stage.older, before.routes);
      const seen = [...complaint(end, 3), ...problems, ...losses(report)];
      const met = report.byBuild[stage.newer] ?? 0;
      if (met > 0) seen.push(`${met} users met a build that its rehearsal start can catch`);
      if (JSON.stringify(before.nginx) !== JSON.stringify(after.nginx)) seen.push('a live process was touched');
      if (JSON.stringify(before.trees) !== JSON.stringify(after.trees)) seen.push('a tree was left');
      return result(
        stage,
        this.name,
        {
          from: stage.older,
          to: stage.newer,
          fault,
          requests: report.requests,
          lost: report.lost.total,
          keptClosed: report.keptClosed,
          ...numbers(end),
          darkMs: report.maxGapMs,
        },
        seen,
      );
    },
  };
}

const killed: Scene = {
  name: 'killed-mid-cutover',
  title: 'the tool is killed in mid-cutover; the dead-man brings the old version back',
  async play(stage) {
    await stage.gateway.offer(offered(stage));
    const before = (await lookAt(stage.machine, stage.gateway.root)).routes;
    const last = newestJournal(stage.machine).run;
    const { result: recoveredMs, report } = await underLoad(stage.machine, {}, async () => {
      const { ended } = startMaint(
        stage.machine,
        ['upgrade', 'gateway', '--to', stage.newer, ...site(stage), ...soak],
        { onLine: stage.say },
      );
      const begun = await until(() => {
        const { run, entries } = newestJournal(stage.machine);
        return run !== last && entries.some((entry) => entry.type === 'doing' && entry.id === 'gateway.quiet-old');
      }, 60_000);
      if (!begun) throw new Error('the cutover never began');
      const pid = ownerPid(stage.machine);
      if (!(await killInside(stage.machine, pid))) throw new Error(`process ${pid} was gone before it could be killed`);
      stage.say(`process ${pid}, which worked on the run, was killed`);
      const began = performance.now();
      await ended;
      const closed = await until(() => allClosed(stage.machine), 30_000);
      return closed ? performance.now() - began : null;
    });
    await until(async () => (await lookAt(stage.machine, stage.gateway.root)).leftovers.length === 0, 5_000, 500);
    const { problems } = await endSeen(stage, stage.older, before);
    const outcome =
      newestJournal(stage.machine).entries.findLast((entry) => entry.type === 'closed')?.outcome ?? 'open';
    const seen = [
      ...problems,
      ...(recoveredMs === null ? ['not closed within 30 s of the kill'] : []),
      ...losses(report),
    ];
    return result(
      stage,
      this.name,
      {
        from: stage.older,
        to: stage.newer,
        fault: 'SIGKILL',
        outcome,
        requests: report.requests,
        lost: report.lost.total,
        keptClosed: report.keptClosed,
        darkMs: report.maxGapMs,
        rollbackMs: recoveredMs === null ? null : Math.round(recoveredMs),
      },
      seen,
    );
  },
};

/** What users would have noticed. */
function losses(report: LoadReport): string[] {
  const seen: string[] = [];
  if (report.lost.total > 0) seen.push(`lost ${JSON.stringify(report.lost)}`);
  if (report.downloads.cut + report.websocket.cut > 0)
    seen.push(`${report.downloads.cut} downloads and ${report.websocket.cut} WebSockets cut`);
  if (report.keptClosed * 10_000 > report.requests)
    seen.push(`${report.keptClosed} kept connections closed under a request`);
  return seen;
}

function result(
  _stage: Stage,
  name: string,
  values: Omit<SceneResult, 'name' | 'component' | 'passed' | 'seen'>,
  seen: readonly string[],
): SceneResult {
  return { name, component: 'gateway', ...values, passed: seen.length === 0, seen };
}

/** What `flatnet-maint rehearse` shows, in this order: each scene begins with the older version live. */
export const shownScenes: readonly Scene[] = [good, rollback, caught('lua-dead'), bad('dies-after-2s'), killed];
export const allScenes: readonly Scene[] = [
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
