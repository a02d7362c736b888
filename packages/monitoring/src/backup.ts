import { type RunPlace, type Step, step, type Unkept } from '@flatnet-maint/core';
import { sweep } from './actions/sweep.ts';
import type { MonitoringFacts } from './facts.ts';
import { keeping } from './stage.ts';
import { t } from './texts.ts';

/** The present stack as a generation to go back to, with an archive of each of its images. */
export const backup = (facts: MonitoringFacts, run: RunPlace): readonly Step[] => keeping(facts, run);

/** Archives and copies that only pruned generations needed. */
export const sweeping = ({ host, generations, services }: MonitoringFacts): readonly Step[] => [
  step(sweep, {
    id: 'monitoring.sweep',
    title: t('step-sweep'),
    host,
    args: { generations, live: services.map(({ image }) => image.id) },
    do: 120_000,
    undo: 1_000,
    undoes: 'never',
  }),
];

/** What lies elsewhere is told by preflight, which knows the readings. */
export const unkept = (): Unkept => ({ notes: [], findings: [] });
