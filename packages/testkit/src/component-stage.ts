import {
  type AnyAction,
  type Component,
  digestOf,
  type Finding,
  foldRun,
  type Item,
  type Json,
  type Plan,
  type Release,
  type RunPlace,
  type Way,
} from '@flatnet-maint/core';
import { expect } from 'vitest';
import type { ComponentCase, ComponentPlay, SpecParts, Wanted } from './component-case.ts';
import { knownTo, pathsOf, tool } from './component-planned.ts';
import type { PlayedRun } from './engine-under-spec.ts';
import { type MemoryHosts, memoryHosts } from './memory-hosts.ts';
import type { MemoryRecord } from './memory-record.ts';
import { RunLives } from './run-lives.ts';
import type { World } from './world.ts';

export const state = '/var/lib/flatnet-maint';

/** The lives of one run of the component, and what its steps touch. */
export class ComponentLives extends RunLives {
  readonly #actions: ReadonlyMap<string, AnyAction>;

  constructor(
    { engine }: SpecParts,
    actions: readonly AnyAction[],
    hosts: MemoryHosts,
    plan: Plan,
    running: (record: MemoryRecord) => PlayedRun,
  ) {
    super(engine, hosts, plan, running);
    this.#actions = new Map(actions.map((action) => [action.name, action]));
  }

  /** The paths that these items say they read or write. */
  paths(items: readonly Item[], access: 'reads' | 'writes'): readonly string[] {
    return pathsOf(this.#actions, items, access);
  }
}

/** The world of a test, the component in it, and the runs that are planned there, as the library plans them. */
export class Stage<Site, Facts extends Json> {
  readonly of: ComponentCase<Site, Facts>;
  readonly play: ComponentPlay<Site>;
  readonly component: Component<never, Json>;
  readonly hosts: MemoryHosts = memoryHosts({ profile: 'posix' });
  readonly site: Site;
  #runs = 0;

  constructor(of: ComponentCase<Site, Facts>, play: ComponentPlay<Site>) {
    this.of = of;
    this.play = play;
    this.component = of.component as unknown as Component<never, Json>;
    this.hosts.world.folder(state, 0o700);
    this.site = play.world(this.hosts.world);
  }

  get world(): World {
    return this.hosts.world;
  }

  inspect(): Promise<{ facts: Json; readings: Json }> {
    return this.component.inspect(this.site as never, this.#view());
  }

  /** What stands in the way of this release here. */
  async findings(wanted: Wanted): Promise<readonly Finding[]> {
    const { facts, readings } = await this.inspect();
    return this.component.preflight(facts, readings, { release: await this.release(facts, wanted) });
  }

  /** A release as it is in hand before a plan is made: what is asked for is brought, as by the command. */
  async release(facts: Json, wanted: Wanted): Promise<Release> {
    if (typeof wanted !== 'string') return wanted;
    const { asked, fetch } = this.component;
    if (asked === undefined) throw new Error(`${this.component.id} knows no requests`);
    const release = asked(facts, wanted);
    const lent = this.hosts.lend('local', 3_600_000, 'fetch');
    try {
      return (await fetch?.(facts, release, lent.host)) ?? release;
    } finally {
      await lent.release();
    }
  }

  async upgrade(wanted: Wanted): Promise<ComponentLives> {
    const { component } = this;
    const from = await this.#from();
    const change = component.upgrade(from.facts, await this.release(from.facts, wanted), from.place);
    return this.#lives(this.#library.composeChange(from, change, { command: 'upgrade', ...now }));
  }

  /** A return to a kept generation, which is looked through first, as by the command. */
  async rollback(id: string): Promise<ComponentLives> {
    const { component } = this;
    const from = await this.#from();
    const kept = await this.#library.chooseGeneration(this.#view().files as never, from, id);
    const change = component.rollback(from.facts, kept, from.place);
    const host = (from.facts as { host?: string }).host ?? 'local';
    const sound = this.#library.soundGate(state, host, kept);
    const whole = { ...change, prepare: [sound, ...change.prepare] };
    return this.#lives(this.#library.composeChange(from, whole, { command: 'rollback', ...now }));
  }

  /** To what was there before the present version, by the ready way that lies in the state folder and by nothing else. */
  async emergency(): Promise<ComponentLives> {
    const { record } = await this.#library.knownGood(this.#view().files as never, state, this.component.id);
    const previous = record?.previous;
    if (previous === null || previous === undefined) throw new Error('no ready way back lies in the state folder');
    return this.#fleeing(previous);
  }

  /** From the middle of an open run, which is not undone: to what it was leaving, as its own plan says. */
  emergencyFrom({ plan }: RunLives): ComponentLives {
    const note = plan.backup.find(({ id }) => id === `${this.component.id}.last-good-before`);
    if (note === undefined) throw new Error('the plan notes no ready way to what it leaves');
    return this.#fleeing((note.args as unknown as { record: { good: Way } }).record.good);
  }

  #fleeing(way: Way): ComponentLives {
    const ways = { good: way, previous: null };
    return this.#lives(this.#library.composeEmergency(this.component.id, way, tool, this.#place(), ways));
  }

  get #library() {
    return this.of.parts.flatnet;
  }

  #view() {
    return this.hosts.view('local', 3_600_000);
  }

  #place(): RunPlace {
    this.#runs += 1;
    return { id: `spec-${this.#runs}`, state };
  }

  async #from() {
    const { component } = this;
    const { facts } = await this.inspect();
    return { component, facts, place: this.#place(), tool, lastGood: null, accepted: [] as const };
  }

  #lives(composed: Plan): ComponentLives {
    const { hosts, component } = this;
    const { engine } = this.of.parts;
    const known = knownTo(component, this.of.parts);
    // The dead-man is armed and ended by the house, not by a run, and none of a component.
    const plan = { ...composed, guard: [] };
    const lives: ComponentLives = new ComponentLives(this.of.parts, known.actions, hosts, plan, (record) => ({
      record,
      hosts,
      registry: engine.registryOf(known.actions, known.inquiries),
      clock: hosts.world.clock,
      facts: async () => digestOf((await this.inspect()).facts),
      turn: new engine.Turn(),
      async keepEvidence(files) {
        for (const file of files) await hosts.view('local', 1_000).files.stat(file);
      },
      onEntry: (entry) => lives.onEntry(entry),
      onTick: () => {},
    }));
    return lives;
  }
}

const now = { soak: 0, confirmWithin: null };

/** Nobody disturbs it, and it changes what it is to change. */
export async function committed(lives: RunLives): Promise<void> {
  const ended = await lives.live(null);
  const why = foldRun(lives.entries).failure;
  expect(why === null ? ended : `${ended}: ${why.id} ${why.message}`, lives.plan.command).toBe('committed');
  expect([...lives.leftovers], lives.plan.command).toEqual([]);
}
