import type { FoundComponent, RunSummary, StatusReport } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { foundText, remarkLines, treeLines } from './found.ts';
import { pad } from './pad.ts';
import { summaryText } from './runs.ts';

export function statusText(status: StatusReport, say: Say): string {
  const lines = status.components.flatMap((component) => [
    `${component.id}  ${component.version ?? say('version-unknown')}  ${health(component.healthy, say)}`,
    ...generation(component.generation, say),
    ...component.probes.map(
      ({ id, verdict, detail }) => `  ${pad(say(`verdict-${verdict}`), 7)}  ${id}  ${clean(say.of(detail))}`,
    ),
    ...problem(component, status.found === null, say),
    ...driftLines(component.drift, say),
    // Without a site file all that was found stands below, its remarks too.
    ...(status.found === null ? remarkLines(component.remarks, say, '  ') : []),
    ...component.damaged.flatMap((damage) => [
      `  ${say('record-damaged', { what: clean(say.of(damage)) })}`,
      `  ${say('write-anew', { component: component.id })}`,
    ]),
  ]);
  lines.push(...siteLines(status, say));
  if (status.last !== null) lines.push(say('last-run', { run: summaryText(status.last, say) }));
  if (status.open !== null) lines.push(...openLines(status.open, whoseRun(status.open, status), say));
  return lines.join('\n');
}

/** The one that is live before the first upgrade was made by nobody of us, and nobody knows when. */
function generation(live: StatusReport['components'][number]['generation'], say: Say): readonly string[] {
  if (live === null) return [];
  const { id, made } = live;
  return [`  ${made === '' ? say('generation-undated', { id }) : say('generation', { id, made })}`];
}

function health(healthy: boolean | null, say: Say): string {
  if (healthy === null) return say('health-unknown');
  return say(healthy ? 'healthy' : 'not-healthy');
}

const nextLine = (next: string, say: Say): string => `  ${say('next-step', { text: clean(say.of(next)) })}`;

/** What is wrong with it; where nothing serves as it is meant, what there is instead is the thing to see. */
function problem(
  { id, problem: why, found, next }: StatusReport['components'][number],
  withTrees: boolean,
  say: Say,
): readonly string[] {
  const said = why === null ? [] : [`  ${why.code}: ${clean(say.of(why.message))}`];
  const candidates = withTrees && (why !== null || next !== null) ? (found?.candidates ?? []) : [];
  const first = next ?? why?.next ?? null;
  return [
    ...said,
    ...candidates.flatMap((candidate) => treeLines(id, candidate, say, '  ')),
    ...(first === null ? [] : [nextLine(first, say)]),
  ];
}

function driftLines(drift: StatusReport['components'][number]['drift'], say: Say): readonly string[] {
  if (drift === null) return [];
  const { generation: id, lines, count, problem: why, next } = drift;
  const rest = count - lines.length;
  const head =
    why !== null
      ? say('drift-unknown', { code: why.code, message: clean(say.of(why.message)) })
      : id === null
        ? say('drift-none-kept')
        : count === 0
          ? say('drift-same', { id })
          : say('drift-differs', { id, count });
  return [
    `  ${head}`,
    ...lines.map((line) => `    ${clean(say.of(line))}`),
    ...(rest > 0 ? [`    ${say('drift-more', { count: rest })}`] : []),
    ...(next === null ? [] : [nextLine(next, say)]),
  ];
}

function siteLines({ site, siteProblem, found, components }: StatusReport, say: Say): readonly string[] {
  if (siteProblem !== null) {
    const { code, message, next } = siteProblem;
    return [say('site-unusable', { code, message: clean(say.of(message)) }), nextLine(next, say)];
  }
  if (site === null) {
    const list = found === null ? [] : foundText(found, say);
    return [say('site-absent'), ...list, nextLine('flatnet-maint init', say)];
  }
  return [...(components.length === 0 ? [say('site-empty')] : []), say('site-file', { path: site })];
}

function openLines(open: RunSummary, whose: string, say: Say): readonly string[] {
  const damage = open.damage === null ? [] : [`  ${say('journal-damaged', { damage: clean(say.of(open.damage)) })}`];
  const next = say('next-step', { text: nextFor(open, whose, say) });
  return [say('open-run', { run: summaryText(open, say) }), ...damage, `  ${next}`];
}

/** Where its journal does not tell, the only component that there is; among several a word stands for the one that is meant. */
function whoseRun({ component }: RunSummary, { components }: StatusReport): string {
  if (component !== 'unknown') return component;
  const [one, ...others] = components;
  return one !== undefined && others.length === 0 ? one.id : 'COMPONENT';
}

function nextFor(open: RunSummary, whose: string, say: Say): string {
  const emergency = `flatnet-maint rollback ${whose} --emergency`;
  switch (open.outcome) {
    case 'waiting':
      return say('either', { first: 'flatnet-maint confirm', second: 'flatnet-maint abort' });
    case 'damaged':
      return emergency;
    case 'stuck':
      return say('first-then', {
        first: `flatnet-maint show ${open.run}`,
        second: say('either', { first: 'flatnet-maint resume', second: emergency }),
      });
    default:
      return open.owner?.alive === true
        ? say('either', { first: `flatnet-maint show ${open.run}`, second: 'flatnet-maint abort' })
        : 'flatnet-maint resume';
  }
}

/** It is there or not, or all that there is of it may as well be somebody else's: where another component is certain, that is left to him. */
const isToldApart = ({ state, found, problem }: FoundComponent): boolean =>
  state === 'found' ||
  state === 'absent' ||
  (state === 'unsure' && problem === null && (found?.candidates ?? []).every(({ sure }) => !sure));

/** Unknown is not healthy, neither is a run that nobody works on, nor a host on which it is not certain what there is. */
export function isWell({ components, open, siteProblem, found }: StatusReport): boolean {
  const tended = open === null || open.outcome === 'waiting' || (open.outcome === 'open' && open.owner?.alive === true);
  const sound = components.every(
    ({ healthy, problem, damaged }) => healthy === true && problem === null && damaged.length === 0,
  );
  const isCertain = found === null || (components.length > 0 && found.components.every(isToldApart));
  return tended && siteProblem === null && sound && isCertain;
}
