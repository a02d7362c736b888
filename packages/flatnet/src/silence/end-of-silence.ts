import { endSilences, type SilenceArgs, silence } from '@flatnet-maint/actions';
import { type Plan, type RunState, type Step, step } from '@flatnet-maint/core';
import { t } from '../texts.ts';

/**
 * An emergency silences nothing itself: who calls it wants to hear. What the run silenced that it takes the place of still
 * holds meanwhile, and is ended as the last thing, in a short time that nothing waits for.
 */
export function withEndOfSilence(plan: Plan, open: RunState | null): Plan {
  const ending = open === null ? null : endOf(open);
  return ending === null ? plan : { ...plan, cleanup: [...plan.cleanup, ending] };
}

function endOf({ plan, begun, undone }: RunState): Step | null {
  const held = plan.around.find(({ id, action }) => action === silence.name && begun.has(id) && !undone.has(id));
  if (held === undefined) return null;
  const { alertmanager, owner } = held.args as SilenceArgs;
  return step(endSilences, {
    id: 'run.end-silences',
    title: t('end-silences', { run: plan.id }),
    host: held.host,
    args: { alertmanager, owners: [owner] },
    do: 5_000,
    undo: 1_000,
    undoes: 'never',
  });
}
