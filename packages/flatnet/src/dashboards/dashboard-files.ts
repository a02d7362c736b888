import { MaintError, type ReadFiles, sha256 } from '@flatnet-maint/core';
import { dashboardIn, type WantedDashboard } from '@flatnet-maint/monitoring';
import { t } from '../texts.ts';

/** Reads all of them before anything is asked: one that cannot be imported stops the rest. E_DASHBOARD_… (2). */
export async function dashboardFiles(files: ReadFiles, paths: readonly string[]): Promise<readonly WantedDashboard[]> {
  const wanted: WantedDashboard[] = [];
  for (const path of await filesOf(files, paths)) {
    const content = await files.read(path);
    wanted.push({ path, bytes: sha256(content), file: dashboardIn(new TextDecoder().decode(content), path) });
  }
  return wanted;
}

async function filesOf(files: ReadFiles, paths: readonly string[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const path of paths) {
    const real = await files.real(path);
    if (real === null || (await files.stat(real))?.kind !== 'folder') all.push(path);
    else {
      const names = (await files.list(path)).filter((name) => name.endsWith('.json'));
      if (names.length === 0)
        throw new MaintError('E_DASHBOARD_NONE', t('dashboards-none', { path }), t('dashboards-none-next'), {
          exit: 2,
        });
      all.push(...names.map((name) => `${path.replace(/\/+$/, '')}/${name}`));
    }
  }
  return all;
}
