import type { Json, ReadFiles } from '@flatnet-maint/core';
import { nameOf, under } from './paths.ts';
import type { IndexEntry } from './release-index.ts';
import type { Offer } from './release-source.ts';
import { seal, unseal } from './sealed.ts';

const KIND = 'fetched-release';

/** Its digest is part of its name: another archive of the same name is another file, also half-way. */
export const cachedPath = (cache: string, { file, sha256 }: Pick<IndexEntry, 'file' | 'sha256'>): string =>
  under(cache, `${sha256.slice(0, 16)}-${nameOf(file)}`);

export const signaturePath = (path: string): string => `${path}.signature`;
export const recordPath = (path: string): string => `${path}.json`;

/** What is kept beside a fetched archive, so that it can be used while its source cannot be asked. */
export function recordText({ version, sha256, bytes, source }: Offer): string {
  return seal(KIND, { version, sha256, bytes, source });
}

/** What earlier fetches brought from a source. Damage is passed over: what it speaks of is fetched anew. */
export async function cachedOffers(
  files: ReadFiles,
  cache: string,
  source: Pick<Offer, 'kind' | 'source' | 'key'>,
): Promise<readonly Offer[]> {
  if ((await files.stat(cache)) === null) return [];
  const offers: Offer[] = [];
  for (const name of await files.list(cache)) {
    if (!name.endsWith('.json')) continue;
    const path = under(cache, name.slice(0, -'.json'.length));
    const record = await readRecord(files, recordPath(path));
    if (record === null || record.source !== source.source || (await files.stat(path)) === null) continue;
    const { version, sha256, bytes } = record;
    offers.push({ ...source, version, sha256, bytes, path, from: null });
  }
  return offers;
}

async function readRecord(files: ReadFiles, path: string) {
  try {
    const content = unseal(path, KIND, await files.text(path)) as { [key: string]: Json };
    const { version, sha256, bytes, source } = content;
    if (typeof version !== 'string' || typeof sha256 !== 'string' || typeof bytes !== 'number') return null;
    return { version, sha256, bytes, source };
  } catch {
    return null;
  }
}
