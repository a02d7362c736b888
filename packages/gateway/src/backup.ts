import { takeSnapshot } from '@flatnet-maint/actions';
import { type RunPlace, type Step, step, type Unkept } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { live } from './generations.ts';
import { isUnder } from './masters.ts';
import { t } from './texts.ts';

/**
 * What cannot be had again from a release: configuration, pages and Lua of the live tree, and all that the configuration
 * refers to elsewhere (H41). Kept, never undone.
 */
export function backup(facts: GatewayFacts, run: RunPlace): readonly Step[] {
  const parts = [
    ...facts.keeps.map((name, index) => ({
      name: /^[\w.-]+$/.test(name) && name !== 'site-config' ? name : `part:${index}`,
      path: `${facts.tree}/${name}`,
    })),
    ...(facts.configTree === null ? [] : [{ name: 'site-config', path: facts.configTree }]),
    // Numbered behind a name that no entry of a tree bears, as above: a path may hold anything.
    ...keptOutside(facts, run).map((path, index) => ({ name: `outside:${index}`, path })),
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
        generation: live(facts).id,
      },
      do: 120_000,
      undo: 1_000,
      undoes: 'never',
    }),
  ];
}

/** A folder that holds the state folder would hold the snapshot of itself. */
const holdsState = (path: string, { state }: RunPlace): boolean => path === state || isUnder(state, path);
const keptOutside = ({ outside }: GatewayFacts, run: RunPlace): readonly string[] =>
  outside.paths.filter((path) => !holdsState(path, run));

export function unkept({ outside, tree }: GatewayFacts, run: RunPlace): Unkept {
  const own = outside.paths.filter((path) => holdsState(path, run)).map((path) => ({ path, why: t('left-own') }));
  return {
    notes: outside.notes,
    findings: [...outside.left, ...own].map(({ path, why }) => ({
      id: 'not-in-snapshot',
      blocks: false,
      message: isUnder(path, tree) ? t('left-out-tree', { path, why }) : t('left-out', { path, why }),
      next: t('left-out-next', { path }),
    })),
  };
}
