import { archiveError } from './archive-error.ts';
import { caseKey } from './entry-path.ts';
import type { PlacedEntry } from './source-entry.ts';

const MOST_HOPS = 40;

/** Every link must stay in the tree, followed as the system would: name by name, through other links, `..` after a link taken from its target. */
export function checkLinks(release: string, entries: readonly PlacedEntry[]): void {
  const links = new Map<string, string>();
  for (const entry of entries) if (entry.kind === 'link') links.set(caseKey(entry.path), entry.to);
  for (const entry of entries) {
    if (entry.kind !== 'link') continue;
    const reason = badTarget(entry.to) ?? follow(entry.path, links);
    if (!reason) continue;
    throw archiveError(
      'LINK',
      `${release} holds ${JSON.stringify(entry.path)}, a link to ${JSON.stringify(entry.to)}, which ${reason}.`,
    );
  }
}

function badTarget(to: string): string | null {
  if (to === '') return 'names nothing';
  if (to.startsWith('/')) return 'is an absolute path';
  if (/[\\:]/.test(to)) return 'is a path with a drive, a stream or a "\\" on Windows';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f\ufffd]/.test(to)) return 'has a character that no path here has';
  return null;
}

function follow(from: string, links: ReadonlyMap<string, string>): string | null {
  const todo = from.split('/');
  const at: string[] = [];
  let hops = 0;
  for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at.length === 0) return 'leaves the tree';
      at.pop();
      continue;
    }
    at.push(name);
    const to = links.get(caseKey(at.join('/')));
    if (to === undefined) continue;
    hops += 1;
    if (hops > MOST_HOPS) return 'leads in a circle';
    const reason = badTarget(to);
    if (reason) return `leads to one that ${reason}`;
    at.pop();
    todo.unshift(...to.split('/'));
  }
  return null;
}
