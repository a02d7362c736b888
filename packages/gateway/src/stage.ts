import { layTree, recordGeneration } from '@flatnet-maint/actions';
import {
  type Generation,
  gate,
  type Item,
  question,
  type Release,
  type RunPlace,
  step,
  withoutHolds,
} from '@flatnet-maint/core';
import { carrySite } from './actions/carry-site.ts';
import type { ChangedConfig } from './actions/lay-config.ts';
import { rehearseBuild } from './actions/rehearse-build.ts';
import type { PathChange } from './config/edit.ts';
import type { GatewayFacts } from './facts.ts';
import { bootFile, mainConfig, partsOf, staged } from './generations.ts';
import { configTest } from './inquiries/config-test.ts';
import { argvIn } from './layout.ts';
import { t } from './texts.ts';

/** How long the new build must stay up in its rehearsal: one that dies after 2 s is caught. */
const steady = 3_000;

/** A release becomes a generation: unpacked, the site's files carried, tested and rehearsed. Nothing live changes. */
export function stage(facts: GatewayFacts, want: Release, run: RunPlace): { prepare: readonly Item[]; to: Generation } {
  const to = staged(facts, want, run.id);
  return {
    to,
    prepare: [
      step(layTree, {
        id: 'gateway.lay',
        title: t('step-lay', { version: want.version, tree: to.tree }),
        host: facts.host,
        args: { release: withoutHolds(want), into: to.tree, drain: facts.drainLimit },
        do: 120_000,
        undo: facts.drainLimit + 30_000,
      }),
      ...made(facts, to, run, { steady }),
    ],
  };
}

/** Where paths of the live gateway lie in a generation to come. */
export function movesTo(facts: GatewayFacts, to: Generation): readonly PathChange[] {
  const toConfig = partsOf(to).config ?? `${to.tree}/conf`;
  return [
    { from: facts.home, to: to.tree },
    { from: facts.tree, to: to.tree },
    ...(facts.configFolder === null ? [] : [{ from: facts.configFolder, to: toConfig }]),
    ...(facts.configTree === null ? [] : [{ from: facts.configTree, to: toConfig }]),
  ];
}

/** A tree that holds the build gets the site's files, is tested and rehearsed, and becomes a generation. */
export function made(
  facts: GatewayFacts,
  to: Generation,
  run: RunPlace,
  how: { readonly steady: number; readonly changed?: ChangedConfig; readonly moves?: readonly PathChange[] },
): readonly Item[] {
  const { host } = facts;
  return [
    step(carrySite, {
      id: 'gateway.carry',
      title: t(how.changed === undefined ? 'step-carry' : 'step-carry-changed'),
      host,
      args: {
        fromTree: facts.tree,
        toTree: to.tree,
        fromConfig: facts.configTree ?? `${facts.tree}/conf`,
        toConfig: partsOf(to).config ?? `${to.tree}/conf`,
        mainConfig: facts.configName,
        moves: how.moves ?? movesTo(facts, to),
        generation: { id: to.id, version: to.version },
        ...(how.changed === undefined ? {} : { changed: how.changed }),
      },
      do: 60_000,
      undo: 30_000,
    }),
    gate({
      id: 'gateway.test',
      title: t('step-test', { version: to.version }),
      host,
      ask: question(configTest, { argv: argvIn(to.tree, mainConfig(facts, to)) }),
      limit: 9_000,
    }),
    rehearsal(facts, to, run, { steady: how.steady, compared: true }),
    step(recordGeneration, {
      id: 'gateway.record',
      title: t('step-record', { id: to.id }),
      host,
      args: { state: run.state, generation: { ...to } },
      do: 30_000,
      undo: 10_000,
    }),
  ];
}

/** A kept generation is started on private ports before it is made live again: it was written for the pointer, so a test in its tree alone would read the live one's files (H38). */
export function prove(facts: GatewayFacts, kept: Generation, run: RunPlace): readonly Item[] {
  return [rehearsal(facts, kept, run, { steady: 500, compared: false })];
}

export function rehearsal(
  facts: GatewayFacts,
  to: Generation,
  run: RunPlace,
  how: { steady: number; compared: boolean },
): Item {
  const { config } = partsOf(to);
  return step(rehearseBuild, {
    id: 'gateway.rehearse',
    title: t('step-rehearse', { version: to.version }),
    host: facts.host,
    args: {
      tree: to.tree,
      mainConfig: mainConfig(facts, to),
      folder: `${facts.generations}/.rehearsal-${run.id}`,
      version: to.version,
      bootFile: bootFile(facts, to),
      site: facts.site,
      api: facts.api,
      fromTree: facts.tree,
      moves: [
        { from: facts.home, to: to.tree },
        ...(facts.configFolder === null || config === null ? [] : [{ from: facts.configFolder, to: config }]),
      ],
      ...how,
    },
    do: 40_000,
    undo: 15_000,
  });
}
