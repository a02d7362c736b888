import type { Component, Json } from '@flatnet-maint/core';
import { siteOfText } from '../site/load-site.ts';
import { missingKeys } from '../site/missing-keys.ts';
import type { Site } from '../site/site.ts';
import { chosenOf } from './find-components.ts';
import type { FoundReport } from './found-report.ts';
import { incomplete } from './refusal.ts';
import { type Drafted, type SiteTextHow, siteText, writtenOf } from './site-text.ts';

/** What is certain enough to be written down. */
export const draftedOf = ({ components }: FoundReport): readonly Drafted[] =>
  components.flatMap((one) => {
    const candidate = chosenOf(one);
    return candidate === null ? [] : [{ id: one.id, values: candidate.values }];
  });

/** The text of a site file and what its reader makes of it. Throws where no reader would take it. */
export async function draftSite(
  { components }: FoundReport,
  drafted: readonly Drafted[],
  place: { readonly path: string; readonly more: string },
  how: SiteTextHow,
  known: readonly Component<never, Json>[],
): Promise<{ readonly text: string; readonly site: Site }> {
  const gaps = await missingKeys(writtenOf(drafted), known);
  if (gaps.length > 0) throw incomplete(gaps, components, place.more);
  const text = siteText(drafted, how);
  return { text, site: await siteOfText(place.path, text, known) };
}
