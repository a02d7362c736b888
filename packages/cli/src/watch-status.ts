import { describeError, type ExitCode, MaintError } from '@flatnet-maint/core';
import type { StatusReport } from 'flatnet';
import type { Context } from './context.ts';
import { spoken } from './duration.ts';
import { errorLines } from './render/error-lines.ts';
import { isWell, statusText } from './render/status.ts';

/** What reads every byte, or asks programs of theirs, is done so often only. */
const wholeEvery = 30_000;
// Not what was scrolled away: that belongs to whoever sits there.
const clearScreen = '\u001b[H\u001b[2J';

interface Round {
  readonly exit: ExitCode;
  readonly text: string;
  readonly document: unknown;
  /** What makes it another one than the last. */
  readonly mark: string;
}

/**
 * Looks again and again until a signal or until nobody reads it any more, and ends with the code of the last look. A round
 * that is going on is waited for, as it may have a scratch folder to put away; a second signal ends at once.
 */
export async function watchStatus(context: Context, seconds: number): Promise<ExitCode> {
  const { out, world } = context;
  const stopped = Promise.withResolvers<void>();
  const atOnce = Promise.withResolvers<null>();
  let isOver = false;
  const stop = () => {
    if (isOver) atOnce.resolve(null);
    isOver = true;
    stopped.resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) world.signals.on(signal, stop);
  const look = looking(context);
  let last: Round | null = null;
  try {
    while (!isOver && !out.lost) {
      const round = await Promise.race([look(), atOnce.promise]);
      if (round === null) break;
      show(context, round, round.mark !== last?.mark, seconds);
      last = round;
      if (!isOver) await pause(seconds * 1_000, stopped.promise);
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) world.signals.off(signal, stop);
  }
  return last?.exit ?? 8;
}

/** A picture in the place of the one before on a terminal; elsewhere only what is new. */
function show({ globals, out, say, world }: Context, { text, document }: Round, isNew: boolean, seconds: number): void {
  const time = new Date().toISOString();
  if (world.tty.out && !globals.json) {
    const head = say('watch-head', { time, every: spoken(seconds * 1_000, say) });
    out.write(`${clearScreen}${head}\n\n${text}\n`);
  } else if (isNew) out.line(globals.json ? JSON.stringify(document) : `${say('watch-change', { time })}\n${text}`);
}

/** One look after the other; a whole one when it is time for it, or when the short one shows something new. */
function looking(context: Context): () => Promise<Round> {
  let whole: { readonly status: StatusReport; readonly at: number } | null = null;
  let mark = '';
  return async () => {
    try {
      const house = await context.house();
      const now = performance.now();
      const since = whole !== null && now - whole.at < wholeEvery ? whole.status : null;
      let status = await house.status({ since });
      if (since === null) whole = { status, at: now };
      else if (markOf(status) !== mark) {
        status = await house.status();
        whole = { status, at: now };
      }
      mark = markOf(status);
      return { exit: isWell(status) ? 0 : 8, text: statusText(status, context.say), document: status, mark };
    } catch (error) {
      const exit = error instanceof MaintError ? error.exit : 1;
      const described = describeError(error);
      const text = errorLines(described, exit, context.say).join('\n');
      mark = JSON.stringify(described);
      return { exit, text, document: { error: described, exit }, mark };
    }
  };
}

/** Without what is another one at each look although nothing happened: times, counts, the last line of a log. */
function markOf({ components, open, last, found, ...rest }: StatusReport): string {
  return JSON.stringify([
    rest,
    [open, last].map((run) => run && [run.run, run.outcome, run.damage, run.owner?.alive]),
    components.map(({ found: _, generation, probes, ...one }) => [
      one,
      generation?.id,
      probes.map(({ id, verdict, detail }) => [id, verdict, verdict === 'pass' ? null : detail]),
    ]),
    found?.components.map(({ id, state, chosen }) => [id, state, chosen]),
  ]);
}

async function pause(time: number, stopped: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, time);
  await Promise.race([promise, stopped]);
  clearTimeout(timer);
}
