import { remembering } from './remember.ts';

/** One piece of nginx configuration: where it stands in the text, and what it means. */
export interface Token {
  readonly kind: 'word' | 'open' | 'close' | 'end' | 'lua';
  /** Decoded: quotes and escapes resolved. For 'lua' the raw block without its braces. */
  readonly value: string;
  readonly start: number;
  readonly stop: number;
}

/** Splits nginx configuration as nginx does: words, quoted words, `{`, `}`, `;`, comments left out, `*_by_lua_block { … }` kept whole. */
export const lex: (text: string) => readonly Token[] = remembering(split);

function split(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let directive: string | null = null;
  while (at < text.length) {
    const c = text[at] as string;
    if (/\s/.test(c)) at += 1;
    else if (c === '#') at = endOfLine(text, at);
    else if (c === ';' || c === '}') {
      tokens.push({ kind: c === ';' ? 'end' : 'close', value: c, start: at, stop: at + 1 });
      directive = null;
      at += 1;
    } else if (c === '{') {
      if (directive?.endsWith('_by_lua_block')) {
        const stop = endOfLua(text, at + 1);
        tokens.push({ kind: 'lua', value: text.slice(at + 1, stop - 1), start: at + 1, stop: stop - 1 });
        at = stop;
      } else {
        tokens.push({ kind: 'open', value: c, start: at, stop: at + 1 });
        at += 1;
      }
      directive = null;
    } else {
      const stop = c === '"' || c === "'" ? endOfQuoted(text, at) : endOfWord(text, at);
      const raw = c === '"' || c === "'" ? text.slice(at + 1, stop - 1) : text.slice(at, stop);
      // nginx knows these escapes only; any other backslash is a part of the value (of a regular expression, mostly).
      const value = raw.replace(/\\(["'\\trn])/g, (_, e: string) => ({ t: '\t', r: '\r', n: '\n' })[e] ?? e);
      tokens.push({ kind: 'word', value, start: at, stop });
      directive ??= value;
      at = stop;
    }
  }
  return tokens;
}

/** A value as one quoted word. A `$` cannot be escaped in nginx, which is why such paths are refused before. */
export const quoted = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function endOfQuoted(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === text[at]) return i + 1;
  }
  return text.length;
}

function endOfWord(text: string, at: number): number {
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '{' && text[i - 1] === '$') i = Math.max(i, text.indexOf('}', i));
    else if (/[\s;{]/.test(text[i] as string)) return i;
  }
  return text.length;
}

/** The index after the brace that closes a Lua block; braces in Lua strings and comments do not count. */
function endOfLua(text: string, at: number): number {
  let depth = 1;
  for (let i = at; i < text.length; i += 1) {
    const long = /^(--)?\[(=*)\[/.exec(text.slice(i, i + 64));
    if (long !== null) {
      const close = text.indexOf(`]${long[2]}]`, i + long[0].length);
      i = close < 0 ? text.length : close + (long[2] as string).length + 1;
    } else if (text.startsWith('--', i)) i = endOfLine(text, i);
    else if (text[i] === '"' || text[i] === "'") i = endOfQuoted(text, i) - 1;
    else if (text[i] === '{') depth += 1;
    else if (text[i] === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}
