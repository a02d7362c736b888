import type { Action, Host } from '@flatnet-maint/core';
import { copyRecord } from '../data-copies.ts';
import type { DataCopy } from '../facts.ts';
import { blocksIn, copyShell, copyWhole, type DataPlace, restoreData, restoredAs } from '../restoring.ts';
import { t } from '../texts.ts';

export type CopyDataArgs = {
  /** Where it lies, what it is a copy of: `<generations>/data/<service>/<run>`. */
  readonly copy: DataCopy;
  readonly places: readonly DataPlace[];
};

/**
 * The data of a service that is stopped, before a release migrates it. Undone it is put back: what the new version wrote
 * is set aside, and told.
 */
export const copyData: Action<CopyDataArgs, null> = {
  name: 'copy-data@1',
  posixOnly: true,
  touches: ({ copy, places }) => [
    ...places.map(({ source }) => ({ kind: 'path' as const, name: source, access: 'reads' as const })),
    { kind: 'path', name: copy.folder, access: 'writes' },
  ],
  capture: async () => null,
  async do({ copy, places }, _saved, host) {
    const { folder } = copy;
    const record = `${folder}/${copyRecord}`;
    if ((await host.files.stat(record)) !== null) return;
    await host.files.makeFolder(folder, { mode: 0o700 });
    for (const place of places) await copyPlace(host, folder, place);
    await host.run(['sync', '-f', folder]);
    await host.files.write(record, `${JSON.stringify(copy, null, 2)}\n`);
  },
  async undo({ copy, places }, _saved, host) {
    const { folder, run, service } = copy;
    const asides: string[] = [];
    // Without its record it is no copy, and nothing was started that could have changed the data.
    if ((await host.files.stat(`${folder}/${copyRecord}`)) !== null)
      for (const place of places) asides.push(await restoreData(host, `${folder}/${place.name}`, place, run, true));
    await host.files.remove(folder);
    return asides.length === 0 ? undefined : t('data-restored', { service, asides: asides.join(', ') });
  },
  async check({ copy: { folder, run }, places }, _saved, host) {
    if ((await host.files.stat(folder)) === null) return 'undone';
    if ((await host.files.stat(`${folder}/${copyRecord}`)) === null) return 'partly';
    for (const place of places) if ((await restoredAs(host, place, run)) !== 'before') return 'partly';
    return 'done';
  },
};

async function copyPlace(host: Host, folder: string, { source, name }: DataPlace): Promise<void> {
  const [to, early] = [`${folder}/${name}`, `${folder}/${name}.blocks`];
  await host.files.remove(to);
  const blocks = new Set(await blocksIn(host, source));
  const copied = (await blocksIn(host, early)).filter((one) => blocks.has(one));
  if (copied.length === 0) {
    // What was copied early is all put together into others by now.
    await host.files.remove(early);
    await copyWhole(host, source, to);
    return;
  }
  await copyShell(host, source, to);
  for (const one of await host.files.list(source)) {
    if (copied.includes(one)) await host.files.rename(`${early}/${one}`, `${to}/${one}`);
    else await copyWhole(host, `${source}/${one}`, `${to}/${one}`);
  }
  await host.files.remove(early);
}
