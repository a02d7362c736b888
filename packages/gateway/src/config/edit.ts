import { directives } from './directives.ts';
import { lex, quoted } from './lex.ts';

export interface PathChange {
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces paths wherever they stand in a configuration: in words (decoded, so that quotes and escapes do not hide them)
 * and in Lua blocks. Only whole path parts count: `/srv/a` is not in `/srv/ab`.
 */
export function movePaths(text: string, changes: readonly PathChange[]): string {
  // Longest first, so that a tree below another moved path is not caught by the shorter one.
  const ordered = [...changes].filter(({ from, to }) => from !== to).sort((a, b) => b.from.length - a.from.length);
  if (ordered.length === 0) return text;
  const pattern = new RegExp(
    `(?:${ordered.map(({ from }) => escapeRegExp(from)).join('|')})(?=$|[/;"'\\s)\\]*?])`,
    'g',
  );
  const to = new Map(ordered.map((change) => [change.from, change.to]));
  const move = (value: string) => value.replace(pattern, (found) => to.get(found) ?? found);
  let out = '';
  let at = 0;
  for (const token of lex(text)) {
    if (token.kind !== 'word' && token.kind !== 'lua') continue;
    const moved = move(token.value);
    if (moved === token.value) continue;
    out += text.slice(at, token.start) + (token.kind === 'lua' ? moved : quoted(moved));
    at = token.stop;
  }
  return out + text.slice(at);
}

/** Rewrites whole directives: `edit` gets the name and decoded arguments, and returns new ones, null to drop it, or undefined to keep the text. */
export function editDirectives(
  text: string,
  edit: (name: string, args: readonly string[], inside: readonly string[]) => readonly string[] | null | undefined,
): string {
  let out = '';
  let at = 0;
  for (const directive of directives(text)) {
    const args = directive.args.map((token) => token.value);
    const next = edit(directive.name, args, directive.inside);
    if (next === undefined) continue;
    out += text.slice(at, directive.start);
    if (next !== null) out += `${directive.name} ${next.map(quoted).join(' ')};`;
    at = directive.stop;
  }
  return out + text.slice(at);
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
