import type { ExitCode } from '@flatnet-maint/core';
import type { House, Proposal } from 'flatnet';
import { applyProposal } from './apply.ts';
import type { Context } from './context.ts';
import { finish } from './finish.ts';

/** A library that makes a generation of what serves. */
type Adopting = House & {
  planAdopt(component: string, how: { readonly tree: string | null; readonly start: boolean }): Promise<Proposal>;
};

export const canAdopt = (house: House): house is Adopting =>
  typeof (house as Partial<Adopting>).planAdopt === 'function';

/** What `flatnet-maint adopt COMPONENT` runs, for somebody who has just said yes to it. */
export async function adoptNow(context: Context, component: string): Promise<ExitCode> {
  const house = await context.house();
  if (!canAdopt(house)) return 0;
  const proposal = await house.planAdopt(component, { tree: null, start: false });
  return finish(context, await applyProposal(context, proposal, false));
}
