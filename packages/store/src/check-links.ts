import { archiveError } from './archive-error.ts';
import { caseKey, PATH_MOST } from './entry-path.ts';
import type { PlacedEntry } from './source-entry.ts';
import { t } from './texts.ts';

const MOST_HOPS = 40;
/** Names that are looked up for all links of a release together: as many as a hundred thousand short ones need. */
const MOST_TURNS = 5_000_000;

/** Every link must stay in the tree, followed as the system would: name by name, through other links, `..` after a link taken from its target. */
export function checkLinks(release: string, entries: readonly PlacedEntry[]): void {
  const links = new Map<string, string>();
  for (const entry of entries) if (entry.kind === 'link') links.set(caseKey(entry.path), entry.to);
  const turns = { left: MOST_TURNS };
  for (const entry of entries) {
    if (entry.kind !== 'link') continue;
    const reason = badTarget(entry.to) ?? follow(entry.path, links, turns);
    if (!reason) continue;
    throw archiveError(
      'LINK',
      t('archive-link', {
        path: release,
        entry: JSON.stringify(entry.path),
        to: JSON.stringify(entry.to.slice(0, PATH_MOST)),
        reason,
      }),
    );
  }
}

function badTarget(to: string): string | null {
  if (to === '') return t('link-empty');
  if (Buffer.byteLength(to) > PATH_MOST) return t('link-long', { most: PATH_MOST });
  if (to.startsWith('/')) return t('link-absolute');
  if (/[\\:]/.test(to)) return t('link-drive');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\ufffd]/.test(to)) return t('link-character');
  return null;
}

function follow(from: string, links: ReadonlyMap<string, string>, turns: { left: number }): string | null {
  const todo = from.split('/');
  const at: string[] = [];
  let hops = 0;
  for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
    turns.left -= 1;
    if (turns.left < 0) return t('link-winding', { most: MOST_TURNS });
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at.length === 0) return t('link-leaves');
      at.pop();
      continue;
    }
    at.push(name);
    const to = links.get(caseKey(at.join('/')));
    if (to === undefined) continue;
    hops += 1;
    if (hops > MOST_HOPS) return t('link-circle');
    const reason = badTarget(to);
    if (reason) return t('link-leads', { reason });
    at.pop();
    todo.unshift(...to.split('/'));
  }
  return null;
}
