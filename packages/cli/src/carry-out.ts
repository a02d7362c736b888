import type { ExitCode } from '@flatnet-maint/core';
import type { Detached, Proposal } from 'flatnet';
import { agree, applyProposal } from './apply.ts';
import { answer, type Context } from './context.ts';
import { spoken } from './duration.ts';
import { finish } from './finish.ts';

/** Runs a proposal to its close in this terminal, or gives it to a process that does not hang from one. */
export async function carryOut(
  context: Context,
  proposal: Proposal,
  how: { readonly ask: boolean; readonly detach: boolean },
): Promise<ExitCode> {
  if (!how.detach) return finish(context, await applyProposal(context, proposal, how.ask));
  const house = await context.house();
  await agree(context, proposal, how.ask);
  const detached = await house.detach(proposal);
  const { command, component, confirmWithin } = proposal.plan;
  const document = { ...detached, command, component, outcome: 'open', confirmWithinMs: confirmWithin };
  answer(context, document, detachedText(detached, proposal, context));
  return 0;
}

function detachedText({ run, unit, pid }: Detached, { plan }: Proposal, { say }: Context): string {
  const { confirmWithin } = plan;
  return [
    unit === null ? say('detached-process', { run, pid }) : say('detached-unit', { run, unit }),
    say('detached-see'),
    ...(confirmWithin === null ? [] : [say('detached-confirm', { time: spoken(confirmWithin, say) })]),
    say('detached-back'),
  ].join('\n');
}
