import {
  type Component,
  describeError,
  type Gate,
  type HostView,
  type Json,
  type Plan,
  question,
  step,
  type Way,
} from '@flatnet-maint/core';
import type { Site } from '../site/site.ts';
import { t } from '../texts.ts';
import { besideWell } from './beside-well.ts';
import { compareBeside } from './compare-beside.ts';
import { type Watched, watchedOf } from './watched.ts';

interface Around {
  readonly components: readonly Component<never, Json>[];
  readonly site: () => Promise<Site>;
  readonly view: HostView;
}

/**
 * A plan that changes something live, with the bracket that holds everything else against before. Last among the brackets:
 * it is the first to be closed, while the alarms are still silent. What of it cannot be watched is said in the plan.
 */
export async function withBeside(plan: Plan, around: Around): Promise<Plan> {
  if (plan.cutover.length === 0) return plan;
  const { watched, notes } = await besides(plan.component, around);
  const { component } = plan;
  const others = [...new Set(watched.map((one) => one.component))].join(', ') || t('none');
  const bracket = step(compareBeside([]), {
    id: 'run.beside',
    title: t('beside-step', { count: watched.length, others }),
    host: 'local',
    args: { component, watched },
    do: 15_000,
    undo: 20_000,
  });
  return {
    ...plan,
    around: [...plan.around, bracket],
    expects: { ...plan.expects, notes: [...plan.expects.notes, ...notes] },
  };
}

/** The questions of all other components that the site file speaks of, and which of them nobody can ask. */
async function besides(own: string, { components, site, view }: Around) {
  const { components: settings } = await site();
  const others = components.filter(({ id }) => id !== own && settings[id] !== undefined);
  const asked = await Promise.all(
    others.map(async (one) => {
      try {
        const { facts } = await one.inspect(settings[one.id] as never, view);
        return { watched: watchedOf(one.id, one.verify(facts, one.live(facts)).probes), notes: [] };
      } catch (error) {
        return { watched: [], notes: [t('beside-unseen', { component: one.id, why: describeError(error).message })] };
      }
    }),
  );
  return { watched: asked.flatMap((one) => one.watched), notes: asked.flatMap((one) => one.notes) };
}

/** The last thing of an emergency: by the ready ways of the others, for the site file may be gone; it only tells. */
export function tellsBeside(ways: readonly Way[]): readonly Gate[] {
  const watched: readonly Watched[] = ways.flatMap(({ generation, probes }) =>
    watchedOf(
      generation.component,
      probes.filter(({ compare }) => compare === undefined),
    ),
  );
  if (watched.length === 0) return [];
  return [
    {
      kind: 'gate',
      id: 'run.beside',
      title: t('beside-gate'),
      host: 'local',
      ask: question(besideWell([]), { watched }),
      ...{ passes: 1, every: 1_000, limit: 10_000, tells: true },
    },
  ];
}
