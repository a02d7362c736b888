import type { Argv, HostView, ProcessInfo } from '@flatnet-maint/core';

const most = 400;
const lastBytes = 131_072;
/** Seconds. What was logged before says nothing of what just ended (H24). */
const recent = 60;

/**
 * The last lines that it logged: of this process alone, or of late of whichever wrote them. A journal knows who wrote a line; in a file
 * the lines say when they were written, and those from before the process was started are somebody else's (H24).
 */
export async function logLines(
  host: HostView,
  { service, log }: { readonly service: string; readonly log: string | null },
  process: ProcessInfo | null,
): Promise<readonly string[]> {
  if (log === null) {
    const whose = process === null ? ['-u', service, '--since', `-${recent}s`] : [`_PID=${process.pid}`];
    const argv: Argv = ['journalctl', '-b', '-o', 'cat', '--no-pager', '-q', '-n', String(most), ...whose];
    const out = await host.query(argv, { limit: 5_000 });
    return out.stdout.split('\n').filter((line) => line !== '');
  }
  const stat = await host.files.stat(log);
  if (stat === null) return [];
  const from = Math.max(0, stat.bytes - lastBytes);
  const text = new TextDecoder().decode(await host.files.read(log, { from, max: lastBytes }));
  const lines = text.split('\n').filter((line) => line !== '');
  if (process === null) return lines.slice(-most);
  const since = await startedAt(host, process);
  return lines.filter((line) => writtenAt(line) >= since);
}

/** The moment that a line tells, in milliseconds; one that tells none is of no moment. */
function writtenAt(line: string): number {
  const written = /\btime="?([^\s"]+)|"time":\s*"([^"]+)"/.exec(line);
  return Date.parse(written?.[1] ?? written?.[2] ?? '');
}

/** Whole seconds, since lines tell no less. */
async function startedAt(host: HostView, { started }: ProcessInfo): Promise<number> {
  const boot = Number(/^btime (\d+)$/m.exec(await host.files.text('/proc/stat'))?.[1]);
  return (boot + Math.floor(Number(started) / ticksPerSecond)) * 1_000;
}

/** Of every Linux that is used. */
const ticksPerSecond = 100;
