import type { ExitCode } from '@flatnet-maint/core';
import type { Proposal } from 'flatnet';
import { answer, type Context } from './context.ts';
import { errorLines } from './render/error-lines.ts';
import { blocking, proposalText } from './render/proposal.ts';
import { t } from './texts.ts';

/** Prints what would be done. Findings that block are the exit code 3, after all of it was printed. */
export function showProposal(context: Context, proposal: Proposal): ExitCode {
  const { plan, findings, rights, worstWayBack } = proposal;
  const first = blocking(proposal)[0];
  const error =
    first === undefined
      ? undefined
      : {
          code: 'E_PREFLIGHT',
          message: t('finding-blocks', { id: first.id, message: first.message }),
          next: first.next,
        };
  const document = {
    command: `plan ${plan.command}`,
    component: plan.component,
    from: plan.from,
    to: plan.to,
    darkMs: plan.expects.darkMs,
    worstWayBackMs: worstWayBack,
    rights,
    findings,
    plan,
    ...(error === undefined ? {} : { error }),
  };
  answer(context, document, proposalText(proposal, context.say));
  if (error === undefined) return 0;
  if (!context.globals.json) for (const line of errorLines(error, 3, context.say)) context.err.line(line);
  return 3;
}
