import { type Finding, type Hosts, type Json, MaintError, type Plan, type Question, typed } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import { listGenerations } from '@flatnet-maint/store';
import { composeAdopt } from './adopt.ts';
import { componentOf, placeOf } from './components.ts';
import type { Composing } from './compose.ts';
import { openState } from './emergency.ts';
import type { AdoptOptions, House, Proposal } from './house.ts';
import { failsOwnTest } from './own-test.ts';
import { redProbes } from './red-probes.ts';
import { roomFor } from './room.ts';
import { type RunHouse, settleRun } from './runs.ts';
import type { SiteSettings } from './site/site.ts';
import { t } from './texts.ts';

type AdoptHouse = Pick<House, 'planAdopt' | 'settle'>;

interface Around {
  readonly house: () => RunHouse;
  readonly hosts: Hosts;
  readonly registry: Registry;
  readonly settings: (component: string) => Promise<SiteSettings>;
  readonly compose: (
    component: string,
    accepted: Composing['accepted'],
    tree?: string,
  ) => Promise<Composing & { readings: Json }>;
  readonly changing: (plan: Plan, findings: readonly Finding[]) => Promise<Proposal>;
  readonly state: string;
}

/** A gateway that is down waits for nobody: it is made good as soon as all probes stayed passed this long. */
const reviveSoak = 5_000;

/** What can be asked of what hands left. */
export function adoptHouse({ house, hosts, registry, settings, compose, changing, state }: Around): AdoptHouse {
  const view = () => hosts.view('local', 60_000);
  const place = async (id: string): Promise<string | null> => placeOf(componentOf(id), await settings(id));
  return {
    async settle(id, how, run) {
      const open = openState(state);
      const report = await settleRun(house(), 'adopt', run);
      if (report === null) return null;
      const plan = open === null || open === 'unreadable' ? null : open.plan;
      return { report, isMeant: plan !== null && plan.id === report.run && (await means(plan, id, how)) };
    },
    async planAdopt(id, how: AdoptOptions) {
      const { from, adoption } = await taken(id, how).catch(async (error: unknown) => {
        throw await choice(error, id, how);
      });
      const { component, facts, readings } = from;
      if (component.revive === undefined) throw notAdoptable(id);
      const findings = [
        ...component.preflight(facts, readings, { adopts: how.start ? 'started' : 'kept' }),
        ...(await roomFor(view().files, state, readings, 'copy')),
        ...(component.unkept?.(facts, from.place).findings ?? []),
      ];
      const why = how.start ? [] : await doubts(from, adoption.test);
      const kept = await listGenerations(view().files, state, id);
      const plan = composeAdopt(from, {
        adoption,
        tree: treeOf(how, await place(id)),
        revived: how.start ? component.revive(facts, adoption.to, from.place) : null,
        proven: !how.start && why.length === 0,
        why,
        isRecorded: kept.some((one) => one.id === adoption.to.id),
        soak: how.soak ?? reviveSoak,
      });
      return changing(plan, findings);
    },
  };

  async function composing(id: string, how: AdoptOptions) {
    return compose(id, how.accepted, treeOf(how, await place(id)) ?? undefined);
  }

  async function taken(id: string, how: AdoptOptions) {
    const from = await composing(id, how);
    if (from.component.adopt === undefined) throw notAdoptable(id);
    return { from, adoption: from.component.adopt(from.facts, from.place) };
  }

  /** Whether a plan was made for what is asked for. */
  async function means(plan: Plan, id: string, how: AdoptOptions): Promise<boolean> {
    const isSame = plan.component === id && plan.cutover.length > 0 === how.start;
    return isSame && (plan.tree ?? null) === treeOf(how, await place(id));
  }

  /** Why it is not proven; empty = its own test passes and every probe is green. */
  async function doubts({ component, facts }: Composing, test: Question): Promise<string[]> {
    const probes = component.verify(facts, component.live(facts)).probes;
    const [red, own] = await Promise.all([redProbes(probes, registry, view()), failsOwnTest(test, registry, view())]);
    return [...(own === null ? [] : [own]), ...red.map(({ message }) => message)];
  }

  /** Where the present state cannot be adopted, what else there is, by name. */
  async function choice(error: unknown, id: string, how: AdoptOptions): Promise<unknown> {
    if (!(error instanceof MaintError) || !error.code.endsWith('_ABSENT') || how.tree !== null) return error;
    if (error.code.startsWith('E_SITE') || error.code.startsWith('E_COMPONENT')) return error;
    const found = await componentOf(id).find?.(view(), { use: [], site: (await settings(id)) as never });
    const [candidate] = found?.candidates ?? [];
    const trees = (candidate?.trees ?? []).filter(({ exe }) => exe !== null);
    if (trees.length === 0) return error;
    const listed = trees.map(({ path, version, test }) =>
      t('adopt-tree', { path, version: version ?? '-', said: test.said }),
    );
    const best = candidate?.best?.tree ?? trees[0]?.path ?? '';
    return new MaintError(
      'E_ADOPT_CHOOSE',
      t('adopt-choose', { why: error.message, trees: listed.join('; ') }),
      `flatnet-maint adopt ${id} --tree ${typed(best)}${how.start || candidate?.running !== true ? ' --start' : ''}`,
    );
  }
}

/** What is started is seen as if it were chosen, also when it is what the site file means. */
const treeOf = ({ tree, start }: AdoptOptions, place: string | null): string | null => tree ?? (start ? place : null);

const notAdoptable = (id: string): MaintError =>
  new MaintError('E_ADOPT_UNKNOWN', t('adopt-unknown', { component: id }), 'flatnet-maint --help', { exit: 2 });
