import { dirname } from 'node:path/posix';
import { adoptTree, recordGeneration } from '@flatnet-maint/actions';
import { type Adoption, type Generation, question, type RunPlace, step } from '@flatnet-maint/core';
import type { GatewayFacts } from './facts.ts';
import { adopted, live, partsOf } from './generations.ts';
import { passesOwnTest } from './inquiries/own-test.ts';
import { t } from './texts.ts';

/**
 * Generation 0: a verified copy of the tree and of its configuration, which stays what it is whatever hands do to the
 * original. A tree that lies among the generations already is recorded where it is (U5).
 */
export function adopt(facts: GatewayFacts, run: RunPlace): Adoption {
  const { host, tree, configFolder, configTree, configName } = facts;
  const { config: kept } = partsOf(live(facts));
  // Its configuration may still be a plain folder elsewhere, which only a cutover brings here.
  const lies = dirname(tree) === facts.generations && (kept === null || kept === configTree) && !isPlain(facts);
  const to = lies ? { ...live(facts), adopted: adopted(facts) } : copied(facts, run);
  const { config } = partsOf(to);
  const copy = (id: string, title: string, from: string, into: string, entries: readonly string[] | null) =>
    step(adoptTree, {
      id,
      title,
      host,
      args: {
        from,
        into,
        entries,
        empty: entries === null ? [] : [...new Set(['logs', ...facts.frame])],
        drain: 10_000,
      },
      do: 120_000,
      undo: 40_000,
    });
  return {
    to,
    test: question(passesOwnTest, {
      tree,
      home: facts.home,
      mainConfig: `${configTree ?? `${tree}/conf`}/${configName}`,
      configFolder,
    }),
    prepare: [
      ...(lies ? [] : [copy('gateway.adopt', t('step-adopt', { tree, into: to.tree }), tree, to.tree, facts.keeps)]),
      ...(lies || config === null || configTree === null
        ? []
        : [
            copy('gateway.adopt-config', t('step-adopt', { tree: configTree, into: config }), configTree, config, null),
          ]),
      step(recordGeneration, {
        id: 'gateway.adopt-record',
        title: t('step-adopt-record', { id: to.id }),
        host,
        args: { state: run.state, generation: { ...to } },
        do: 30_000,
        undo: 10_000,
      }),
    ],
  };
}

const isPlain = ({ configFolder, configPointer }: GatewayFacts): boolean => configFolder !== null && !configPointer;

function copied(facts: GatewayFacts, run: RunPlace): Generation {
  const id = `${facts.version}-adopted-${run.id}`;
  const tree = `${facts.generations}/${id}`;
  const config = facts.configFolder === null ? null : `${tree}.config`;
  return {
    ...live(facts),
    id,
    tree,
    parts: { config },
    besides: config === null ? [] : [config],
    adopted: adopted(facts),
  };
}
