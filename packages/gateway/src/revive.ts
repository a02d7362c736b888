import { type Change, type Generation, type RunPlace, step } from '@flatnet-maint/core';
import { endLeft } from './actions/end-left.ts';
import { startGateway } from './actions/start-gateway.ts';
import { keepRoutes, onlyNew, pointers } from './cutover.ts';
import type { GatewayFacts } from './facts.ts';
import { routesThere } from './routes-gate.ts';
import { rehearsal } from './stage.ts';
import { t } from './texts.ts';

/**
 * Makes a generation serve where nothing does: seen working on private ports first, then the routes, the left-over
 * processes, the pointer, the start. Folders that hands left in the pointer's place are renamed, never removed (H33, H34).
 */
export function revive(facts: GatewayFacts, to: Generation, run: RunPlace): Omit<Change, 'to'> {
  const { host, argv, service, pidFile } = facts;
  const roots = [...new Set([facts.home, facts.tree, ...facts.left, facts.generations])];
  const aside = (path: string): string => `${path}.aside-${run.id}`;
  return {
    prepare: [rehearsal(facts, to, run, { steady: 500, compared: false })],
    around: [],
    cutover: [
      keepRoutes(facts, to, {
        id: 'gateway.hold',
        title: t('step-keep-routes'),
        fromTree: facts.tree,
        service: null,
        do: 15_000,
        undo: 15_000,
      }),
      step(endLeft, {
        id: 'gateway.end-left',
        title: t('step-end-left'),
        host,
        args: { roots, pidFile, service },
        do: 8_000,
        undo: 2_000,
        undoes: 'losing-later-data',
      }),
      ...pointers(facts, to, { aside }),
      step(startGateway, {
        id: 'gateway.start',
        title: t('step-start', { version: to.version }),
        host,
        args: { tree: to.tree, argv, service },
        do: 12_000,
        undo: 12_000,
      }),
      onlyNew(facts, to),
    ],
    cleanup: [...routesThere(facts, to)],
    evidence: [...new Set([...facts.errorLogs, `${to.tree}/logs/error.log`])],
    expects: { darkMs: 0, notes: [t('expect-revive', { home: facts.home, aside: aside(facts.home) })] },
  };
}
