import type { HostView } from './host.ts';
import type { Json } from './json.ts';
import type { Finding, Generation, Probe, Release, Way } from './plan.ts';
import type { AnyAction, AnyInquiry, Item, Step } from './step.ts';

/** What a component says an upgrade or a return is; both come from one function, so the two cannot drift apart. */
export interface Change {
  /** Nothing live changes here. */
  readonly prepare: readonly Item[];
  readonly around: readonly Step[];
  readonly cutover: readonly Item[];
  readonly cleanup: readonly Item[];
  readonly to: Generation;
  readonly expects: { readonly darkMs: number; readonly notes: readonly string[] };
}

/** A part of the system. Only inspect() does I/O, and it only reads; the others turn facts into values. */
export interface Component<Site = Json, Facts extends Json = Json> {
  readonly id: string;
  readonly after: readonly string[];
  readonly actions: readonly AnyAction[];
  readonly inquiries: readonly AnyInquiry[];
  /** Facts (paths, versions, digests, layout) are what steps depend on and are digested; readings change by themselves. */
  inspect(site: Site, host: HostView): Promise<{ facts: Facts; readings: Json }>;
  /** The generation that is live now, as found. */
  live(facts: Facts): Generation;
  preflight(facts: Facts, readings: Json, want: { release: Release } | { generation: Generation }): readonly Finding[];
  /** The forward-only way to a generation, for `--emergency`. */
  way(facts: Facts, to: Generation): Way;
  backup(facts: Facts, run: string): readonly Step[];
  upgrade(facts: Facts, want: Release, run: string): Change;
  rollback(facts: Facts, to: Generation, run: string): Change;
  verify(facts: Facts, to: Generation): { trial: readonly Step[]; probes: readonly Probe[] };
}

/** The same component, with the one function that makes a generation live used for both directions. */
export function defineComponent<Site, Facts extends Json>(
  parts: Omit<Component<Site, Facts>, 'upgrade' | 'rollback'> & {
    stage(facts: Facts, want: Release, run: string): { prepare: readonly Item[]; to: Generation };
    cutover(
      facts: Facts,
      to: Generation,
      run: string,
    ): Omit<Change, 'prepare' | 'to'> & { readonly prepare: readonly Item[] };
  },
): Component<Site, Facts> {
  const { stage, cutover, ...rest } = parts;
  return {
    ...rest,
    upgrade(facts, want, run) {
      const staged = stage(facts, want, run);
      const change = cutover(facts, staged.to, run);
      return { ...change, prepare: [...staged.prepare, ...change.prepare], to: staged.to };
    },
    rollback(facts, to, run) {
      return { ...cutover(facts, to, run), to };
    },
  };
}
