import { swapPointer } from '@flatnet-maint/actions';
import { type Change, type Generation, gate, type Item, question, step, type Way } from '@flatnet-maint/core';
import { askClose } from './actions/ask-close.ts';
import { holdOld } from './actions/hold-old.ts';
import { quietOld } from './actions/quiet-old.ts';
import { retireOld } from './actions/retire-old.ts';
import { secondMaster } from './actions/second-master.ts';
import { startGateway } from './actions/start-gateway.ts';
import { stopGateway } from './actions/stop-gateway.ts';
import type { GatewayFacts } from './facts.ts';
import { bootFile, live, partsOf } from './generations.ts';
import { identity } from './inquiries/identity.ts';
import { elsewhere, routesThere } from './routes-gate.ts';
import { t } from './texts.ts';

const connections = 40;
const settle = 2_000;

/** Makes a generation live: by a verified handover where that can be had, else stop, swap, start. Upgrade and rollback are this. */
export function cutover(facts: GatewayFacts, to: Generation): Omit<Change, 'prepare' | 'to'> {
  const { host, argv, service } = facts;
  const handover = facts.noHandover.length === 0;
  const items = handover ? handOver(facts, to) : stopSwapStart(facts, to);
  return {
    around: [],
    evidence: [...new Set([...facts.errorLogs, `${to.tree}/logs/error.log`])],
    cutover: items,
    cleanup: [
      step(startGateway, {
        id: 'gateway.settle',
        title: t('step-settle', { version: to.version }),
        host,
        args: { tree: to.tree, argv, service },
        do: 20_000,
        undo: 1_000,
        undoes: 'never',
      }),
      ...(handover
        ? [
            step(retireOld, {
              id: 'gateway.retire',
              title: t('step-retire', { seconds: facts.drainLimit / 1000 }),
              host,
              args: { live: facts.home, tree: facts.tree, drain: facts.drainLimit },
              do: facts.drainLimit + 10_000,
              undo: 1_000,
              undoes: 'never',
            }),
          ]
        : []),
    ],
    expects: expectations(facts, handover),
  };
}

/** The container routes go into the boot file of the build to come, from whoever tells them. `undoes: 'never'`: forward only. */
export const keepRoutes = (
  facts: GatewayFacts,
  to: Generation,
  how: Pick<Parameters<typeof step>[1], 'id' | 'title' | 'do' | 'undo' | 'undoes'> & {
    readonly fromTree: string;
    readonly service: string | null;
  },
): Item => {
  const { fromTree, service, ...spec } = how;
  const { host, api, argv } = facts;
  return step(holdOld, {
    ...spec,
    host,
    args: { fromTree, bootFile: bootFile(facts, to), api, argv, service, ...elsewhere(facts) },
  });
};

const hold = (facts: GatewayFacts, to: Generation): Item =>
  keepRoutes(facts, to, {
    id: 'gateway.hold',
    title: t('step-hold'),
    fromTree: facts.tree,
    service: facts.service,
    do: 15_000,
    undo: 15_000,
  });

/** `aside`: where a plain folder goes that stands in the pointer's place; a leaving generation has its own place. */
export function pointers(
  facts: GatewayFacts,
  to: Generation,
  how: { clears?: true; aside?: (path: string) => string | null } = {},
): Item[] {
  const leaving = live(facts);
  const { aside, ...more } = how;
  const point = (id: string, at: string, target: string, left: string) =>
    step(swapPointer, {
      id,
      title: t('step-point', { path: at, target }),
      host: facts.host,
      args: { live: at, to: target, aside: aside === undefined ? left : aside(at), ...more },
      do: 10_000,
      undo: 10_000,
    });
  const config = partsOf(to).config;
  return [
    point('gateway.point', facts.home, to.tree, leaving.tree),
    ...(facts.configFolder === null || config === null
      ? []
      : [
          point(
            'gateway.point-config',
            facts.configFolder,
            config,
            partsOf(leaving).config ?? `${leaving.tree}.config`,
          ),
        ]),
  ];
}

export const onlyNew = (facts: GatewayFacts, to: Generation): Item =>
  gate({
    id: 'gateway.only-new',
    title: t('gate-only-new', { connections, version: to.version }),
    host: facts.host,
    ask: question(identity, {
      url: `${facts.site}/health`,
      tree: to.tree,
      version: to.version,
      connections,
      atLeast: connections,
    }),
    limit: 3_000,
  });

function handOver(facts: GatewayFacts, to: Generation): Item[] {
  const { host, api, errorLogs } = facts;
  const fromTree = facts.tree;
  const toTree = to.tree;
  const drains = facts.drain === null ? [] : [...new Set([`${fromTree}/${facts.drain}`, `${toTree}/${facts.drain}`])];
  return [
    hold(facts, to),
    ...pointers(facts, to),
    step(secondMaster, {
      id: 'gateway.second-master',
      title: t('step-second-master', { version: to.version, old: facts.version }),
      host,
      args: { fromTree, toTree, errorLogs, pidFile: facts.pidFile, api },
      do: 10_000,
      undo: 15_000,
    }),
    gate({
      id: 'gateway.new-answers',
      title: t('gate-new-answers', { version: to.version, old: facts.version }),
      host,
      ask: question(identity, {
        url: `${facts.site}/health`,
        tree: toTree,
        version: to.version,
        connections,
        atLeast: 5,
      }),
      // A sound build answers in the first asking; a slow one must not hold users while it is asked again and again.
      limit: 1_500,
    }),
    ...(drains.length === 0
      ? []
      : [
          step(askClose, {
            id: 'gateway.ask-close',
            title: t('step-ask-close'),
            host,
            args: { files: drains, fromTree, settle },
            do: 8_000,
            undo: 5_000,
          }),
        ]),
    step(quietOld, {
      id: 'gateway.quiet-old',
      title: t('step-quiet-old', { old: facts.version }),
      host,
      args: { fromTree, toTree, api, reopen: drains },
      do: 15_000,
      undo: 15_000,
    }),
    onlyNew(facts, to),
  ];
}

function stopSwapStart(facts: GatewayFacts, to: Generation): Item[] {
  const { host, argv, service, pidFile } = facts;
  return [
    hold(facts, to),
    step(stopGateway, {
      id: 'gateway.stop',
      title: t('step-stop', { version: facts.version }),
      host,
      args: { roots: [facts.tree], tree: facts.tree, argv, service, pidFile, drain: 3_000 },
      do: 15_000,
      undo: 15_000,
    }),
    ...pointers(facts, to),
    step(startGateway, {
      id: 'gateway.start',
      title: t('step-start', { version: to.version }),
      host,
      args: { tree: to.tree, argv, service },
      do: 12_000,
      undo: 12_000,
    }),
    onlyNew(facts, to),
  ];
}

function expectations(facts: GatewayFacts, handover: boolean): Change['expects'] {
  const notes: string[] = [];
  if (!handover) notes.push(t('expect-stop', { why: facts.noHandover.join('; ') }));
  if (handover && facts.drain === null) notes.push(t('expect-no-drain'));
  if (facts.api === null || facts.boot === null) notes.push(t('expect-no-boot'));
  if (facts.shared.length > 0) notes.push(t('expect-shared', { files: facts.shared.join(', ') }));
  // Stop and start took 65–116 ms with idle workers; draining adds up to 3 s when transfers are in flight.
  return { darkMs: handover ? 0 : 3_200, notes };
}

/** Forward only, from whatever state: end every gateway of ours, point, start, see it answer. */
export function way(facts: GatewayFacts, to: Generation): Way {
  const { host, argv, service, pidFile } = facts;
  const roots = [...new Set([facts.generations, facts.tree, to.tree, facts.home, ...facts.left])];
  // A copy of what a hand made does not send the original among the generations: it is set aside where it stands.
  const stays = to.adopted !== undefined && to.tree !== facts.tree;
  const forward = pointers(facts, to, stays ? { clears: true, aside: () => null } : { clears: true }).map((item) => ({
    ...item,
    id: item.id.replace('gateway.', 'gateway.emergency-'),
  }));
  const never = { undo: 1_000, undoes: 'never' as const };
  return {
    generation: to,
    cutover: [
      keepRoutes(facts, to, {
        id: 'gateway.emergency-hold',
        title: t('step-keep-routes'),
        fromTree: facts.generations,
        service: null,
        do: 10_000,
        ...never,
      }),
      step(stopGateway, {
        id: 'gateway.emergency-stop',
        title: t('step-end-all'),
        host,
        args: { roots, tree: to.tree, argv, service, pidFile, drain: 300 },
        do: 8_000,
        ...never,
      }),
      ...forward,
      step(startGateway, {
        id: 'gateway.emergency-start',
        title: t('step-start', { version: to.version }),
        host,
        args: { tree: to.tree, argv, service },
        do: 9_000,
        ...never,
      }),
      { ...onlyNew(facts, to), id: 'gateway.emergency-answers' } as Item,
      ...routesThere(facts, to, 'gateway.emergency-routes'),
    ],
    probes: [],
  };
}
