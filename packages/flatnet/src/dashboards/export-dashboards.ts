import { describeError, type Host, type WriteFiles } from '@flatnet-maint/core';
import {
  askerOf,
  exportName,
  exportText,
  type GrafanaPlace,
  listDashboards,
  seenDashboard,
} from '@flatnet-maint/monitoring';
import { t } from '../texts.ts';
import type { ExportedDashboards } from './dashboards-report.ts';

type Mutable<T> = T extends readonly (infer One)[] ? One[] : never;

/** Writes every dashboard; one that cannot be read is told, and the others are written all the same. */
export async function exportDashboards(host: Host, place: GrafanaPlace, to: string): Promise<ExportedDashboards> {
  const ask = await askerOf(host, place);
  const listed = await listDashboards(ask);
  const files: Mutable<ExportedDashboards['files']> = [];
  const failed: Mutable<ExportedDashboards['failed']> = [];
  // What is there keeps its mode.
  if (listed.length > 0) await host.files.makeFolder(to, { mode: 0o700 });
  for (const { uid, title } of listed) {
    const seen = await seenDashboard(ask, uid).catch((error: unknown) => {
      const { message, next } = describeError(error);
      failed.push({ uid, title, message, next });
      return undefined;
    });
    if (seen === undefined) continue;
    if (seen === null) {
      failed.push({ uid, title, message: t('dashboard-gone', { uid }), next: t('dashboard-gone-next') });
      continue;
    }
    const written = await writeBeside(host.files, `${to}/${exportName({ title, uid })}`, exportText(seen));
    files.push({ uid, title, provisioned: seen.provisioned, ...written });
  }
  return { to, files, failed };
}

/** Over nothing: a file of that name with another content stays, and this one gets a number. */
async function writeBeside(
  files: WriteFiles,
  path: string,
  text: string,
): Promise<{ file: string; how: 'written' | 'same' | 'beside' }> {
  for (let n = 1; ; n += 1) {
    const file = n === 1 ? path : path.replace(/\.json$/, `.${n}.json`);
    const there = await files.stat(file);
    if (there === null) {
      await files.write(file, text);
      return { file, how: n === 1 ? 'written' : 'beside' };
    }
    if (there.kind === 'file' && (await files.text(file)) === text) return { file, how: 'same' };
  }
}
