import type { Change, Generation } from '@flatnet-maint/core';
import { cutover } from './cutover.ts';
import type { NebulaFacts } from './facts.ts';
import { proofs } from './stage.ts';

/** Makes a generation live where nothing of it serves: the same steps as an upgrade, after the same proofs. */
export function revive(facts: NebulaFacts, to: Generation): Omit<Change, 'to'> {
  return { ...cutover(facts, to), prepare: proofs(facts, to) };
}
