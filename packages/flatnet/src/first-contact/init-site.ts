import { dirname } from 'node:path';
import {
  type Component,
  describeError,
  type Json,
  MaintError,
  type ReadFiles,
  type WriteFiles,
} from '@flatnet-maint/core';
import { loadSite } from '../site/load-site.ts';
import { t } from '../texts.ts';
import { siteDifferences } from './differences.ts';
import { draftedOf, draftSite } from './draft-site.ts';
import { chosenOf } from './find-components.ts';
import type { FoundReport, InitReport, SiteDifference } from './found-report.ts';
import { canBeRevived, nextCommand } from './next-command.ts';
import { refusal } from './refusal.ts';
import type { SitePlace } from './site-place.ts';
import { type SiteTextHow, siteText } from './site-text.ts';

export interface InitFrom {
  readonly found: FoundReport;
  /** Those that this tool maintains. */
  readonly components: readonly Component<never, Json>[];
  readonly place: SitePlace;
  readonly text: SiteTextHow;
  readonly files: ReadFiles;
  /** Lends files that may be written. */
  readonly writing: (write: (files: WriteFiles) => Promise<void>) => Promise<void>;
  /** Whether a good state of it is kept already. */
  readonly isKept: (component: string) => Promise<boolean>;
  readonly pinned: string | null;
}

/** Writes what was found into a site file, reads it back, and says what to do next. One that is there is only compared. */
export async function initSite(from: InitFrom): Promise<InitReport> {
  const { found, place, files, components } = from;
  const drafted = draftedOf(found);
  const draft = drafted.length === 0 ? null : siteText(drafted, from.text);
  let written = false;
  let differences: readonly SiteDifference[] | null = null;
  let next = '';
  let error: MaintError | null = null;
  try {
    if ((await files.stat(place.path)) !== null) {
      // With its own error where it cannot be used: what was found is shown all the same.
      const site = await loadSite(place.path, { cwd: '/', home: '/', env: {} }, components);
      differences = siteDifferences(site, drafted);
      error = refusal(found, place.more);
    } else {
      error = refusal(found, place.more);
      if (error === null) {
        const { text } = await draftSite(found, drafted, place, from.text, components);
        await from.writing((to) => put(to, place.path, text));
        written = true;
      }
    }
    next = (await correction(from, differences ?? [])) ?? (await nextOf(from));
  } catch (thrown) {
    if (!(thrown instanceof MaintError)) throw thrown;
    error = thrown;
  }
  const site = { path: place.path, written, differences };
  const report = { site, ...found, draft, pinned: from.pinned };
  if (error === null) return { ...report, next, exit: 0 };
  return { ...report, next: error.next, exit: error.exit, error: describeError(error) };
}

/** Nothing secret is in it, and programs of others read it. */
async function put(files: WriteFiles, path: string, text: string): Promise<void> {
  await files.makeFolder(dirname(path), { mode: 0o755 });
  if ((await files.stat(path)) !== null)
    throw new MaintError('E_SITE_EXISTS', t('site-exists', { path }), `flatnet-maint status`);
  await files.write(path, text, { mode: 0o644 });
  if ((await files.text(path)) === text) return;
  throw new MaintError('E_SITE_WRITE', t('site-not-read-back', { path }), t('site-not-read-back-next'));
}

/** A file that means another place than what was found: every command goes by the file, so it comes first. */
async function correction(
  { files, components, place: { path, more } }: InitFrom,
  differences: readonly SiteDifference[],
): Promise<string | null> {
  const places = components.map(({ id, place }) => `${id}.${place}`);
  const real = (one: string) => files.real(one).catch(() => null);
  for (const { key, file, found } of differences) {
    if (!places.includes(key) || file === null || found === null) continue;
    const [written, seen] = await Promise.all([real(file), real(found)]);
    if (written === null || written !== seen) return t('site-other-place', { key, path, found, more });
  }
  return null;
}

/** What is down and can be put right comes before what is only not kept yet, and that before what no command helps. */
async function nextOf({ found, place, isKept }: InitFrom): Promise<string> {
  const chosen = found.components.flatMap((one) => {
    const candidate = chosenOf(one);
    return candidate === null ? [] : [{ id: one.id, candidate }];
  });
  const rank = ({ candidate }: (typeof chosen)[number]) => (canBeRevived(candidate) ? 0 : candidate.running ? 1 : 2);
  for (const { id, candidate } of chosen.sort((a, b) => rank(a) - rank(b))) {
    if (await isKept(id)) continue;
    return nextCommand(id, candidate, { more: place.more });
  }
  return `flatnet-maint status${place.more}`;
}
