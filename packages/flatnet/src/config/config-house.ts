import { type Finding, type Hosts, type Json, MaintError, type Plan } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import { componentOf, idsOf } from '../components.ts';
import { type Composing, composeChange } from '../compose.ts';
import type { House, Proposal } from '../house.ts';
import { redProbes } from '../red-probes.ts';
import { roomFor } from '../room.ts';
import type { SiteSettings } from '../site/site.ts';
import { t } from '../texts.ts';
import { readConfigFolder } from './config-folder.ts';

interface Around {
  readonly hosts: Hosts;
  readonly registry: Registry;
  readonly settings: (component: string) => Promise<SiteSettings>;
  readonly compose: (component: string, accepted: Composing['accepted']) => Promise<Composing & { readings: Json }>;
  readonly changing: (plan: Plan, findings: readonly Finding[]) => Promise<Proposal>;
  /** Where nothing was kept before, the present state becomes generation 0 on the way. */
  readonly withFirst: (from: Composing, findings: readonly Finding[], plan: Plan) => Promise<Plan>;
  readonly state: string;
}

/** A change of configuration alone: weighed, verified and taken back like an upgrade. */
export function configHouse(around: Around): Pick<House, 'planConfig'> {
  const { hosts, registry, settings, compose, changing, withFirst, state } = around;
  return {
    async planConfig(id, how) {
      const { configure } = componentOf(id);
      if (configure === undefined)
        throw new MaintError(
          'E_CONFIG_NONE',
          t('config-none', { component: id, components: idsOf((one) => one.configure !== undefined) || t('none') }),
          'flatnet-maint config --help',
          { exit: 2 },
        );
      const view = hosts.view('local', 60_000);
      const want = await readConfigFolder(view.files, how.from);
      const from = await compose(id, how.accepted);
      const { component, facts, readings, place } = from;
      const live = component.live(facts);
      const findings = [
        ...component.preflight(facts, readings, { generation: live }),
        ...(await roomFor(view.files, state, readings, 'copy')),
        ...(await redProbes(component.verify(facts, live).probes, registry, view)),
        ...(component.unkept?.(facts, place).findings ?? []),
      ];
      const { soak } = await settings(id);
      const plan = composeChange(from, configure(facts, want, place), {
        ...{ command: 'config', soak: how.soak ?? soak, confirmWithin: how.confirmWithin },
      });
      return changing(await withFirst(from, findings, plan), findings);
    },
  };
}
