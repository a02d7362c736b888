import { basename } from 'node:path/posix';
import { yaml } from './lazy-yaml.ts';

/** What stands where a value was left out. */
const masked = '***';

/** `NAME=VALUE` without the value. */
const withoutValue = (pair: string): string => pair.replace(/=.*$/s, `=${masked}`);

/** As `podman inspect` has it, with no value of a variable in it, wherever it stands. */
export function containerTold(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(containerTold);
  if (typeof told !== 'object' || told === null) return told;
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => {
      if (key === 'Env' && Array.isArray(value)) return [key, value.map((pair) => withoutValue(String(pair)))];
      if (key === 'CreateCommand' && Array.isArray(value)) return [key, wordsTold(value.map(String))];
      return [key, containerTold(value)];
    }),
  );
}

function wordsTold(words: readonly string[]): readonly string[] {
  return words.map((word, at) => {
    if (words[at - 1] === '-e' || words[at - 1] === '--env') return withoutValue(word);
    const attached = /^(--env=|-e)([^=]+)=/s.exec(word);
    return attached === null || word.startsWith('--env-') ? word : `${attached[1]}${attached[2]}=${masked}`;
  });
}

/** A compose file without the values of its variables, everything else as it is written. */
export function maskedCompose(text: string): string {
  const { isMap, isScalar, isSeq, parseDocument, visit } = yaml();
  const document = parseDocument(text, { version: '1.1', merge: true });
  const cuts: (readonly [from: number, to: number, put: string])[] = [];
  const cut = (node: unknown, isPair: boolean) => {
    if (!isScalar(node) || node.range == null || node.value === null) return;
    const [from, to] = node.range;
    const written = text.slice(from, to);
    const at = isPair ? written.indexOf('=') : -1;
    if (isPair && at < 0) return;
    const quote = /^["']/.exec(written)?.[0] ?? '';
    cuts.push(isPair ? [from + at + 1, to - quote.length, masked] : [from, to, masked]);
  };
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !/^(?:environment|build_?args|args)$/.test(String(key.value))) return;
      if (isMap(value)) for (const pair of value.items) cut(pair.value, false);
      if (isSeq(value)) for (const item of value.items) cut(item, true);
    },
  });
  let told = text;
  for (const [from, to, put] of cuts.sort((a, b) => b[0] - a[0]))
    told = `${told.slice(0, from)}${put}${told.slice(to)}`;
  return maskedVariables(told);
}

/** Where no YAML says what is a variable (an anchor, a file that cannot be read): what is written as one is taken for one. */
const maskedVariables = (text: string): string =>
  text
    .replaceAll(/^([ \t]*-[ \t]+["']?[A-Za-z_]\w*=)(?!\*\*\*)[^\r\n]*$/gm, `$1${masked}`)
    .replaceAll(/^([ \t]+["']?[A-Z][A-Z0-9]*_[A-Z0-9_]+["']?[ \t]*:[ \t]+)(?!\*\*\*)[^\r\n]*$/gm, `$1${masked}`);

/** Of a configuration file: no value of `.env`, and of what alerts are sent with neither keys nor the paths of hooks. */
export function maskedFile(text: string, path: string): string {
  if (basename(path).startsWith('.env') || path.endsWith('.env'))
    return text.replaceAll(/^([ \t]*(?:export[ \t]+)?[A-Za-z_][\w.]*[ \t]*=)[^\r\n]*$/gm, `$1${masked}`);
  return text
    .replaceAll(
      /^([ \t]*(?:-[ \t]+)?["']?\w*_(?:key|token|secret|password)["']?[ \t]*:[ \t]+)[^\r\n]*$/gm,
      `$1${masked}`,
    )
    .replaceAll(
      /^([ \t]*(?:-[ \t]+)?["']?(?:\w*_)?(?:url|webhook)["']?[ \t]*:[ \t]+["']?https?:\/\/[^/\s"']+\/)[^\s"']{8,}/gm,
      `$1${masked}`,
    );
}
