import type { Proposal, RunReport } from 'flatnet';
import { askToGo } from './ask.ts';
import { aside, type Context } from './context.ts';
import { follow } from './follow.ts';
import { blocking, findingsText, proposalText, toBeRead } from './render/proposal.ts';

/** Shows a proposal, asks where somebody can answer, and runs it. What blocks it is refused by the library, not here. */
export async function applyProposal(context: Context, proposal: Proposal, ask: boolean): Promise<RunReport> {
  const house = await context.house();
  await agree(context, proposal, ask);
  return follow(context, [], (how) => house.apply(proposal, how));
}

/** Shows what is to be read before it, and returns when it may begin. */
export async function agree(context: Context, proposal: Proposal, ask: boolean): Promise<void> {
  const asking = ask && !context.unattended && blocking(proposal).length === 0;
  if (asking) aside(context, proposalText(proposal, context.say));
  else if (toBeRead(proposal).length > 0 && !context.globals.quiet) aside(context, findingsText(proposal, context.say));
  const { command, component } = proposal.plan;
  if (asking) await askToGo(context, context.say('ask-now', { command, component }));
}
