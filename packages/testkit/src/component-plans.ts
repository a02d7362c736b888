import type { Component, Json, Way } from '@flatnet-maint/core';
import { expect, vi } from 'vitest';
import type { ComponentCase, ComponentCheck } from './component-case.ts';
import {
  allOf,
  forwardOf,
  isIn,
  isStep,
  knownTo,
  type Planned,
  pathsOf,
  place,
  plannedFrom,
  type Situation,
} from './component-planned.ts';

/** The promises that need no host: what the values are that facts are turned into. */
export function planChecks<Site, Facts extends Json>(
  of: ComponentCase<Site, Facts>,
  situation: () => Promise<Situation<Facts>>,
): ComponentCheck[] {
  const { parts } = of;
  const component = of.component as unknown as Component<never, Json>;
  const known = knownTo(component, parts);
  const actions = new Map(known.actions.map((action) => [action.name, action]));
  const check = (title: string, promise: (all: Planned) => void | Promise<void>): ComponentCheck => ({
    title,
    run: async () => promise(plannedFrom(component, parts, await situation())),
  });
  return [
    check('every id stands once in its plan and begins with the name of the component', ({ plans, ways, verified }) => {
      for (const [name, items] of [...Object.entries(plans).map(allOf), ...Object.entries(ways).map(forwardOf)]) {
        const ids = items.map(({ id }) => id);
        expect(repeated(ids), name).toEqual([]);
        expect(
          ids.filter((id) => !id.startsWith(`${component.id}.`)),
          name,
        ).toEqual([]);
      }
      for (const [name, probes] of Object.entries(verified))
        expect(repeated(probes.map(({ id }) => id)), name).toEqual([]);
    }),

    check('every action and inquiry that is named is known', ({ plans, ways, verified }) => {
      const inquiries = new Set(known.inquiries.map(({ name }) => name));
      const items = [...Object.entries(plans).map(allOf), ...Object.entries(ways).map(forwardOf)].flatMap(
        ([, one]) => one,
      );
      const asked = [
        ...items.flatMap((item) => (item.kind === 'gate' ? [item.ask] : [])),
        ...[...Object.values(verified), ...Object.values(ways).map(({ probes }) => probes)]
          .flat()
          .map(({ ask }) => ask),
      ];
      expect(
        items.filter(isStep).filter(({ action }) => !actions.has(action)),
        'actions',
      ).toEqual([]);
      expect(
        asked.filter(({ inquiry }) => !inquiries.has(inquiry)),
        'inquiries',
      ).toEqual([]);
    }),

    check(
      'every step before commit can be undone exactly; what is kept, or comes after commit, never is',
      // Where nothing serves, something may be ended for good before anything is made to serve.
      ({ plans: { revival: _, ...plans } }) => {
        const undoing = (action: string) => (of.losing?.includes(action) === true ? 'losing-later-data' : 'exactly');
        for (const [name, plan] of Object.entries(plans)) {
          const before = [...plan.prepare, ...plan.around, ...plan.cutover, ...plan.trial].filter(isStep);
          const after = [...plan.backup, ...plan.cleanup].filter(isStep);
          expect(
            before.filter(({ action, undoes }) => undoes !== undoing(action)).map(({ id }) => id),
            name,
          ).toEqual([]);
          expect(
            before.filter(({ action }) => actions.get(action)?.undo === undefined).map(({ id }) => id),
            name,
          ).toEqual([]);
          expect(
            after.filter(({ undoes }) => undoes !== 'never').map(({ id }) => id),
            name,
          ).toEqual([]);
        }
      },
    ),

    check('its plans are JSON values', (all) => {
      expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
    }),

    check('the same facts give the same plans, whatever the time is, and stay as they are', async () => {
      const from = await situation();
      const at = (now: string) => {
        vi.useFakeTimers({ now: new Date(now), toFake: ['Date', 'performance'] });
        try {
          return plannedFrom(component, parts, { ...from, facts: frozen(from.facts) });
        } finally {
          vi.useRealTimers();
        }
      };
      expect(at('2031-05-06T07:08:09.010Z')).toEqual(at('2026-01-02T03:04:05.678Z'));
    }),

    check('every limit is a time, and every question is asked', ({ plans, ways, verified }) => {
      const items = [...Object.entries(plans).map(allOf), ...Object.entries(ways).map(forwardOf)].flatMap(
        ([, one]) => one,
      );
      const isTime = (time: number) => Number.isFinite(time) && time > 0;
      const bad = items.filter((item) =>
        item.kind === 'step'
          ? !Object.values(item.limits).every(isTime)
          : !isTime(item.limit) || !isTime(item.every) || item.passes < 1,
      );
      expect(
        bad.map(({ id }) => id),
        'items',
      ).toEqual([]);
      const probes = [...Object.values(verified), ...Object.values(ways).map((way) => way.probes)].flat();
      const never = probes.filter(
        ({ every, limit = 1, passes, fails }) => !isTime(every) || !isTime(limit) || passes < 1 || fails < 1,
      );
      expect(
        never.map(({ id }) => id),
        'probes',
      ).toEqual([]);
    }),

    check('the backup holds every path that the cutover writes, or it only leads to a generation', (all) => {
      const { upgrade } = all.plans;
      const read = pathsOf(actions, upgrade.backup, 'reads');
      const { pointers = [], fleeting = [] } = of;
      const spared = [...all.generations, ...pointers, ...fleeting];
      const bare = pathsOf(actions, upgrade.cutover, 'writes').filter(
        // What bears the id of the run was not there before it.
        (path) => ![...read, ...spared].some((one) => isIn(path, one)) && !path.includes(place.id),
      );
      expect(bare).toEqual([]);
    }),

    check('a return is the same cutover as an upgrade to the same generation', ({ changes: { there, back } }) => {
      const what = ({ around, cutover, cleanup, evidence, expects }: Omit<typeof there, 'prepare' | 'to'>) => ({
        around,
        cutover,
        cleanup,
        evidence,
        expects,
      });
      expect(what(back)).toEqual(what(there));
      expect(back.to).toEqual(there.to);
    }),

    check('the way of an emergency leads to that generation, and is one way wherever it leads', ({ ways, ...all }) => {
      expect(ways.back.generation).toEqual(all.live);
      expect(ways.there.generation).toEqual(all.changes.there.to);
      const shape = ({ cutover }: Way) =>
        cutover.map((item) => [item.id, item.kind === 'step' ? item.action : item.ask.inquiry]);
      expect(shape(ways.back)).toEqual(shape(ways.there));
    }),
  ];
}

const repeated = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

/** Whoever writes to it throws. */
function frozen<Value extends Json>(value: Value): Value {
  if (value !== null && typeof value === 'object') for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}
