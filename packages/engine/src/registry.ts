import { type AnyAction, type AnyInquiry, itemsOf, MaintError, type Plan } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** The verbs and questions that this build knows, by name@version. */
export interface Registry {
  action(name: string): AnyAction;
  inquiry(name: string): AnyInquiry;
}

export function registryOf(actions: readonly AnyAction[], inquiries: readonly AnyInquiry[]): Registry {
  const byName = <T extends { name: string }>(kind: string, list: readonly T[]) => {
    const map = new Map(list.map((entry) => [entry.name, entry]));
    return (name: string): T => {
      const found = map.get(name);
      if (found !== undefined) return found;
      throw new MaintError(`E_${kind}_UNKNOWN`, t('verb-unknown', { name }), t('use-opening-build'));
    };
  };
  return { action: byName('ACTION', actions), inquiry: byName('INQUIRY', inquiries) };
}

/** Refuses a journal that names a verb we do not have, before anything is done on its word (A11). */
export function checkKnown(plan: Plan, registry: Registry): void {
  for (const item of itemsOf(plan).values()) {
    if (item.kind === 'step') registry.action(item.action);
    else registry.inquiry(item.ask.inquiry);
  }
  for (const probe of [...plan.probes.forward, ...plan.probes.back, ...(plan.confirmedBy ?? [])])
    registry.inquiry(probe.ask.inquiry);
}
