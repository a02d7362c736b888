import type { Component, Json } from '@flatnet-maint/core';
import { describe, test } from 'vitest';
import type { ComponentCase, ComponentCheck } from './component-case.ts';
import { killChecks } from './component-kills.ts';
import type { Situation } from './component-planned.ts';
import { planChecks } from './component-plans.ts';
import { playChecks } from './component-play.ts';
import { Stage } from './component-stage.ts';

/** The promises of a component: of its plans from each of the facts, and of the runs that are played with it. */
export function componentChecks<Site, Facts extends Json>(of: ComponentCase<Site, Facts>): ComponentCheck[] {
  const { component, facts = {}, release, play } = of;
  const situations: [title: string, () => Promise<Situation<Facts>>][] = Object.entries(facts).map(([title, one]) => [
    title,
    async () => {
      if (release === undefined) throw new Error('facts without a release to upgrade to');
      return { facts: one, release };
    },
  ]);
  if (play !== undefined) {
    situations.push([
      'in its world',
      async () => {
        const stage = new Stage(of, play);
        const { facts } = await stage.inspect();
        return { facts: facts as Facts, release: await stage.release(facts, play.releases[0]) };
      },
    ]);
  }
  if (situations.length === 0) throw new Error(`there is nothing to plan ${(component as Component).id} from`);
  return [
    ...situations.flatMap(([title, situation]) =>
      planChecks(of, situation).map((one) => ({ ...one, title: `${title}: ${one.title}` })),
    ),
    ...(play === undefined ? [] : [...playChecks(of, play), ...killChecks(of, play)]),
  ];
}

/**
 * What is promised of every component, as tests: its plans are values that can be undone, and whatever happens while one is
 * carried out, what is live afterwards is exactly the old or exactly the new.
 */
export function componentSpec<Site, Facts extends Json>(of: ComponentCase<Site, Facts>): void {
  describe(`component ${of.component.id}`, { timeout: 120_000 }, () => {
    for (const { title, run } of componentChecks(of)) test(title, run);
  });
}
