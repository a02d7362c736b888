import {
  type Finding,
  type Hosts,
  type Plan,
  type RetentionSettings,
  usualRetention,
  type WriteFiles,
} from '@flatnet-maint/core';
import { refuseOpen } from '@flatnet-maint/engine';
import { exportSnapshot, unprotect } from '@flatnet-maint/store';
import { componentOf, components } from './components.ts';
import type { Composing } from './compose.ts';
import { liveTree } from './emergency.ts';
import type { House, Proposal } from './house.ts';
import type { KnownGood } from './known-good.ts';
import { openKept } from './open-kept.ts';
import { protectKept } from './protect-kept.ts';
import { composePrune } from './prune.ts';
import { refuseRetention } from './refuse-retention.ts';
import type { Site, SiteSettings } from './site/site.ts';
import { snapshotsOf } from './snapshot-list.ts';
import { verifyKept } from './verify-kept.ts';

type KeptHouse = Pick<
  House,
  'snapshots' | 'verifySnapshots' | 'planPrune' | 'protect' | 'unprotect' | 'exportSnapshot' | 'openSnapshot'
>;

interface Around {
  readonly state: string;
  readonly hosts: Hosts;
  readonly site: () => Promise<Site>;
  readonly settings: (component: string) => Promise<SiteSettings>;
  readonly lastGood: (component: string) => Promise<KnownGood>;
  readonly compose: (component: string, accepted: readonly []) => Promise<Composing>;
  readonly proposed: (plan: Plan, findings: readonly Finding[]) => Promise<Proposal>;
}

/** For whoever reads or writes every byte of what is kept, perhaps to a slow disk. */
const long = 3_600_000;

/** What can be asked of generations and snapshots. */
export function keptHouse({ state, hosts, site, settings, lastGood, compose, proposed }: Around): KeptHouse {
  const files = (limit = 60_000) => hosts.view('local', limit).files;
  const writing = async <T>(limit: number, mark: string, write: (files: WriteFiles) => Promise<T>): Promise<T> => {
    const lent = hosts.lend('local', limit, mark);
    return write(lent.host.files).finally(() => lent.release());
  };
  const componentsOf = (id?: string) => (id === undefined ? components.map((component) => component.id) : [id]);
  /** A list must be had also where the site file cannot; what is decided by it is not. */
  const retentionOf = async (component: string): Promise<RetentionSettings> => {
    const found = await site().catch(() => null);
    return found?.components[component]?.retention ?? usualRetention;
  };
  return {
    snapshots: (id) =>
      snapshotsOf({
        ...{ files: files(), state, components: componentsOf(id), lastGood, settings: retentionOf },
        ...{ liveTree: ({ record }) => liveTree(hosts, record), now: Date.now() },
      }),
    verifySnapshots: (id) => verifyKept(files(long), state, componentsOf(id)),
    async planPrune(id, how) {
      const from = await compose(id, []);
      const { retention: written } = await settings(id);
      const wanted = { generations: how.keep ?? written.generations, days: how.days ?? written.days };
      refuseRetention(wanted);
      const { plan, findings, rows } = await composePrune(from, {
        ...{ files: files(long), good: await lastGood(id), settings: wanted, now: Date.now() },
      });
      return { ...(await proposed(plan, findings)), retention: wanted, rows };
    },
    async protect(id, kept, reason) {
      refuseOpen(state);
      const { id: component } = componentOf(id);
      await writing(60_000, 'protect', (to) => protectKept(to, state, component, { id: kept, reason }));
    },
    async unprotect(id, kept) {
      refuseOpen(state);
      const { id: component } = componentOf(id);
      await writing(60_000, 'protect', (to) => unprotect(to, state, component, kept));
    },
    exportSnapshot(id, snapshot, file) {
      const { id: component } = componentOf(id);
      return writing(long, `export-${snapshot}`, (to) => exportSnapshot(to, { state, component, id: snapshot }, file));
    },
    async openSnapshot(how) {
      const lent = hosts.lend('local', long, 'open');
      return openKept(lent.host, state, how).finally(() => lent.release());
    },
  };
}
