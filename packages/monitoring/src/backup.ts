import type { RunPlace, Step, Unkept } from '@flatnet-maint/core';
import type { MonitoringFacts } from './facts.ts';
import { keeping } from './stage.ts';

/** The present stack as a generation to go back to, with an archive of each of its images. */
export const backup = (facts: MonitoringFacts, run: RunPlace): readonly Step[] => keeping(facts, run);

/** What lies elsewhere is told by preflight, which knows the readings. */
export const unkept = (): Unkept => ({ notes: [], findings: [] });
