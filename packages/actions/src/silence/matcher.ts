/** One condition on a label, in the form that Alertmanager takes. */
export type Matcher = {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
};
export type Labels = Readonly<Record<string, string>>;

const form = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\\n]|\\.)*)"\s*$/;
const escapes: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/** `alertname=~"Flatnet.+"`, as Prometheus writes it; null = it is none, or its expression cannot be read. Pure. */
export function parseMatcher(text: string): Matcher | null {
  const found = form.exec(text);
  if (found === null) return null;
  const [, name = '', sign = '', quoted = ''] = found;
  const matcher: Matcher = {
    name,
    // A backslash before anything else belongs to the expression.
    value: quoted.replaceAll(/\\(.)/g, (all, next: string) => escapes[next] ?? all),
    isRegex: sign.endsWith('~'),
    isEqual: sign.startsWith('='),
  };
  return matcher.isRegex && expressionOf(matcher.value) === null ? null : matcher;
}

export function writeMatcher({ name, value, isRegex, isEqual }: Matcher): string {
  const sign = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${sign}"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** Whether a label has such a value; one that is not there is empty. An expression matches the whole value. */
export function takes({ value, isRegex, isEqual }: Matcher, label: string): boolean {
  const fits = isRegex ? (expressionOf(value)?.test(label) ?? false) : label === value;
  return fits === isEqual;
}

export const takesAll = (matchers: readonly Matcher[], labels: Labels): boolean =>
  matchers.every((matcher) => takes(matcher, labels[matcher.name] ?? ''));

/** Only a matcher that wants something certain keeps a silence off the alerts of others. */
export const restricts = (matcher: Matcher): boolean =>
  matcher.isEqual && !takes(matcher, '') && !improbable.every((label) => takes(matcher, label));

const improbable = ['q7', 'Zz-nobody_calls:it/that', '0 0'];

/** The expressions of Go that are used in matchers are those of JavaScript, but for how flags and names are written. */
function expressionOf(value: string): RegExp | null {
  const flags = /^\(\?([is]+)\)/.exec(value);
  const rest = value.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  try {
    return new RegExp(`^(?:${rest})$`, [...new Set(`${flags?.[1] ?? ''}u`)].join(''));
  } catch {
    return null;
  }
}
