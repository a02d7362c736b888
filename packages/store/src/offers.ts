import { compareVersions, describeError } from '@flatnet-maint/core';
import { cachedOffers } from './cached-release.ts';
import { readSource } from './read-source.ts';
import { type Offer, type Ports, type ReleaseSource, sourceName } from './release-source.ts';

/** A source of which nothing new is known, and why. */
export interface SourceProblem {
  readonly source: string;
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

export interface Offers {
  readonly offers: readonly Offer[];
  readonly problems: readonly SourceProblem[];
}

/**
 * What can be had from all sources together. Of a source that cannot be asked, what was fetched from it before still
 * counts. The same bytes under the same version are one offer, that of the source that is named first.
 */
export async function offersOf(ports: Ports, sources: readonly ReleaseSource[], cache: string): Promise<Offers> {
  const problems: SourceProblem[] = [];
  const read = sources.map(async (source): Promise<readonly Offer[]> => {
    try {
      return await readSource(ports, source, cache);
    } catch (error) {
      problems.push({ source: sourceName(source), ...describeError(error) });
      const key = 'key' in source ? source.key : null;
      // A cache that cannot be read either is no second problem: nothing in it is in hand.
      const known = { kind: source.kind, source: sourceName(source), key };
      return cachedOffers(ports.files, cache, known).catch(() => []);
    }
  });
  const offers: Offer[] = [];
  for (const offer of (await Promise.all(read)).flat()) {
    const same = offers.some((one) => one.sha256 === offer.sha256 && compareVersions(one.version, offer.version) === 0);
    if (!same) offers.push(offer);
  }
  offers.sort((a, b) => compareVersions(b.version, a.version));
  return { offers, problems };
}
