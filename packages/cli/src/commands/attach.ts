import type { ExitCode } from '@flatnet-maint/core';
import type { RunReport } from 'flatnet';
import { command } from '../command.ts';
import { answer, type Context } from '../context.ts';
import { finish } from '../finish.ts';
import { runOrLatest } from '../open-run.ts';
import { clean } from '../render/clean.ts';
import { t } from '../texts.ts';
import { openView } from '../view/open-view.ts';

export const attachCommand = command({
  usage: 'attach [run]',
  describe: t('attach'),
  positionals: { run: { type: 'string', describe: t('run-id-or-latest') } },
  options: {},
  async run(args, context) {
    const run = await runOrLatest(args.run, await context.house());
    const report = await watch(context, run);
    return report === null ? leave(context, run) : finish(context, report);
  },
});

/** Shows it like a run of this terminal; but every signal ends the view alone. */
async function watch(context: Context, run: string): Promise<RunReport | null> {
  const { err, say, world } = context;
  const house = await context.house();
  const view = await openView(context);
  const left = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const away = () => left.abort();
  for (const name of names) world.signals.on(name, away);
  try {
    return await house.watch(run, {
      onEntry: (entry) => view.entry(entry),
      onTick: (text) => view.tick(say.of(text)),
      onNotice: (text) => err.line(clean(say.of(text))),
      signal: left.signal,
    });
  } finally {
    for (const name of names) world.signals.off(name, away);
    await view.end();
  }
}

/** How it ends is not known here, so this is no success. */
function leave(context: Context, run: string): ExitCode {
  const message = t('view-left', { run });
  answer(context, { run, outcome: 'open', message }, context.say.of(message));
  return 7;
}
