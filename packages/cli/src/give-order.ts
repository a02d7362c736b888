import type { ExitCode } from '@flatnet-maint/core';
import { answer, type Context } from './context.ts';
import { finish } from './finish.ts';
import { follow } from './follow.ts';
import { noRunOpen, openPast, openRun } from './open-run.ts';
import { t } from './texts.ts';

/** Puts an order to the open run. Its living owner obeys it and reports; without one the run is taken over from here. */
export async function giveOrder(context: Context, order: 'abort' | 'confirm'): Promise<ExitCode> {
  const house = await context.house();
  const open = await openRun(house);
  if (open === null) throw noRunOpen();
  const report = await follow(context, await openPast(house), (how) => house.order(order, how));
  if (report !== null) return finish(context, report);
  const message = t('order-given', { order, run: open.run });
  answer(context, { run: open.run, order, message }, context.say.of(message));
  return 0;
}
