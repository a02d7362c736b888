import { type AlertRule, type Matcher, restricts, takes, takesAll, writeMatcher } from '@flatnet-maint/actions';
import { type Finding, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export const written = (matchers: readonly Matcher[]): string => matchers.map(writeMatcher).join(', ');

/** What no rule needs to be known for: E_SILENCE_MATCHER (3), before anything begins. */
export function refuseMatchers(component: string, matchers: readonly Matcher[], path: string): void {
  const values = { component, matchers: written(matchers) };
  // What the documents tell people to send: Alertmanager refuses it, and curl says nothing of that (H1).
  const why = matchers.every((matcher) => takes(matcher, ''))
    ? t('matcher-empty', values)
    : matchers.some(restricts)
      ? null
      : t('matcher-all', values);
  if (why === null) return;
  throw new MaintError('E_SILENCE_MATCHER', `${why} ${t('nothing-changed')}`, t('matcher-next', { component, path }), {
    exit: 3,
  });
}

/** The same held against the rules that are loaded: the documents' own labels are not those of the rules (H6). */
export function judgeMatchers(
  component: string,
  all: Readonly<Record<string, readonly Matcher[]>>,
  rules: readonly AlertRule[],
): readonly Finding[] {
  const own = all[component] ?? [];
  const next = t('matcher-look', { component });
  // A label that no rule gives comes with the series, and nobody can tell yet.
  const named = new Set(rules.flatMap(({ labels }) => Object.keys(labels)));
  const known = own.filter(({ name }) => named.has(name));
  if (!rules.some(({ labels }) => takesAll(known, labels))) {
    const message = t('silence-nothing', { component, matchers: written(own), rules: rules.length });
    return [{ id: 'silence-matches-nothing', blocks: false, message, next }];
  }
  const mine = rules.filter(({ labels }) => takesAll(own, labels));
  const others = Object.entries(all).filter(([id]) => id !== component);
  const foreign = mine.flatMap(({ name, labels }) => {
    const owner = others.find(([, matchers]) => takesAll(matchers, labels));
    return owner === undefined ? [] : [`${name} (${owner[0]})`];
  });
  const kinds = [...new Set(mine.flatMap(({ labels: { component: of } }) => (of === undefined ? [] : [of])))];
  const wide = foreign.length > 0 ? foreign : kinds.length > 1 ? kinds.map((kind) => `component="${kind}"`) : [];
  if (wide.length === 0) return [];
  const message = t('silence-wide', { component, matchers: written(own), others: wide.slice(0, 5).join(', ') });
  return [{ id: 'silence-too-wide', blocks: true, waivable: true, message, next }];
}
