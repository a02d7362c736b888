import type { Change, Component, Generation, Json, Plan, Release, RunPlace, Way } from '@flatnet-maint/core';
import type { EngineUnderSpec } from './engine-under-spec.ts';
import type { World } from './world.ts';

/** As much of the library as makes plans; `import * as flatnet from 'flatnet'` is one. */
export interface LibraryUnderSpec {
  composeChange(
    from: ComposedFrom,
    change: Change,
    how: { readonly command: 'upgrade' | 'rollback'; readonly soak: number; readonly confirmWithin: null },
  ): Plan;
  composeEmergency(component: string, way: Way, tool: Tool, place: RunPlace, record: Ways): Plan;
  chooseGeneration(files: never, from: ComposedFrom, wanted: string): Promise<Generation>;
  knownGood(files: never, state: string, component: string): Promise<{ readonly record: Ways | null }>;
  soundGate(state: string, host: string, kept: Generation): Plan['prepare'][number];
}
type Tool = { readonly version: string; readonly node: string; readonly cli: string };
interface Ways {
  readonly good: Way;
  readonly previous: Way | null;
}
export interface ComposedFrom {
  readonly component: Component<never, Json>;
  readonly facts: Json;
  readonly place: RunPlace;
  readonly tool: Tool;
  readonly lastGood: null;
  readonly accepted: readonly [];
}

/** What a component is run with, since the testkit knows none of it: three modules, as they are imported. */
export interface SpecParts {
  readonly engine: EngineUnderSpec;
  readonly flatnet: LibraryUnderSpec;
  /** Whose verbs and questions the component's plans may name besides its own. */
  readonly actions: Readonly<Record<string, unknown>>;
}

/** What an upgrade leads to: a release, or what is typed behind `--to` where releases are no archives. */
export type Wanted = Release | string;

/** A small world in which whole runs of the component are played, and killed everywhere. */
export interface ComponentPlay<Site> {
  /** Makes the world as it is before, the same each time, and answers what the site file says there. */
  readonly world: (world: World) => Site;
  /** Two releases that lie in that world, or two requests that are fetched in it: one to upgrade to, and one after it. */
  readonly releases: readonly [Wanted, Wanted];
  /** All that is live, read from the world and not through the component: what files hold, what runs, what answers. */
  readonly live: (world: World) => Json;
  /** Paths that a run may leave behind, and that belong to neither old nor new. */
  readonly mayLeave?: (path: string) => boolean;
  /** At so many points, evenly spread, an upgrade is killed or hindered; at all that change something unless said. */
  readonly points?: number;
  /** Of the double deaths, so many are tried, the same each time; a two-hundredth unless said. */
  readonly share?: number;
}

export interface ComponentCase<Site, Facts extends Json> {
  readonly component: Component<Site, Facts>;
  readonly parts: SpecParts;
  /** Facts to plan from, by a title for each, as inspect() reads them; those of the played world come besides. */
  readonly facts?: Readonly<Record<string, Facts>>;
  /** What is upgraded to from these facts. */
  readonly release?: Release;
  /** Paths that only lead to a generation, for which no backup is needed. In the played world each must be a link, or absent. */
  readonly pointers?: readonly string[];
  /** Paths that a program writes itself while it runs, so that there is nothing to keep: a pid file. */
  readonly fleeting?: readonly string[];
  /** Verbs that may be undone by losing later data, for they set it aside and tell it: a release migrates what it finds. */
  readonly losing?: readonly string[];
  /** Absent = its runs are not played here; the test says why, and what plays them. */
  readonly play?: ComponentPlay<Site>;
}

/** One promise of a component; `run` rejects where it is broken. */
export interface ComponentCheck {
  readonly title: string;
  readonly run: () => Promise<void>;
}
