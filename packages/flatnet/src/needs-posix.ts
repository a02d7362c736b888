import { type Finding, type Hosts, itemsOf, type Plan } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import { t } from './texts.ts';

/** Steps that would send signals to a host that has none: found when the plan is made, not in the middle of a cutover. */
export function needsPosix(
  plan: Plan,
  hosts: Pick<Hosts, 'view'>,
  registry: Pick<Registry, 'action'>,
): readonly Finding[] {
  const steps = [...itemsOf(plan).values()].filter(
    (item) =>
      item.kind === 'step' &&
      registry.action(item.action).posixOnly === true &&
      hosts.view(item.host, 1_000).os === 'windows',
  );
  if (steps.length === 0) return [];
  const named = [...new Set(steps.map((step) => step.host))].join(', ');
  return [
    {
      id: 'needs-posix',
      blocks: true,
      message: t('needs-posix', { hosts: named, steps: steps.map(({ id }) => id).join(', ') }),
      next: t('needs-posix-next'),
    },
  ];
}
