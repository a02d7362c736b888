import { MaintError } from '@flatnet-maint/core';
import { builtOffer } from './built-release.ts';
import { cachedPath } from './cached-release.ts';
import { under } from './paths.ts';
import { INDEX_MOST, INDEX_NAME, type IndexEntry, parseIndex } from './release-index.ts';
import { type Offer, type Ports, type ReleaseSource, sourceName, urlOf } from './release-source.ts';
import { t } from './texts.ts';

/** What one source offers; throws when it cannot be asked, or when its index is not to be believed. */
export async function readSource(ports: Ports, source: ReleaseSource, cache: string): Promise<readonly Offer[]> {
  const name = sourceName(source);
  switch (source.kind) {
    case 'site':
      return Promise.all([
        ...source.releases.map(async ({ version, path, sha256 }) => ({
          ...{ version, path, sha256: sha256.toLowerCase(), kind: source.kind, source: name, from: null, key: null },
          // What cannot be looked at is told when it is asked for, and hides no other one.
          bytes: await sizeAt(ports, path).catch(() => null),
        })),
        ...(source.recipes ?? []).map((recipe) => builtOffer(ports.files, cache, recipe)),
      ]);
    case 'store': {
      const index = under(source.path, INDEX_NAME);
      if ((await ports.files.stat(index)) === null) return [];
      return parseIndex(index, await bounded(ports, index)).map((entry) => ({
        ...of(entry, source.kind, name),
        ...{ path: under(source.path, entry.file), from: null, key: null },
      }));
    }
    case 'folder': {
      const index = under(source.path, INDEX_NAME);
      if ((await ports.files.stat(index)) === null) throw absent(index);
      const place = (file: string) => under(source.path, file);
      return parseIndex(index, await bounded(ports, index)).map((entry) => brought(entry, source, place, cache));
    }
    case 'url': {
      const place = (file: string) => urlOf(source.url, file);
      const bytes = await ports.downloads.read(place(INDEX_NAME), INDEX_MOST);
      return parseIndex(`${name.replace(/\/$/, '')}/${INDEX_NAME}`, bytes).map((entry) =>
        brought(entry, source, place, cache),
      );
    }
  }
}

const of = ({ version, sha256, size }: IndexEntry, kind: Offer['kind'], source: string) => ({
  ...{ version, sha256, bytes: size, kind, source },
});

function brought(
  entry: IndexEntry,
  source: ReleaseSource & { kind: 'folder' | 'url' },
  place: (file: string) => string,
  cache: string,
): Offer {
  const signature = entry.signature === undefined ? null : place(entry.signature);
  return {
    ...of(entry, source.kind, sourceName(source)),
    path: cachedPath(cache, entry),
    from: { file: place(entry.file), signature },
    key: source.key,
  };
}

/** One byte more than may be, so that too much is seen without being read. */
const bounded = ({ files }: Ports, path: string): Promise<Uint8Array> => files.read(path, { max: INDEX_MOST + 1 });

async function sizeAt({ files }: Ports, path: string): Promise<number | null> {
  const real = await files.real(path);
  const stat = real === null ? null : await files.stat(real);
  return stat?.kind === 'file' ? stat.bytes : null;
}

const absent = (index: string): MaintError =>
  new MaintError('E_INDEX_ABSENT', t('index-absent', { index }), t('index-absent-next'));
