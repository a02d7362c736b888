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
  /-{4,5} ?(?:BEGIN|END) [A-Z0-9 ]*(?:PRIVATE|STATIC) KEY|^PuTTY-User-Key-File|^untrusted comment:[^\r\n]*secret key\r?$/im.test(
    text,
  );

/** As it is written, and as its bytes look when they are read as Latin-1. */
const both = (text: string): string => `${text}|${String.fromCharCode(...new TextEncoder().encode(text))}`;

/** A name with one of these in it is the name of a secret. `proxy_pass` and its like take no sign. */
const words = new RegExp(
  [
    /passphrase|password|passwd|pwd|secret|token|authorization|cookie|credential|bearer|requirepass|masterauth/,
    /(?:api|access|auth|private|encryption|hmac|sign(?:ing|ature)?|master|app|session|pre-?shared)[-_]?key/,
    /\bx-key\b|x[-_]auth\b|\bpsk\b|sess(?:ion)?[-_]?id|connect\.sid/,
    /(?<!by|com|sur|tres)pass(?=["']?[ \t]*[:=])|(?<=--)pass\b|\bauth(?=["']?=|["'][ \t]*:)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

interface Form {
  /** Has at least one named group, so that the groups are the last thing a replacer is given. */
  readonly form: RegExp;
  /** What stays, by the form's groups; absent = nothing of it. */
  readonly kept?: (groups: { readonly [name: string]: string }) => string;
}

/** What stands before the secret stays. */
const after = (form: RegExp): Form => ({ form, kept: ({ before }) => `${before}${masked}` });

/** Secrets that are known by their own form, wherever they stand. */
const whole: readonly Form[] = [
  // Its begin, its end, or both: the other half may have been cut away.
  {
    form: /(?<secret>-{4,5} ?BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE|STATIC) KEY[A-Z0-9 ]{0,10}-{4,5}(?:(?!-{4,5} ?END)[\s\S])*(?:-{4,5} ?END [A-Z0-9 ]{0,60}-{4,5})?)/gi,
  },
  {
    form: /(?<secret>^(?:(?!-{4,5} ?BEGIN)[\s\S])*?-{4,5} ?END [A-Z0-9 ]{0,40}(?:PRIVATE|STATIC) KEY[A-Z0-9 ]{0,10}-{4,5})/gi,
  },
  { form: /(?<secret>-----BEGIN(?:%20|\+)[A-Z0-9%+]{0,60}PRIVATE(?:%20|\+)KEY-----[^ \t\r\n"'&]*)/gi },
  // A whole PEM in base64, whatever it holds but a certificate.
  { form: /(?<secret>\bLS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=_-]*)/g },
  {
    form: /(?<secret>\b(?:AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]+|gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|A[KS]IA[0-9A-Z]{16}|[rs]k_(?:live|test)_\w{16,}|npm_\w{30,}|AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,})\b)/g,
  },
  { form: /(?<secret>\beyJ[\w-]{8,512}\.[\w-]{0,4096}\.[\w-]*(?:\.[\w-]+){0,2})/g },
  after(
    /(?<before>\b(?:hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/|api\.telegram\.org\/bot))(?<secret>[^ \t\r\n"']+)/gi,
  ),
  after(/(?<before>["'](?:d|k|p|q|dp|dq|qi)["'][ \t]*:[ \t]*["'])(?<secret>[\w-]{20,})/g),
  // user:password@ of an address, also where the password holds what it should not.
  {
    form: /(?<scheme>\b[a-z][a-z0-9+.-]{0,20}:(?:\/\/|\\\/\\\/))(?<secret>[^ \t\r\n"'/:@]{0,256}:[^ \t\r\n"']{0,512}|[^ \t\r\n"'/?#@]{1,512})@/gi,
    kept: ({ scheme }) => `${scheme}${masked}@`,
  },
  after(
    /(?<before>%3A%2F%2F)(?<secret>(?:(?!%2F|%3A|%40)[^ \t\r\n"'&]){0,64}%3A(?:(?!%40)[^ \t\r\n"'&]){0,256})(?=%40)/gi,
  ),
  after(/(?<before>(?:^|[ \t"'=])[\w.-]{1,64}:)(?<secret>[^ \t\r\n"'@]{1,256})(?=@(?:tcp|udp|unix)\()/gm),
  after(/(?<before>\b(?:bearer|negotiate|ntlm)[ \t]+|\bbasic[ \t]+(?!auth|realm))(?<secret>[A-Za-z0-9+/=._~-]{6,})/gi),
  // What htpasswd and its like keep of a password.
  after(/(?<before>^[^ \t\r\n:]+:)(?<secret>(?:\$\w+\$|\{\w+\})[^ \t\r\n]+)/gm),
  after(/(?<before>^[ \t]*[#;]?[ \t]*Environment[ \t]*=)(?<secret>(?:[^\r\n\\]|\\[\s\S])*)/gm),
  after(/(?<before>^[ \t]*env[ \t]+\w+=)(?<secret>[^\r\n;]*)/gm),
  // Who may come in is what such a map holds, as its keys or as its values.
  after(
    new RegExp(
      String.raw`(?<before>\bmap[ \t]+[^;{}\r\n]{0,256}?(?:${words.source})[^;{}\r\n]{0,256}\{)(?<secret>(?:#[^\r\n]*|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|[^}])*)`,
      'gi',
    ),
  ),
  after(/(?<before>\bsecure_link_md5[ \t]+)(?<secret>[^;\r\n]+)/g),
  after(/(?<before>\b\w{1,32}_param[ \t]+\w{0,64}pass[ \t]+)(?<secret>[^;\r\n]+)/gi),
  // Command lines.
  after(
    /(?<before>(?:^|[ \t"'])(?:-u|--user|--proxy-user)["']?[ \t=,]+["']?[^ \t\r\n"':]{1,256}:)(?<secret>[^ \t\r\n]+)/gm,
  ),
  after(/(?<before>(?:^|[ \t"'])(?:-e|--env)["']?[ \t=,]+["']?[A-Za-z_]\w{0,128}=)(?<secret>[^ \t\r\n"']+)/gm),
  after(/(?<before>\bmysql\w*(?=[ \t"',])[^\r\n]{0,300}?[ \t"']-p)(?<secret>[^ \t\r\n"',]+)/g),
  after(/(?<before>\bsshpass["']?[ \t,]+["']?-p["']?[ \t,]*["']?)(?<secret>[^ \t\r\n"',]+)/g),
  after(/(?<before>\bredis-cli(?=[ \t"',])[^\r\n]{0,300}?[ \t"']-a["']?[ \t,]+["']?)(?<secret>[^ \t\r\n"',]+)/g),
  after(/(?<before>(?<![(])[?&][\w.~%[\]-]{1,256}=)(?<secret>[^ \t\r\n"&]*)/g),
  after(/(?<before>[:.](?:auth|hmac\w*|encode_base64)[ \t]*\([ \t]*["'])(?<secret>[^\r\n]{0,512}?)(?=["'][ \t]*[,)])/g),
  after(
    /(?<before>[:.]auth[ \t]*\([ \t]*["'][^\r\n"']{0,512}["'][ \t]*,[ \t]*["'])(?<secret>[^\r\n]{0,512}?)(?=["'][ \t]*[,)])/g,
  ),
  after(
    new RegExp(
      `(?<before>(?:${both('パスワード')}|${both('暗証番号')})[ \\t]*(?:[:=]|${both('：')}|${both('＝')})[ \\t]*)(?<secret>[^ \\t\\r\\n]+)`,
      'g',
    ),
  ),
];

const ofName = /[\w.$-]/;
/** A quote, also as it is written inside of another quoted text or by a log. */
const quote = /\\x2[27]|\\u002[27]|%2[27]|&quot;|\\*["'`]/y;
const between = new RegExp(
  String.raw`[ \t]*\]?[ \t]*(?:=>|:=|==|~=|!=|!?~\*?|[:=>]|%3[AD]|${both('：')}|${both('＝')})[ \t]*`,
  'iy',
);
const listed = /[ \t]*,[ \t]*/y;
const valued = /[ \t]*,?[ \t]*\r?\n?[ \t]*["']?value["']?[ \t]*[:=][ \t]*/iy;
const port = /\d{1,5}(?![\w.-])/y;
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
  const behind = name.end + (closed?.length ?? 0);
  // `- name: DB_PASSWORD`, and on the next line its value.
  const far = stick(valued, text, behind);
  if (far !== null) return given(text, behind + far.length, name, null);
  const sign = stick(between, text, behind);
  // The port of http://token-service:8080/ is none.
  const isPath = text[name.start - 1] === '/';
  if (isPath && sign?.startsWith(':') && stick(port, text, behind + sign.length) !== null) return null;
  if (sign !== null) return sign === '>' ? ofTag(text, behind + 1) : given(text, behind + sign.length, name, closed);
  if (closed !== null) {
    // set_header("Authorization", "…"), ["--token", "…"]
    const comma = stick(listed, text, behind);
    if (comma === null || stick(quote, text, behind + comma.length) === null) return null;
    return given(text, behind + comma.length, name, closed);
  }
  const gap = stick(blanks, text, behind);
  return gap === null || isPath ? null : afterBlank(text, behind + gap.length, name);
}

/** `--token x`, `auth_token x;`, `password x`: a blank alone is a sign only where a configuration or a command line has one. */
function afterBlank(text: string, at: number, name: Name): Value | null {
  const isDefined =
    !name.text.startsWith('$') || /\bset[ \t]+$/.test(text.slice(Math.max(0, name.start - 8), name.start));
  if (name.text.startsWith('-')) return given(text, at, name, null, 'word');
  const line = /^[^\r\n]*/.exec(text.slice(at, at + 1_024))?.[0] ?? '';
  if (!isDefined || /^(?:[{;]|(?:on|off)[ \t]*;)/.test(line)) return null;
  if (line.includes(';') && !line.includes('{')) return given(text, at, name, null, 'directive');
  const bare = /^(?:passphrase|password|passwd|pwd|authorization|cookie|requirepass|masterauth)$/i.test(name.text);
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
    const end = endOfIndented(text, eol, name.indent, isBlock);
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
    const joint = /^(?:[ \t\r\n]*\.\.[ \t\r\n]*)?/.exec(text.slice(at, at + 32))?.[0] ?? '';
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

/** The end of all following lines that stand deeper than a key does; the items of its list may stand as deep. */
function endOfIndented(text: string, eol: number, indent: number, isBlock: boolean): number {
  let end = eol;
  for (let at = text.indexOf('\n', eol); at >= 0; at = text.indexOf('\n', at + 1)) {
    const line = text.slice(at + 1, endOfLine(text, at + 1));
    const depth = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const isItem = isBlock && depth === indent && /^[ \t]*-(?:[ \t]|$)/.test(line);
    if (line.trim() !== '' && depth <= indent && !isItem) break;
    if (line.trim() !== '') end = at + 1 + line.length;
  }
  return end;
}
