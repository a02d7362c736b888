import { takeSnapshot } from '@flatnet-maint/actions';
import type { RunPlace, Step } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { step } from './steps.ts';
import { t } from './texts.ts';

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
      title:
        facts.configTree === null
          ? t('step-snapshot', { tree: facts.tree })
          : t('step-snapshot-both', { tree: facts.tree, config: facts.configTree }),
      host: facts.host,
      args: {
        state: run.state,
        component: 'gateway',
        id: `${facts.version}-${run.id}`,
        parts,
        note: t('note-before-run', { run: run.id }),
      },
      do: 120_000,
      undo: 1_000,
      undoes: 'never',
    }),
  ];
}
