import { type HostView, MaintError } from '@flatnet-maint/core';
import type { DataCopy, KeptService } from './facts.ts';
import { tagOf } from './image-name.ts';
import { readsAlike } from './migrations.ts';
import { t } from './texts.ts';

/** What lies beside a copy when it is whole. */
export const copyRecord = 'copy.json';

export const dataFolder = (generations: string): string => `${generations}/data`;

/** Folders of copies, whole or not. A note that somebody laid beside them is none. */
export async function copyFolders(host: HostView, generations: string): Promise<readonly string[]> {
  const below = async (folder: string): Promise<readonly string[]> => {
    if ((await host.files.stat(folder))?.kind !== 'folder') return [];
    return (await host.files.list(folder)).map((name) => `${folder}/${name}`);
  };
  const services = await below(dataFolder(generations));
  const paths = (await Promise.all(services.map(below))).flat();
  const kinds = await Promise.all(paths.map((path) => host.files.stat(path)));
  return paths.filter((_, at) => kinds[at]?.kind === 'folder');
}

/** Copies of data that are whole, newest last. */
export async function dataCopies(host: HostView, generations: string): Promise<readonly DataCopy[]> {
  const found: DataCopy[] = [];
  for (const folder of await copyFolders(host, generations)) {
    const path = `${folder}/${copyRecord}`;
    if ((await host.files.stat(path)) === null) continue;
    try {
      found.push(JSON.parse(await host.files.text(path)) as DataCopy);
    } catch {
      throw new MaintError('E_DATA_COPY', t('data-copy-damaged', { path }), t('data-copy-damaged-next'));
    }
  }
  return found.sort((a, b) => (a.run < b.run ? -1 : 1));
}

/**
 * The newest copy that this image reads: of its own, or of another version that reads and writes the same, for a step
 * between those two made none.
 */
export const copyFor = (
  copies: readonly DataCopy[],
  service: Pick<KeptService, 'name' | 'kind' | 'image'>,
): DataCopy | undefined => copies.findLast((copy) => isReadBy(copy, service));

export const isReadBy = (
  { service, image, version }: DataCopy,
  { name, kind, image: own }: Pick<KeptService, 'name' | 'kind' | 'image'>,
): boolean => service === name && (image === own.id || readsAlike(kind, version, tagOf(own.ref)));
