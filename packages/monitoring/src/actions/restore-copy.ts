import { type Action, MaintError } from '@flatnet-maint/core';
import type { DataCopy } from '../facts.ts';
import { bringBack, type DataPlace, isBegun, restoreData, restoredAs } from '../restoring.ts';
import { t } from '../texts.ts';

export type RestoreCopyArgs = {
  readonly copy: DataCopy;
  readonly places: readonly DataPlace[];
  /** Of this run: what was there is set aside under it. */
  readonly mark: string;
};

/** A kept copy becomes the data of a service that is stopped, for an older version cannot read what the newer one wrote. */
export const restoreCopy: Action<RestoreCopyArgs, null> = {
  name: 'restore-copy@1',
  posixOnly: true,
  touches: ({ copy, places }) => [
    { kind: 'path', name: copy.folder, access: 'reads' },
    ...places.map(({ source }) => ({ kind: 'path' as const, name: source, access: 'writes' as const })),
  ],
  async capture({ copy, places }, host) {
    for (const { name } of places)
      if ((await host.files.stat(`${copy.folder}/${name}`)) === null)
        throw new MaintError(
          'E_DATA_GONE',
          t('data-gone', { path: `${copy.folder}/${name}` }),
          t('data-copy-failed-next'),
        );
    return null;
  },
  async do({ copy, places, mark }, _saved, host) {
    const asides: string[] = [];
    for (const place of places) asides.push(await restoreData(host, `${copy.folder}/${place.name}`, place, mark));
    return t('data-put-back', { service: copy.service, run: copy.run, asides: asides.join(', ') });
  },
  async undo({ places, mark }, _saved, host) {
    for (const place of places) await bringBack(host, place, mark);
  },
  async check({ places, mark }, _saved, host) {
    const now = await Promise.all(places.map((place) => restoredAs(host, place, mark)));
    if (now.every((one) => one === 'after')) return 'done';
    if (now.some((one) => one !== 'before')) return 'partly';
    const begun = await Promise.all(places.map((place) => isBegun(host, place, mark)));
    return begun.includes(true) ? 'partly' : 'undone';
  },
};
