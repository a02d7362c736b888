import { type Component, describeError, type HostView, type Json, MaintError, type Plan } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import { draftedOf, draftSite } from './first-contact/draft-site.ts';
import { chosenOf } from './first-contact/find-components.ts';
import type { FoundReport } from './first-contact/found-report.ts';
import type { RunSummary, StatusReport } from './house.ts';
import type { KnownGood } from './known-good.ts';
import type { Site } from './site/site.ts';
import { componentStatus } from './status-component.ts';

/** Nobody waits longer for an answer; what is not answered by then is told as such. */
export const statusLimit = 9_500;

export interface StatusSources {
  readonly state: string;
  readonly components: readonly Component<never, Json>[];
  readonly site: () => Promise<Site>;
  /** The site file was named: that it is not there is a slip then, and no host that nobody described. */
  readonly named: boolean;
  /** Whose time runs from now on. */
  readonly view: HostView;
  readonly registry: Registry;
  readonly lastGood: (component: string) => Promise<KnownGood>;
  readonly runs: () => { readonly open: RunSummary | null; readonly last: RunSummary | null };
  readonly planOf: (run: string) => Plan;
  /** What is on this host, where no site file says it. */
  readonly find: () => Promise<FoundReport>;
}

/**
 * What is true now: each component's version and health, asked once; the open and the last run. Without a site file what
 * is found is asked in its place. Changes nothing.
 */
export async function statusOf(from: StatusSources, since: StatusReport | null = null): Promise<StatusReport> {
  const { open, last } = from.runs();
  const earlier = (id: string) => since?.components.find((one) => one.id === id) ?? null;
  let site: Site;
  try {
    site = await from.site();
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    const nothing = { site: null, siteProblem: null, open, last, found: null, components: [] };
    if (error.code === 'E_SITE_ABSENT' && !from.named) return unsited(from, nothing, since);
    // A site file that cannot be read must not hide that a run is open.
    return { ...nothing, siteProblem: describeError(error) };
  }
  const components = from.components.flatMap((component) => {
    const settings = site.components[component.id];
    if (settings === undefined) return [];
    return [componentStatus(component, settings, from, open, { candidate: null, earlier: earlier(component.id) })];
  });
  return { site: site.path, siteProblem: null, open, last, found: null, components: await Promise.all(components) };
}

/** What is certain is looked at as if a site file said so; of the rest there is the list only. */
async function unsited(from: StatusSources, nothing: StatusReport, since: StatusReport | null): Promise<StatusReport> {
  const found = since?.found ?? (await from.find());
  const components = found.components.flatMap((one) => {
    const component = from.components.find(({ id }) => id === one.id);
    const candidate = chosenOf(one);
    if (component === undefined || candidate === null) return [];
    const seen = { candidate, earlier: since?.components.find(({ id }) => id === one.id) ?? null };
    const settings = drafted(from, found, one.id);
    return [settings.then((own) => componentStatus(component, own, from, nothing.open, { ...seen, found: one.found }))];
  });
  return { ...nothing, found, components: await Promise.all(components) };
}

/** Through the same schema as a file; what it refuses is told as the component's problem. */
async function drafted(from: StatusSources, found: FoundReport, id: string): Promise<unknown> {
  const own = draftedOf(found).filter((one) => one.id === id);
  try {
    const how = { version: '', at: '', words: (english: string) => english };
    const { site } = await draftSite(found, own, { path: '(draft)', more: '' }, how, from.components);
    return site.components[id];
  } catch (error) {
    if (error instanceof MaintError) return error;
    throw error;
  }
}
