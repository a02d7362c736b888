import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, exchange, type Failed } from './exchange.ts';
import { KeptPool } from './kept-pool.ts';
import type { LoadPlan, LoadReport, LossReason } from './report.ts';
import { runWebSocket } from './web-socket.ts';

/** Half of the requests tell the build; the others are the site's own page and the container. */
const paths = ['/build', '/', '/build', '/c/app/'] as const;

/** Runs until `stop` settles, then lets what is under way come to its end. */
export async function runLoad(plan: LoadPlan, stop: Promise<unknown>, onFirst: () => void): Promise<LoadReport> {
  const pool = new KeptPool(plan.kept);
  const lost = { total: 0, refused: 0, reset: 0, short: 0, status: 0, silent: 0 };
  const report = {
    requests: 0,
    lost,
    byBuild: {} as LoadReport['byBuild'],
    seen: {} as LoadReport['seen'],
    keptClosed: 0,
    keptEnded: 0,
    downloads: { started: 0, done: 0, cut: 0 },
    websocket: { opened: 0, echoed: 0, cut: 0, refused: 0 },
    maxGapMs: 0,
  };
  const underWay = new Set<Promise<void>>();
  const times: number[] = [];
  const from = performance.now();
  let lastGood = from;
  let running = true;
  stop.then(() => {
    running = false;
  });

  const lose = (reason: LossReason) => {
    lost.total++;
    lost[reason]++;
  };
  const good = (path: string, answer: Answered, begun: number) => {
    const now = performance.now();
    if (times.length === 0) onFirst();
    else report.maxGapMs = Math.max(report.maxGapMs, now - lastGood);
    lastGood = now;
    times.push(now - begun);
    if (path !== '/build') return;
    const build = answer.reader.body.toString().trim();
    report.byBuild[build] = (report.byBuild[build] ?? 0) + 1;
    report.seen[build] = { first: report.seen[build]?.first ?? Date.now(), last: Date.now() };
  };
  const once = async (path: string, keep: boolean) => {
    report.requests++;
    const begun = performance.now();
    const request = { path, keep, limitMs: plan.limitMs };
    const old = keep ? pool.take() : undefined;
    let result: Answered | Failed = await exchange(old ?? plan, request);
    if (old && !result.ok && result.reason === 'reset' && result.untouched) {
      report.keptClosed++;
      result = await exchange(plan, request);
    }
    if (result.ok) good(path, result, begun);
    else lose(result.reason);
    if (!keep) return;
    if (result.ok && result.reader.close) report.keptEnded++;
    pool.give(result.ok && !result.reader.close ? result.socket : undefined);
  };
  const track = (work: Promise<void>) => {
    underWay.add(work);
    work.finally(() => underWay.delete(work));
  };
  const downloads = async () => {
    const { bytes, rate } = plan.downloads;
    while (running) {
      report.downloads.started++;
      const limitMs = (bytes / rate) * 1000 * 3 + 10_000;
      const result = await exchange(plan, { path: `/c/app/slow?bytes=${bytes}&rate=${rate}`, keep: false, limitMs });
      if (result.ok) report.downloads.done++;
      else if (result.reason === 'short' || result.reason === 'silent') report.downloads.cut++;
      else {
        // Not begun is a lost request, not a cut download.
        report.requests++;
        lose(result.reason);
        await sleep(50);
      }
    }
  };

  const socket = plan.websocket ? runWebSocket(plan, report.websocket) : undefined;
  for (let i = 0; i < plan.downloads.count; i++) track(downloads());
  let sent = 0;
  let news = 0;
  while (running) {
    const due = Math.floor(((performance.now() - from) / 1000) * plan.rate);
    for (; sent < due; sent++) {
      const fresh = Math.floor((sent + 1) * plan.newShare) > news;
      if (fresh) news++;
      track(once(paths[Math.floor(sent / 2) % paths.length]!, !fresh));
    }
    await sleep(2);
  }
  const seconds = (performance.now() - from) / 1000;
  socket?.stop();
  await Promise.all(underWay);
  pool.clear();
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const latency = { p50: at(0.5), p99: at(0.99), max: round(times.at(-1) ?? 0) };
  return { ...report, seconds: round(seconds), maxGapMs: round(report.maxGapMs), latency };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
