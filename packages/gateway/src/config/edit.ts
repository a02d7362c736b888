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
  const move = mover(changes);
  const moveLua = luaMover(changes);
  let out = '';
  let at = 0;
  for (const token of lex(text)) {
    if (token.kind !== 'word' && token.kind !== 'lua') continue;
    const moved = token.kind === 'lua' ? moveLua(token.value) : move(token.value);
    if (moved === token.value) continue;
    out += text.slice(at, token.start) + (token.kind === 'lua' ? moved : written(moved, text[token.start] as string));
    at = token.stop;
  }
  return out + text.slice(at);
}

/** A bare word stays bare where it can: `(-f /path)` ends with a parenthesis that must not come into the quotes. */
function written(value: string, first: string): string {
  if (first === '"' || first === "'") return quoted(value);
  if (!/[\s;{}"'\\#]/.test(value)) return value;
  return value.endsWith(')') ? `${quoted(value.slice(0, -1))})` : quoted(value);
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

/** Replaces whole path parts, the longest path first, so that a tree below another moved path is not caught by the shorter one. */
export function mover(changes: readonly PathChange[]): (value: string) => string {
  const ordered = changes.filter(({ from, to }) => from !== to).sort((a, b) => b.from.length - a.from.length);
  if (ordered.length === 0) return (value) => value;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_.}-])(?:${ordered.map(({ from }) => escapeRegExp(from)).join('|')})(?=$|[/;"'\\s)\\]*?])`,
    'gu',
  );
  const to = new Map(ordered.map((change) => [change.from, change.to]));
  // Most words of a configuration name none of them, and a list of addresses has a hundred thousand.
  const mayHold = (value: string) => ordered.some(({ from }) => value.includes(from));
  return (value) => (mayHold(value) ? value.replace(pattern, (found) => to.get(found) ?? found) : value);
}

/** Inside Lua a path stands as each kind of string writes it; comments stay as they are. */
function luaMover(changes: readonly PathChange[]): (lua: string) => string {
  const quotes = (marks: RegExp) => (path: string) => path.replace(marks, '\\$&');
  const both = quotes(/["'\\]/g);
  const moverOf = (write: (path: string) => string) =>
    mover(changes.flatMap(({ from, to }) => [write(from), both(from)].map((form) => ({ from: form, to: write(to) }))));
  const [double, single, long] = [moverOf(quotes(/["\\]/g)), moverOf(quotes(/['\\]/g)), mover(changes)];
  const pieces = /--\[(=*)\[.*?\]\1\]|--[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\[(=*)\[.*?\]\2\]/gs;
  return (lua) =>
    lua.replace(pieces, (piece) => {
      if (piece.startsWith('-')) return piece;
      return piece.startsWith('"') ? double(piece) : piece.startsWith("'") ? single(piece) : long(piece);
    });
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
