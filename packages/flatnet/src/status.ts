import { type Answer, type Component, describeError, type HostView, type Json, MaintError } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import type { RunSummary, StatusReport } from './house.ts';
import type { KnownGood } from './known-good.ts';
import type { Site } from './site/site.ts';

interface StatusSources {
  readonly state: string;
  readonly components: readonly Component<never, Json>[];
  readonly site: () => Promise<Site>;
  readonly view: HostView;
  readonly registry: Registry;
  readonly lastGood: (component: string) => Promise<KnownGood>;
  readonly runs: () => readonly RunSummary[];
}

/** What is true now: each component's version and health, asked once; the open and the last run. Changes nothing. */
export async function statusOf(from: StatusSources): Promise<StatusReport> {
  const runs = from.runs();
  const open = runs.find((run) => run.open) ?? null;
  const last = runs.find((run) => run !== open) ?? null;
  let site: Site;
  try {
    site = await from.site();
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    // A site file that cannot be read must not hide that a run is open.
    const siteProblem = error.code === 'E_SITE_ABSENT' ? null : describeError(error);
    return { site: null, siteProblem, open, last, components: [] };
  }
  const components: StatusReport['components'][number][] = [];
  for (const component of from.components) {
    const settings = site[component.id as 'gateway'];
    if (settings !== null && settings !== undefined)
      components.push(await componentStatus(component, settings as never, from));
  }
  return { site: site.path, siteProblem: null, open, last, components };
}

async function componentStatus(
  component: Component<never, Json>,
  settings: never,
  from: StatusSources,
): Promise<StatusReport['components'][number]> {
  const { damaged } = await from.lastGood(component.id);
  try {
    const { facts } = await component.inspect(settings, from.view);
    const generation = component.live(facts);
    const probes = component.verify(facts, generation).probes.filter((probe) => probe.compare === undefined);
    const asked = await Promise.all(
      probes.map(async (probe) => ({
        id: probe.id,
        ...(await once(() => from.registry.inquiry(probe.ask.inquiry).ask(probe.ask.args, from.view))),
      })),
    );
    return {
      id: component.id,
      version: generation.version,
      generation,
      healthy: asked.every((probe) => probe.verdict === 'pass'),
      probes: asked,
      problem: null,
      damaged,
    };
  } catch (error) {
    return {
      id: component.id,
      version: null,
      generation: null,
      healthy: false,
      probes: [],
      problem: describeError(error),
      damaged,
    };
  }
}

async function once(ask: () => Promise<Answer>): Promise<{ verdict: 'pass' | 'fail' | 'unknown'; detail: string }> {
  try {
    const { ok, detail } = await ask();
    return { verdict: ok ? 'pass' : 'fail', detail };
  } catch (error) {
    return { verdict: 'unknown', detail: `could not ask: ${(error as Error).message}` };
  }
}
