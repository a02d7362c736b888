/* Finds what people read but no catalogue holds: a literal of several words outside of `texts.ts` is never translated. */

export interface Sentence {
  readonly line: number;
  /** Values stand as `…`. */
  readonly text: string;
}

/** Words that programs read or write, or that only we read; each with its reason. */
const exempt: readonly { readonly form: RegExp; readonly reason: string }[] = [
  { form: /^flatnet-maint( [\w….-]+)*$/, reason: 'a command to type' },
  { form: /^(podman|apt-get|chmod)( [\w….-]+)+$/, reason: 'a command to type' },
  { form: /^while :; do .* done$/, reason: 'a script for the shell of a container' },
  {
    form: /^\{\{\.[\w.]+\}\} \{\{|^Failed to load cached network config$/,
    reason: 'what is asked of Podman, and what it says',
  },
  { form: /^ *… (status|rollback gateway --emergency)$/, reason: 'a command to type, by its path' },
  { form: /^ *… (status|rollback … --emergency)$/, reason: 'a command to type, by its path' },
  {
    form: /^# flatnet-maint install-self$|^(unset|export) [A-Z_]+$|^exec … … "\$@"$/,
    reason: 'a line of a script that a shell reads',
  },
  { form: /^nginx: (master|worker) process( …)?$|^nginx: master process $/, reason: 'how nginx names its processes' },
  { form: /^\w+\(….*\)$/, reason: 'a call, named as it is written' },
  { form: /^[A-Z]\w+=/, reason: 'a setting of a systemd unit' },
  {
    form: /^(un)?trusted comment: ?$|^-----BEGIN PGP $|^…PUBLIC KEY BLOCK-----$/,
    reason: 'words of a key or signature file',
  },
  { form: /^\s*\w+ …;\s*$/, reason: 'a directive of nginx' },
  { form: /^[a-z]+( [<[][\w.]+[>\]])+$|^plan …$|^snapshots prune$/, reason: 'a command, as it is typed' },
  {
    form: /^podman (info|ps -a|pull …|…)$|^chmod \d+ …$|^apt-get install [\w -]+$/,
    reason: 'a command of others to type, or its name',
  },
  {
    form: /^systemctl (status|start|enable|unmask|edit --full) …$|^… print -path …$/,
    reason: 'a command of others to type',
  },
  { form: /^Handshake message$|^Nebula interface is active$/, reason: 'what Nebula logs' },
  { form: /^\{\{(json )?\.[\w.]+\}\}( \{\{\.[\w.]+\}\})*$/, reason: 'a template that Podman fills' },
  { form: /^while :; do .*; done$/, reason: 'a line for the shell of a container' },
  { form: /^\[safe\]\n/, reason: 'settings that git reads' },
  { form: /^--keep … --days …$/, reason: 'options, as they are typed' },
  { form: /is to go and has no record$/, reason: 'a fault of ours, told to us' },
  { form: /%s|^Show (help|version number)$|^Invalid values:$/, reason: 'the name by which yargs knows a text of ours' },
  { form: /^flatnet-maint needs Node /, reason: 'said before anything can be imported' },
  {
    form: /^(a journal begins with `opened`|no move and not closed|a refusal without an issue)$/,
    reason: 'a fault of ours, told to us',
  },
];

/** The literals of a source that are sentences: two words, or a word and a value, with a space between them. */
export function sentencesIn(source: string): readonly Sentence[] {
  const found: Sentence[] = [];
  literals(source, 0, null, (at, text) => {
    const isSentence = /[A-Za-z]{2,}[^\s/…]* (\S+ )*\S*([A-Za-z]{2,}|…)|… (\S+ )*\S*[A-Za-z]{2,}/.test(text);
    if (isSentence && !exempt.some(({ form }) => form.test(text)))
      found.push({ line: source.slice(0, at).split('\n').length, text });
  });
  return found;
}

/** Reads code from `at` on, up to `end` where it stands in no bracket of its own; where that is comes back. */
function literals(source: string, at: number, end: string | null, found: (at: number, text: string) => void): number {
  let depth = 0;
  let before = '';
  for (let i = at; i < source.length; ) {
    const char = source[i] as string;
    const two = source.slice(i, i + 2);
    if (two === '//' || two === '/*') {
      const over = two === '//' ? source.indexOf('\n', i) : source.indexOf('*/', i) + 2;
      i = over < 0 ? source.length : over;
    } else if (char === '/' && /(^|[(,=:[!&|?{};>]|\breturn)$/.test(before)) {
      i += (/^\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+\//.exec(source.slice(i))?.[0] ?? char).length;
      before = ')';
    } else if (char === "'" || char === '"') {
      const written = new RegExp(`^${char}(?:[^\\\\${char}]|\\\\[^])*${char}`).exec(source.slice(i))?.[0] ?? char;
      found(i, plain(written.slice(1, -1)));
      i += written.length;
      before = ')';
    } else if (char === '`') {
      i = template(source, i, found);
      before = ')';
    } else {
      if (char === end && depth === 0) return i;
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      if (!/\s/.test(char)) before = (before + char).slice(-8);
      i += 1;
    }
  }
  return source.length;
}

function template(source: string, at: number, found: (at: number, text: string) => void): number {
  let text = '';
  let i = at + 1;
  while (i < source.length && source[i] !== '`') {
    if (source.startsWith('${', i)) {
      i = literals(source, i + 2, '}', found) + 1;
      text += '…';
    } else {
      const char = source.slice(i, source[i] === '\\' ? i + 2 : i + 1);
      text += plain(char);
      i += char.length;
    }
  }
  found(at, text);
  return i + 1;
}

const plain = (written: string): string => written.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
