import { type HostView, MaintError } from '@flatnet-maint/core';
import type { DataCopy } from './facts.ts';
import { t } from './texts.ts';

/** What lies beside a copy when it is whole. */
export const copyRecord = 'copy.json';

export const dataFolder = (generations: string): string => `${generations}/data`;

/** Copies of data that are whole, newest last. */
export async function dataCopies(host: HostView, generations: string): Promise<readonly DataCopy[]> {
  const top = dataFolder(generations);
  if ((await host.files.stat(top)) === null) return [];
  const found: DataCopy[] = [];
  for (const service of await host.files.list(top)) {
    // A note that somebody laid there is no copy.
    if ((await host.files.stat(`${top}/${service}`))?.kind !== 'folder') continue;
    for (const run of await host.files.list(`${top}/${service}`)) {
      const path = `${top}/${service}/${run}/${copyRecord}`;
      if ((await host.files.stat(`${top}/${service}/${run}`))?.kind !== 'folder') continue;
      if ((await host.files.stat(path)) === null) continue;
      try {
        found.push(JSON.parse(await host.files.text(path)) as DataCopy);
      } catch {
        throw new MaintError('E_DATA_COPY', t('data-copy-damaged', { path }), t('data-copy-damaged-next'));
      }
    }
  }
  return found.sort((a, b) => (a.run < b.run ? -1 : 1));
}
