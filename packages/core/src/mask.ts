/** What stands where a secret stood. */
const masked = '***';

/**
 * A text without the secrets that its words give away, and how many places were masked. Letters beyond ASCII are data:
 * a blank is a space or a tab and nothing else, so the bytes of any encoding may be handed over as Latin-1. Rather takes
 * too much than too little: what is masked here can still be looked up where it came from.
 */
export function mask(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  let now = text;
  for (const { form, kept } of whole) {
    now = now.replace(form, (...found) => {
      const groups = found.at(-1) as { readonly [name: string]: string | undefined };
      if (kept === undefined ? found[0] === masked : groups.secret === masked || groups.secret === '') return found[0];
      count += 1;
      return kept === undefined ? masked : kept(groups as { readonly [name: string]: string });
    });
  }
  const named = maskNamed(now);
  return { text: named.text, count: count + named.count };
}

/** Whether these bytes, read as Latin-1, hold a private key or what opens one. */
export const holdsKey = (text: string): boolean =>
  /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY|secret key\r?\n/.test(text);

interface Form {
  /** Has at least one named group, so that the groups are the last thing a replacer is given. */
  readonly form: RegExp;
  /** What stays, by the form's groups; absent = nothing of it. */
  readonly kept?: (groups: { readonly [name: string]: string }) => string;
}

/** Secrets that are known by their own form, wherever they stand. */
const whole: readonly Form[] = [
  // Its begin, its end, or both: the other half may have been cut away.
  {
    form: /(?<secret>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:(?!-----END)[\s\S])*(?:-----END [A-Z0-9 ]{0,60}-----)?)/g,
  },
  { form: /(?<secret>^(?:(?!-----BEGIN)[\s\S])*?-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----)/g },
  {
    form: /(?<secret>\b(?:AGE-SECRET-KEY-1[A-Z0-9]+|gh[opsu]_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|AKIA[0-9A-Z]{16})\b)/g,
  },
  { form: /(?<secret>\beyJ[\w-]{8,512}\.[\w-]{1,4096}\.[\w-]*)/g },
  // user:password@ of an address, also where the password holds what it should not.
  {
    form: /(?<scheme>\b[a-z][a-z0-9+.-]{0,20}:\/\/)(?<secret>[^ \t\r\n"'/:@]{0,256}:[^ \t\r\n"']{0,512}|[^ \t\r\n"'/?#@]{1,512})@/gi,
    kept: ({ scheme }) => `${scheme}${masked}@`,
  },
  {
    form: /(?<before>\b(?:bearer|negotiate|ntlm)[ \t]+|\bbasic[ \t]+(?!auth|realm))(?<secret>[A-Za-z0-9+/=._~-]{6,})/gi,
    kept: ({ before }) => `${before}${masked}`,
  },
  // What htpasswd and its like keep of a password.
  {
    form: /(?<user>^[^ \t\r\n:]+:)(?<secret>(?:\$\w+\$|\{\w+\})[^ \t\r\n]+)/gm,
    kept: ({ user }) => `${user}${masked}`,
  },
  {
    form: /(?<before>^[ \t]*Environment[ \t]*=)(?<secret>(?:[^\r\n\\]|\\[\s\S])*)/gm,
    kept: ({ before }) => `${before}${masked}`,
  },
  { form: /(?<before>^[ \t]*env[ \t]+\w+=)(?<secret>[^\r\n;]*)/gm, kept: ({ before }) => `${before}${masked}` },
  {
    form: /(?<before>(?:^|[ \t"'])(?:-u|--user|--proxy-user)["']?[ \t=,]+["']?[^ \t\r\n"':]{1,256}:)(?<secret>[^ \t\r\n]+)/gm,
    kept: ({ before }) => `${before}${masked}`,
  },
  {
    form: /(?<before>(?<![(])[?&][\w.~%[\]-]{1,256}=)(?<secret>[^ \t\r\n"&]*)/g,
    kept: ({ before }) => `${before}${masked}`,
  },
  {
    form: /(?<before>[:.]auth[ \t]*\([ \t]*["'])(?<secret>[^\r\n]{0,512}?)(?=["'][ \t]*[,)])/g,
    kept: ({ before }) => `${before}${masked}`,
  },
];

/** A name with one of these in it is the name of a secret. */
const words =
  /passphrase|password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|auth[-_]?key|private[-_]?key|encryption[-_]?key|authorization|cookie|credential|bearer/gi;
const ofName = /[\w.$-]/;
/** A quote, also as it is written inside of another quoted text or by a log. */
const quote = /\\x2[27]|\\u002[27]|%2[27]|&quot;|\\*["'`]/y;
const between = /[ \t]*\]?[ \t]*(?:=>|:=|==|~=|[:=>])[ \t]*/y;
const listed = /[ \t]*,[ \t]*/y;
const valued = /[ \t]*,?[ \t]*\r?\n?[ \t]*["']?value["']?[ \t]*[:=][ \t]*/iy;
const blanks = /[ \t]+/y;
const several = /[^,}\r\n]+/y;
/** After these words somebody writes a sentence, and no password. */
const sentence =
  /(?:was|were|is|are|be|for|from|of|to|in|on|at|by|or|and|not|no|with|without|has|had|have|must|file|files|required|incorrect|wrong|expired|mismatch|authentication|auth|changed)\b/iy;

/** What closes behind it belongs to what is around. */
const isMasked = /^\*\*\*["'`)}\],;\\]*$/;

interface Value {
  readonly start: number;
  readonly end: number;
}

/** Masks what is given to a name that has a secret's word in it. */
function maskNamed(text: string): { readonly text: string; readonly count: number } {
  let out = '';
  let at = 0;
  let count = 0;
  words.lastIndex = 0;
  for (let found = words.exec(text); found !== null; found = words.exec(text)) {
    const name = nameAround(text, found.index, found.index + found[0].length);
    const value = name.start < at ? null : valueAt(text, name);
    if (value === null || value.end <= value.start || isMasked.test(text.slice(value.start, value.end))) {
      words.lastIndex = Math.max(name.end, words.lastIndex);
      continue;
    }
    out += text.slice(at, value.start) + masked;
    at = value.end;
    count += 1;
    words.lastIndex = value.end;
  }
  return { text: out + text.slice(at), count };
}

interface Name extends Value {
  readonly text: string;
  /** Stands alone at the beginning of its line, a list's dash or a quote before it apart. */
  readonly first: boolean;
  readonly indent: number;
  /** The quote that was opened right before it; '' = none was. */
  readonly opened: string;
}

const longest = 128;

function nameAround(text: string, from: number, to: number): Name {
  let [start, end] = [from, to];
  while (start > 0 && from - start < longest && ofName.test(text[start - 1] as string)) start -= 1;
  while (end < text.length && end - to < longest && ofName.test(text[end] as string)) end += 1;
  // A log may be one line of a megabyte.
  const near = text.slice(Math.max(0, start - 400), start);
  const line = near.lastIndexOf('\n') + 1;
  const before = line === 0 && near.length === 400 ? null : near.slice(line);
  const opened =
    /(?:\\x2[27]|\\u002[27]|%2[27]|&quot;|\\*["'`])$/.exec(text.slice(Math.max(0, start - 12), start))?.[0] ?? '';
  return {
    start,
    end,
    text: text.slice(start, end),
    first: before !== null && /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+|local[ \t]+)?["']?$/.test(before),
    indent: /^[ \t]*/.exec(before ?? '')?.[0].length ?? 0,
    opened,
  };
}

const stick = (form: RegExp, text: string, at: number): string | null => {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? null;
};

function valueAt(text: string, name: Name): Value | null {
  const closed = stick(quote, text, name.end);
  const after = name.end + (closed?.length ?? 0);
  // `- name: DB_PASSWORD`, and on the next line its value.
  const far = stick(valued, text, after);
  if (far !== null) return given(text, after + far.length, name, null);
  const sign = stick(between, text, after);
  if (sign !== null) return sign === '>' ? ofTag(text, after + 1) : given(text, after + sign.length, name, closed);
  if (closed !== null) {
    // set_header("Authorization", "…"), ["--token", "…"]
    const comma = stick(listed, text, after);
    if (comma === null || stick(quote, text, after + comma.length) === null) return null;
    return given(text, after + comma.length, name, closed);
  }
  const gap = stick(blanks, text, after);
  return gap === null ? null : afterBlank(text, after + gap.length, name);
}

/** `--token x`, `auth_token x;`, `password x`: a blank alone is a sign only where a configuration or a command line has one. */
function afterBlank(text: string, at: number, name: Name): Value | null {
  const isDefined =
    !name.text.startsWith('$') || /\bset[ \t]+$/.test(text.slice(Math.max(0, name.start - 8), name.start));
  if (name.text.startsWith('-')) return given(text, at, name, null, 'word');
  const line = /^[^\r\n]*/.exec(text.slice(at, at + 1_024))?.[0] ?? '';
  if (!isDefined || /^[{;]/.test(line)) return null;
  if (line.includes(';') && !line.includes('{')) return given(text, at, name, null, 'directive');
  const bare = /^(?:passphrase|password|passwd|pwd|authorization|cookie)$/i.test(name.text);
  const looksMade = /^[^ \t]*\d/.test(line) && /^[^ \t]{8}/.test(line);
  if (stick(sentence, text, at) !== null || !(bare || looksMade)) return null;
  return given(text, at, name, null, 'word');
}

/** No value is looked for beyond this. */
const most = 16_384;

type How = 'sign' | 'word' | 'directive';

/** From where a value begins to where it surely is over. */
function given(text: string, at: number, name: Name, closed: string | null, how: How = 'sign'): Value | null {
  const open = stick(quote, text, at);
  if (open !== null) return { start: at, end: endOfJoined(text, endOfQuoted(text, at + open.length, open)) };
  // Opened before the name: 'Authorization: …', "--password=…".
  if (name.opened !== '' && closed === null) {
    const end = endOfQuoted(text, at, name.opened);
    return { start: at, end: Math.max(at, text.slice(at, end).endsWith(name.opened) ? end - name.opened.length : end) };
  }
  const first = text[at];
  if (first === '{' || first === '[') return { start: at, end: endOfGroup(text, at) };
  const eol = endOfLine(text, at);
  if (how === 'directive') return { start: at, end: text.lastIndexOf(';', Math.min(eol, at + 1_023)) };
  // A block of its own on the lines below, or a text that goes on there.
  const isBlock = /^(?:[|>][-+\d]*[ \t]*)?$/.test(text.slice(at, Math.min(eol, at + 16)));
  if (how === 'sign' && (name.first || isBlock)) {
    const end = endOfIndented(text, eol, name.indent);
    return { start: isBlock && end > eol ? eol + 1 : at, end };
  }
  if (how === 'word') return { start: at, end: endOfWord(text, at) };
  if (/authorization|cookie|credential/i.test(name.text)) return { start: at, end: eol };
  // { password: two words, more: 1 }
  const more = /:[ \t]+$/.test(text.slice(at - 4, at)) ? (stick(several, text, at)?.length ?? 0) : 0;
  return { start: at, end: Math.max(endOfWord(text, at), at + more) };
}

const ofTag = (text: string, at: number): Value => {
  const length = text.slice(at, at + most).indexOf('<');
  return { start: at, end: length < 0 ? endOfLine(text, at) : at + length };
};

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !/[ \t\r\n]/.test(text[end] as string)) end += 1;
  return end;
}

/** After the quote that closes; a text that never closes is over with its line. */
function endOfQuoted(text: string, at: number, open: string): number {
  const bare = open.length === 1;
  for (let i = at; i < text.length && i - at < most; i += 1) {
    if (bare && text[i] === '\\') {
      i += 1;
      continue;
    }
    if (!text.startsWith(open, i)) continue;
    if (bare && open === "'" && text[i + 1] === "'") {
      i += 1;
      continue;
    }
    // Deeper in: \\" inside of \"…\".
    if (!bare && open.startsWith('\\') && text[i - 1] === '\\') continue;
    return i + open.length;
  }
  return endOfLine(text, at);
}

/** Pieces that make one value: 'a'"b", "a" .. "b", "a"b. */
function endOfJoined(text: string, end: number): number {
  for (let at = end; ; ) {
    const joint = /^(?:[ \t]*\.\.[ \t]*)?/.exec(text.slice(at, at + 32))?.[0] ?? '';
    const open = stick(quote, text, at + joint.length);
    if (open !== null) at = endOfQuoted(text, at + joint.length + open.length, open);
    else if (/^[^ \t\r\n,;:)}\]<>\\&%]/.test(text.slice(at, at + 1))) at = endOfWord(text, at);
    else return at;
  }
}

/** After the bracket that closes; of what does not close, as far as anybody looks. */
function endOfGroup(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length && i - at < most; i += 1) {
    const char = text[i] as string;
    if (char === '"' || char === "'") i = endOfQuoted(text, i + 1, char) - 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return endOfLine(text, Math.min(text.length, at + most));
}

/** The end of all following lines that stand deeper than a key does. */
function endOfIndented(text: string, eol: number, indent: number): number {
  let end = eol;
  for (let at = text.indexOf('\n', eol); at >= 0; at = text.indexOf('\n', at + 1)) {
    const line = text.slice(at + 1, endOfLine(text, at + 1));
    const depth = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '' && depth <= indent) break;
    if (line.trim() !== '') end = at + 1 + line.length;
  }
  return end;
}
