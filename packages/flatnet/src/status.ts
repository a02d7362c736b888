import {
  type Answer,
  type Component,
  describeError,
  type HostView,
  type Json,
  MaintError,
  type Plan,
  type Probe,
} from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import type { RunSummary, StatusReport } from './house.ts';
import type { KnownGood } from './known-good.ts';
import type { Site } from './site/site.ts';
import { t } from './texts.ts';

interface StatusSources {
  readonly state: string;
  readonly components: readonly Component<never, Json>[];
  readonly site: () => Promise<Site>;
  /** The site file was named: that it is not there is a slip then, and no host without components. */
  readonly named: boolean;
  readonly view: HostView;
  readonly registry: Registry;
  readonly lastGood: (component: string) => Promise<KnownGood>;
  readonly runs: () => { readonly open: RunSummary | null; readonly last: RunSummary | null };
  readonly planOf: (run: string) => Plan;
}

type ComponentStatus = StatusReport['components'][number];

/** What is true now: each component's version and health, asked once; the open and the last run. Changes nothing. */
export async function statusOf(from: StatusSources): Promise<StatusReport> {
  const { open, last } = from.runs();
  let site: Site;
  try {
    site = await from.site();
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    // A site file that cannot be read must not hide that a run is open.
    const siteProblem = error.code === 'E_SITE_ABSENT' && !from.named ? null : describeError(error);
    return { site: null, siteProblem, open, last, components: [] };
  }
  const components: ComponentStatus[] = [];
  for (const component of from.components) {
    const settings = site[component.id as 'gateway'];
    if (settings !== null && settings !== undefined)
      components.push(await componentStatus(component, settings as never, from, open));
  }
  return { site: site.path, siteProblem: null, open, last, components };
}

async function componentStatus(
  component: Component<never, Json>,
  settings: never,
  from: StatusSources,
  open: RunSummary | null,
): Promise<ComponentStatus> {
  const { damaged } = await from.lastGood(component.id);
  const seen = (now: Partial<ComponentStatus>): ComponentStatus => {
    const nothing = { version: null, generation: null, healthy: null, probes: [], problem: null };
    return { id: component.id, ...nothing, damaged, ...now };
  };
  const changing = open !== null && open.component === component.id;
  try {
    // Two builds are there on purpose, and the plan knows which of them is to answer.
    if (changing && open.outcome === 'waiting') {
      const { to, probes } = from.planOf(open.run);
      return seen({ version: to, ...(await health(probes.forward, from)) });
    }
    const { facts } = await component.inspect(settings, from.view);
    const generation = component.live(facts);
    const probes = component.verify(facts, generation).probes;
    return seen({ version: generation.version, generation, ...(await health(probes, from)) });
  } catch (error) {
    if (!changing) return seen({ healthy: false, problem: describeError(error) });
    const message = t('changed-by-run', { run: open.run, why: describeError(error).message });
    // What would be right to do about it without a run could take the run's way back away.
    return seen({ problem: { code: 'E_RUN_OPEN', message, next: t('see-open-run') } });
  }
}

async function health(
  probes: readonly Probe[],
  from: StatusSources,
): Promise<Pick<ComponentStatus, 'healthy' | 'probes'>> {
  const asked = await Promise.all(
    probes
      .filter((probe) => probe.compare === undefined)
      .map(async ({ id, ask }) => ({
        id,
        ...(await once(() => from.registry.inquiry(ask.inquiry).ask(ask.args, from.view))),
      })),
  );
  return { healthy: asked.every((probe) => probe.verdict === 'pass'), probes: asked };
}

async function once(ask: () => Promise<Answer>): Promise<{ verdict: 'pass' | 'fail' | 'unknown'; detail: string }> {
  try {
    const { ok, detail } = await ask();
    return { verdict: ok ? 'pass' : 'fail', detail };
  } catch (error) {
    return { verdict: 'unknown', detail: t('could-not-ask', { why: (error as Error).message }) };
  }
}
