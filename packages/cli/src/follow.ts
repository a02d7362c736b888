import type { Entry } from '@flatnet-maint/core';
import type { RunOptions } from 'flatnet';
import type { Context } from './context.ts';
import { clean } from './render/clean.ts';
import { watchSignals } from './signals.ts';
import { openView } from './view/open-view.ts';

/**
 * Shows a run while it goes on and hands it the operator's signals. `past` = what its journal already holds; without a
 * terminal there is none that could be lost.
 */
export async function follow<Report>(
  context: Context,
  past: readonly Entry[],
  start: (how: RunOptions) => Promise<Report>,
  { hasTerminal = true } = {},
): Promise<Report> {
  const view = await openView(context);
  const controller = new AbortController();
  let confirming = confirms(past);
  const watch = watchSignals(context.world.signals, {
    turn(by) {
      view.tick(context.say('goes-back', { signal: by }));
      controller.abort(by);
    },
    lost: () => (hasTerminal ? view.tick(context.say('terminal-lost')) : undefined),
    confirming: () => confirming || !hasTerminal,
  });
  view.past(past);
  try {
    const run = start({
      onEntry(entry) {
        confirming ||= confirms([entry]);
        view.entry(entry);
      },
      onTick: (text) => view.tick(context.say.of(text)),
      onNotice: (text) => context.err.line(clean(context.say.of(text))),
      signal: controller.signal,
    });
    return await Promise.race([run, watch.stopNow]);
  } finally {
    watch.end();
    await view.end();
  }
}

const confirms = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry.type === 'opened' && entry.plan.confirmWithin !== null);
