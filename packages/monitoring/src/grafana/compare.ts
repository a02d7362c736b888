import { canonical, type Json } from '@flatnet-maint/core';
import { type Fields, listOf, wordOf } from './ask.ts';
import { contentOf, type SeenDashboard } from './dashboard.ts';
import type { DashboardFile } from './dashboard-file.ts';

/** What an import of one file would change. */
export interface DashboardRow {
  readonly path: string;
  readonly uid: string;
  readonly title: string;
  /** 'provisioned' = it differs, and Grafana saves no dashboard that comes from a file. */
  readonly is: 'new' | 'same' | 'differs' | 'provisioned';
  /** By the titles of the panels, else by their numbers. */
  readonly panels: { readonly added: Names; readonly removed: Names; readonly changed: Names };
  /** What else differs: `templating`, `time`. */
  readonly besides: Names;
  /** Uid of the folder that it is in (null = it is new), and of the one that it is to be in; '' = none. */
  readonly folder: { readonly now: string | null; readonly wanted: string };
  /** The file that it comes from. */
  readonly provisionedBy: string | null;
}
type Names = readonly string[];

/**
 * `folder` = the one that was asked for; null = as it is, or as the file says. `files` = those of this host that Grafana may
 * have been provisioned from.
 */
export function rowOf(
  path: string,
  file: DashboardFile,
  seen: SeenDashboard | null,
  folder: string | null,
  files: readonly string[] = [],
): DashboardRow {
  const wanted = folder ?? seen?.folder ?? file.folder ?? '';
  const isSame = seen !== null && seen.sha256 === file.sha256 && seen.folder === wanted;
  const changed = seen === null ? 'new' : seen.provisioned === null ? 'differs' : 'provisioned';
  return {
    ...{ path, uid: file.uid, title: file.title },
    is: isSame ? 'same' : changed,
    panels: comparePanels(panelsIn(seen?.dashboard ?? {}), panelsIn(file.dashboard)),
    besides: seen === null ? [] : differing(contentOf(seen.dashboard), contentOf(file.dashboard)),
    folder: { now: seen?.folder ?? null, wanted },
    provisionedBy: seen?.provisioned == null ? null : onHost(seen.provisioned, files),
  };
}

/** Grafana names the file within the folder of its provider; where one file of this host ends so, that is it. */
function onHost(named: string, files: readonly string[]): string {
  const ending = named === '' ? [] : files.filter((path) => path.endsWith(`/${named}`));
  return ending.length === 1 ? (ending[0] as string) : named;
}

const differing = (was: Fields, is: Fields): Names =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => key !== 'panels' && key !== 'rows' && spelled(was[key]) !== spelled(is[key]))
    .toSorted();

const spelled = (value: Json | undefined): string => (value === undefined ? '' : canonical(value));

/** Panels by their id, those in collapsed rows as well; one without an id by its place. */
function panelsIn({ panels, rows }: Fields): ReadonlyMap<string, Fields> {
  const top = [...listOf(panels), ...listOf(rows).flatMap((row) => listOf(row.panels))];
  const all = top.flatMap((panel) => {
    const { panels: inside, ...own } = panel;
    return [own, ...listOf(inside)];
  });
  return new Map(all.map((panel, at) => [panel.id === undefined ? `#${at}` : spelled(panel.id), panel]));
}

function comparePanels(was: ReadonlyMap<string, Fields>, is: ReadonlyMap<string, Fields>): DashboardRow['panels'] {
  const named = ([id, panel]: [string, Fields]) => wordOf(panel.title) || id;
  return {
    added: [...is].filter(([id]) => !was.has(id)).map(named),
    removed: [...was].filter(([id]) => !is.has(id)).map(named),
    changed: [...is].filter(([id, panel]) => was.has(id) && spelled(was.get(id)) !== spelled(panel)).map(named),
  };
}
