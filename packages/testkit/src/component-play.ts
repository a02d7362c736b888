import type { Json } from '@flatnet-maint/core';
import { expect } from 'vitest';
import type { ComponentCase, ComponentCheck, ComponentPlay } from './component-case.ts';
import { allTexts, contents, filesAt, mark, tamper } from './component-contents.ts';
import { type ComponentLives, committed, Stage } from './component-stage.ts';
import { snapshot } from './snapshot.ts';

/** The promises of whole runs, one after the other, and of what somebody else does meanwhile. */
export function playChecks<Site, Facts extends Json>(
  of: ComponentCase<Site, Facts>,
  play: ComponentPlay<Site>,
): ComponentCheck[] {
  const [first, next] = play.releases;
  const begin = () => new Stage(of, play);
  const upgrading = () => begin().upgrade(first);

  return [
    {
      title: 'nothing stands in the way in the world of this test',
      run: async () => {
        const found = await begin().findings(first);
        expect(found.filter(({ blocks }) => blocks)).toEqual([]);
      },
    },

    {
      title: 'what only leads to a generation is a link, or absent',
      run: async () => {
        const { world } = begin();
        const held = (of.pointers ?? []).filter((path) => !['link', undefined].includes(world.tree.node(path)?.kind));
        expect(held).toEqual([]);
      },
    },

    {
      title:
        'upgrade, return, return from that, a further upgrade and the long way back: each leaves exactly what it should',
      run: async () => {
        const stage = begin();
        const { world, component } = stage;
        const id = async () => component.live((await stage.inspect()).facts).id;
        const [old, oldId] = [play.live(world), await id()];
        const up = await stage.upgrade(first);
        const backed = contents(world, up.paths(up.plan.backup, 'reads'));
        const { outside } = snapshot(world);
        const replaced = filesAt(world, up.paths(up.plan.cutover, 'writes'));
        await committed(up);
        const [fresh, freshId] = [play.live(world), await id()];
        expect(fresh).not.toEqual(old);
        const texts = new Set(allTexts(world));
        const lost = replaced.filter((text) => !texts.has(text));
        expect(lost, 'what was replaced and is nowhere any more').toEqual([]);
        expect(snapshot(world).outside, 'what was made for a trial').toEqual(outside);
        await committed(await stage.rollback(oldId));
        expect(play.live(world), 'after the return').toEqual(old);
        expect(contents(world, Object.keys(backed)), 'what was backed up').toEqual(backed);
        expect(await id()).toBe(oldId);
        await committed(await stage.rollback(freshId));
        expect(play.live(world), 'after the return from that').toEqual(fresh);
        await committed(await stage.upgrade(next));
        const further = play.live(world);
        expect([old, fresh]).not.toContainEqual(further);
        await committed(await stage.rollback(oldId));
        expect(play.live(world), 'after the long way back').toEqual(old);
      },
    },

    {
      title: 'an emergency leads back by what was written down before, and by nothing else',
      run: async () => {
        const stage = begin();
        const old = play.live(stage.world);
        await committed(await stage.upgrade(first));
        // Of the new state nothing is known: not even inspect() is asked.
        await committed(await stage.emergency());
        expect(play.live(stage.world)).toEqual(old);
      },
    },

    {
      title: 'what somebody put in the place of a changed thing is moved aside on the way back, never lost',
      run: async () => {
        const old = play.live(begin().world);
        for (const { step, path } of await changes()) {
          const lives = await upgrading();
          const isDone = (entries: ComponentLives['entries']) =>
            entries.some((entry) => entry.type === 'done' && entry.id === step);
          lives.onEntry = (entry) => {
            if (entry.type === 'done' && entry.id === step) tamper(lives.world, path);
          };
          lives.disk.orders = (entries) => (isDone(entries) ? ['abort'] : []);
          expect(await lives.live(null), `${path} changed after ${step}`).toBe('rolled-back');
          expect(play.live(lives.world), `${path} changed after ${step}`).toEqual(old);
          expect(allTexts(lives.world), `${path} changed after ${step}`).toContain(mark);
        }
      },
    },

    {
      title: 'what somebody changes between the backup and the cutover is never lost',
      run: async () => {
        for (const path of new Set((await changes()).map((change) => change.path))) {
          const lives = await upgrading();
          const last = lives.plan.backup.at(-1)?.id;
          lives.onEntry = (entry) => {
            if (entry.type === 'done' && entry.id === last) tamper(lives.world, path);
          };
          expect(['committed', 'rolled-back', 'refused'], path).toContain(await lives.live(null));
          expect(allTexts(lives.world), path).toContain(mark);
        }
      },
    },
  ];

  /** Which step of the cutover leaves a file or a link where something was before the run. */
  async function changes(): Promise<readonly { step: string; path: string }[]> {
    const lives = await upgrading();
    const found: { step: string; path: string }[] = [];
    const before = new Set(Object.keys(snapshot(lives.world).files));
    lives.onEntry = (entry) => {
      const items = lives.plan.cutover.filter((item) => entry.type === 'done' && item.id === entry.id);
      for (const path of lives.paths(items, 'writes'))
        if (before.has(path) && ['file', 'link'].includes(lives.world.tree.node(path)?.kind ?? ''))
          found.push({ step: items[0]!.id, path });
    };
    await committed(lives);
    return found;
  }
}
