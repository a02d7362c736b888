import { recordGeneration, takeSnapshot } from '@flatnet-maint/actions';
import type { Adoption, Change, Gate, Item, Millis, Plan, Step } from '@flatnet-maint/core';
import { bare, type Composing, hostOf, lastGoodStep } from './compose.ts';
import { t } from './texts.ts';

export interface Adopting {
  readonly adoption: Adoption;
  /** The tree that somebody chose; null = the present one. */
  readonly tree: string | null;
  /** How it is made to serve; null = nothing live changes. */
  readonly revived: Omit<Change, 'to'> | null;
  /** It was seen working just now: its own test passes and all its probes are green. */
  readonly proven: boolean;
  /** Why it counts as not proven, in words. */
  readonly why: readonly string[];
  /** It has a record already. */
  readonly isRecorded: boolean;
  readonly soak: Millis;
}

/** The present state, or a tree that was found, becomes generation 0; with `revived` it is made to serve as well (U5). */
export function composeAdopt(from: Composing, how: Adopting): Plan {
  const { component, facts, place } = from;
  const { adoption, revived } = how;
  const isGood = how.proven || revived !== null;
  const to = generationOf(how);
  const verified =
    revived === null ? component.verify(facts, component.live(facts)) : component.verify(facts, to, place);
  const { good, previous } = from.lastGood ?? { good: null, previous: null };
  const record = {
    good: component.way(facts, to),
    previous: good === null || good.generation.id === to.id ? previous : good,
  };
  const notes = [
    ...(revived?.expects.notes ?? []),
    ...(isGood ? [] : [t('adopt-not-proven', { id: to.id, why: how.why.join('; ') })]),
    ...(component.unkept?.(facts, place).notes ?? []),
  ];
  return {
    ...bare(from, 'adopt'),
    ...(how.tree === null ? {} : { tree: how.tree }),
    to: to.version,
    prepare: [
      ...(isGood ? [testGate(from, adoption)] : []),
      ...steps(how),
      ...(revived?.prepare ?? tried(from, how, to)),
    ],
    around: revived?.around ?? [],
    backup: notMade(component.backup(facts, place), adoption).map((step) => ofGeneration(step, to.id)),
    cutover: revived?.cutover ?? [],
    trial: revived === null ? [] : verified.trial,
    // What was never seen working has no answers from before to be held against.
    probes: { forward: isGood ? verified.probes.filter(({ compare }) => compare === undefined) : [], back: [] },
    soak: revived === null ? 0 : how.soak,
    cleanup: [...(isGood ? [lastGoodStep(from, 'after', record)] : []), ...(revived?.cleanup ?? [])],
    expects: { darkMs: revived?.expects.darkMs ?? 0, notes },
    evidence: revived?.evidence ?? [],
  };
}

/**
 * What was seen working is the original; the copy that an emergency would start is seen starting, too. Never a tree in its
 * own place: that one serves.
 */
function tried(
  { component, facts, place }: Composing,
  { proven, adoption }: Adopting,
  to: Adoption['to'],
): readonly Item[] {
  if (adoption.tries !== undefined) return proven ? adoption.tries : [];
  return proven && to.adopted?.from !== to.tree ? component.rollback(facts, to, place).prepare : [];
}

/** The steps that make the generation, without the record that is there already. */
function steps(how: Adopting): readonly Item[] {
  return how.adoption.prepare.flatMap((item) => {
    if (item.kind !== 'step' || item.action !== recordGeneration.name) return [item];
    if (how.isRecorded) return [];
    return [{ ...item, args: { ...(item.args as object), generation: { ...generationOf(how) } } }];
  });
}

/** With what is known of it. */
function generationOf({ adoption: { to }, proven, revived }: Adopting): Adoption['to'] {
  return to.adopted === undefined ? to : { ...to, adopted: { ...to.adopted, proven: proven || revived !== null } };
}

/** What a backup keeps, without what the adoption keeps itself. */
export const notMade = (backup: readonly Step[], { prepare }: Adoption): readonly Step[] =>
  backup.filter(({ id }) => !prepare.some((made) => made.id === id));

const ofGeneration = (step: Step, generation: string): Step =>
  step.action === takeSnapshot.name ? { ...step, args: { ...(step.args as object), generation } } : step;

/** Asked once more in the run: between the plan and its use somebody may have waited for hours. */
const testGate = ({ component, facts }: Composing, { test }: Adoption): Gate => ({
  kind: 'gate',
  id: `${component.id}.own-test`,
  title: t('own-test-gate'),
  host: hostOf(facts),
  ask: test,
  passes: 1,
  every: 1_000,
  limit: 10_000,
});

/** The steps with which an upgrade keeps what it found, when nothing was kept before: never undone. */
export const adoptFirst = (adoption: Adoption, proven: boolean): readonly Step[] =>
  steps({ adoption, proven, tree: null, revived: null, why: [], isRecorded: false, soak: 0 }).flatMap((item) =>
    item.kind === 'step' ? [{ ...item, undoes: 'never' as const }] : [],
  );
