import type { Plan } from '@flatnet-maint/core';
import type { Say } from '../say.ts';
import type { Sink } from '../sink.ts';
import { entryLine } from './entry-line.ts';
import type { View } from './view.ts';

/** One line per journal entry: for logs, pipes, build machines and the stderr of --json. */
export function plainView(sink: Sink, say: Say): View {
  let plan: Plan | null = null;
  return {
    past(entries) {
      for (const entry of entries) if (entry.type === 'opened') plan = entry.plan;
    },
    entry(entry) {
      if (entry.type === 'opened') plan = entry.plan;
      const line = entryLine(entry, plan, say);
      if (line !== null) sink.line(line);
    },
    // Every answer of every probe: too many lines for a log, and the journal has what changed.
    tick() {},
    async end() {},
  };
}
