import type { ExitCode } from '@flatnet-maint/core';
import type { RunReport } from 'flatnet';
import { answer, type Context } from './context.ts';
import { exitOf } from './exit-code.ts';
import { errorLines } from './render/error-lines.ts';
import { reportText } from './render/report.ts';

/** What a code alone does not tell: where nothing served before, and what is closed though not proven. */
function nowOf({ command, outcome }: RunReport, { say }: Context): string | undefined {
  if (command === 'adopt' && outcome === 'rolled-back') return say('now-taken-back');
  return command === 'emergency' && outcome === 'stuck' ? say('now-unproven') : undefined;
}

/** Prints how a run ended and gives the code for it. */
export function finish(context: Context, report: RunReport, exit: ExitCode = exitOf(report.outcome)): ExitCode {
  answer(context, report, reportText(report, context.say));
  if (report.error !== undefined && !context.globals.json) {
    for (const line of errorLines(report.error, exit, context.say, nowOf(report, context))) context.err.line(line);
  }
  return exit;
}
