import type { ComparedDashboards, ExportedDashboards } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

type Row = ComparedDashboards['rows'][number];

/** Each file that was written or was there already, then what could not be had. */
export function exportedText({ to, files, failed }: ExportedDashboards, say: Say): string {
  if (files.length === 0 && failed.length === 0) return say('dashboards-none');
  const lines = files.map(({ title, uid, file, how, provisioned }) => [
    clean(title),
    uid,
    say(`dashboard-${how}`),
    clean(file),
    provisioned === null ? '' : say('dashboard-from-file', { file: clean(provisioned) || say('dashboard-some-file') }),
  ]);
  return [
    ...(lines.length === 0 ? [] : [table(lines)]),
    ...failed.flatMap(({ title, uid, message, next }) => [
      say('dashboard-not-had', { title: clean(title), uid, why: clean(say.of(message)) }),
      `  ${say('next-step', { text: clean(say.of(next)) })}`,
    ]),
    say('dashboards-exported', { count: files.length, to: clean(to) }),
  ].join('\n');
}

/** What an import would change, one line for each file. */
export function comparedText(rows: readonly Row[], say: Say): string {
  return table(rows.map((row) => [clean(row.title), row.uid, say(`dashboard-is-${row.is}`), changes(row, say)]));
}

function changes({ is, panels, besides, folder, provisionedBy }: Row, say: Say): string {
  const named = (key: 'added' | 'removed' | 'changed') =>
    panels[key].length === 0
      ? []
      : [say(`panels-${key}`, { count: panels[key].length, names: clean(panels[key].slice(0, 5).join(', ')) })];
  const told = [
    ...(is === 'provisioned'
      ? [say('dashboard-edit', { file: clean(provisionedBy ?? '') || say('dashboard-some-file') })]
      : []),
    ...(is === 'differs' || is === 'provisioned' ? [...named('added'), ...named('removed'), ...named('changed')] : []),
    ...(besides.length === 0 || is === 'same' || is === 'new'
      ? []
      : [say('dashboard-besides', { keys: besides.join(', ') })]),
    ...(folder.now !== null && folder.now !== folder.wanted
      ? [say('dashboard-moves', { from: nameOf(folder.now, say), to: nameOf(folder.wanted, say) })]
      : []),
    ...(is === 'new' ? [say('dashboard-goes', { to: nameOf(folder.wanted, say) })] : []),
  ];
  return told.join('; ');
}

const nameOf = (folder: string, say: Say): string => (folder === '' ? say('dashboard-no-folder') : folder);
