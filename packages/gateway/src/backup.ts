import { takeSnapshot } from '@flatnet-maint/actions';
import type { RunPlace, Step } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { step } from './steps.ts';

/** What cannot be had again from a release: configuration, pages and Lua of the live tree. Kept, never undone. */
export function backup(facts: GatewayFacts, run: RunPlace): readonly Step[] {
  const parts = [
    ...facts.keeps.map((name, index) => ({
      name: /^[\w.-]+$/.test(name) ? name : `part-${index}`,
      path: `${facts.tree}/${name}`,
    })),
    ...(facts.configTree === null ? [] : [{ name: 'site-config', path: facts.configTree }]),
  ];
  return [
    step(takeSnapshot, {
      id: 'gateway.snapshot',
      title: `keep a snapshot of ${facts.tree}${facts.configTree === null ? '' : ` and ${facts.configTree}`}`,
      host: facts.host,
      args: {
        state: run.state,
        component: 'gateway',
        id: `${facts.version}-${run.id}`,
        parts,
        note: `before run ${run.id}`,
      },
      do: 120_000,
      undo: 1_000,
      undoes: 'never',
    }),
  ];
}
