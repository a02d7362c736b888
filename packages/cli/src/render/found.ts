import { type Candidate, type Finding, typed } from '@flatnet-maint/core';
import type { FoundComponent, FoundReport } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

/** One table of all that was found, then the trees of each thing that may be meant, and what is to be known of it. */
export function foundText(report: FoundReport, say: Say): readonly string[] {
  const head = (['component', 'state', 'where', 'version', 'what'] as const).map((name) => say(`found-${name}`));
  const rows = report.components.flatMap((one) => componentRows(one, say));
  return [
    table([head, ...rows]),
    ...report.components.flatMap((one) => aroundLines(one, say)),
    ...hiddenLines(report, say),
  ];
}

type Row = readonly string[];

function componentRows({ id, state, found, chosen, problem }: FoundComponent, say: Say): readonly Row[] {
  if (problem !== null)
    return [[id, say('state-unsure'), '-', '-', `${problem.code}: ${clean(say.of(problem.message))}`]];
  const shown = (found?.candidates ?? []).filter(({ path }) => chosen === null || path === chosen);
  if (shown.length === 0) return [[id, say(`state-${state}`), '-', '-', '']];
  return shown.map((candidate) => {
    const what = whatText(candidate, say);
    const flag = ['--use', typed(candidate.path)].join(' ');
    return [
      id,
      say(`state-${state}`),
      candidate.path,
      versionOf(candidate),
      chosen === null ? say('found-to-choose', { what, flag }) : what,
    ].map(clean);
  });
}

const whatText = ({ running, why }: Candidate, say: Say): string =>
  say(running ? 'found-serves' : 'found-dead', { why: clean(say.of(why)) });

/** Of what serves, else of what would be started. What serves from no tree any more is none of them. */
function versionOf({ running, trees, best, path }: Candidate): string {
  const by = (test: (tree: Candidate['trees'][number]) => boolean) => trees.find(test)?.version;
  const live = by(({ role }) => role === 'live');
  if (running) return live ?? '-';
  return live ?? by((tree) => tree.path === path) ?? by((tree) => tree.path === best?.tree) ?? '-';
}

function aroundLines({ id, found, chosen }: FoundComponent, say: Say): readonly string[] {
  if (found === null) return [];
  const shown = found.candidates.filter(({ path }) => chosen === null || path === chosen);
  const remarks = [...shown.flatMap((one) => one.remarks), ...found.remarks];
  return [...shown.flatMap((one) => treeLines(id, one, say)), ...remarkLines(remarks, say)];
}

/** The trees of one candidate: what each is, and what its own program says of it. */
export function treeLines(
  component: string,
  { path, trees, best }: Candidate,
  say: Say,
  indent = '',
): readonly string[] {
  if (trees.length === 0) return [];
  const head = [
    say('tree-path'),
    say('tree-role'),
    say('found-version'),
    say('tree-dated'),
    say('tree-test'),
    say('tree-access'),
  ];
  const rows = trees.map(({ path: tree, role, version, dated, test, lastAccess }) =>
    [
      tree,
      say(`role-${role}`),
      version ?? '-',
      dated,
      say(test.ok === null ? 'test-unknown' : test.ok ? 'test-passes' : 'test-fails'),
      lastAccess ?? '-',
    ].map(clean),
  );
  const said = trees.filter(({ test }) => test.ok !== true);
  return [
    '',
    `${indent}${say('trees-of', { component, path: clean(path) })}`,
    table([head, ...rows], `${indent}  `),
    ...said.map(
      ({ path: tree, test }) => `${indent}  ${say('tree-said', { path: clean(tree), said: clean(say.of(test.said)) })}`,
    ),
    ...(best === null
      ? []
      : [`${indent}  ${say('tree-best', { path: clean(best.tree), why: clean(say.of(best.why)) })}`]),
  ];
}

export const remarkLines = (remarks: readonly Finding[], say: Say, indent = ''): readonly string[] =>
  remarks.flatMap(({ message, next }) => [
    `${indent}${say('remark', { text: clean(say.of(message)) })}`,
    ...(next === '' ? [] : [`${indent}        ${say('next-step', { text: clean(say.of(next)) })}`]),
  ]);

function hiddenLines({ components }: FoundReport, say: Say): readonly string[] {
  const hidden = components.flatMap(({ found }) => found?.rights ?? []);
  return hidden.map((text) => say('not-looked-at', { text: clean(say.of(text)) }));
}
