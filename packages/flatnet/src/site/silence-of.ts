import { parseMatcher } from '@flatnet-maint/actions';
import type { WrittenSite } from './schema.ts';
import type { SiteSilence } from './site.ts';

const usualLease = 300_000;

/** What was written there, which its schema has judged already, with what is usual. */
export function silenceOf(written: NonNullable<WrittenSite['silence']>): SiteSilence {
  const { alertmanager, prometheus = null, need, lease = usualLease, matchers } = written;
  return {
    ...{ alertmanager, prometheus, need, lease },
    matchers: Object.fromEntries(
      Object.entries(matchers).map(([id, texts = []]) => [id, texts.flatMap((text) => parseMatcher(text) ?? [])]),
    ),
  };
}
