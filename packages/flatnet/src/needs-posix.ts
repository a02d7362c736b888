import { type Finding, type Hosts, itemsOf, type Plan } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';

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
      message: `${named} runs Windows, which has no signals; without them these steps cannot be done: ${steps.map(({ id }) => id).join(', ')}.`,
      next: 'Do it by hand, as the documents say, or run the gateway on Linux.',
    },
  ];
}
