import type { FoundValue, Json } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export interface Drafted {
  readonly id: string;
  readonly values: readonly FoundValue[];
}
export interface SiteTextHow {
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
  /** Puts a comment into the reader's language. */
  readonly words: (english: string) => string;
}

interface Branch {
  readonly key: string;
  readonly value: FoundValue | null;
  readonly below: readonly Branch[];
}

/** A site file of what was found: each value with where it was seen, and what is to be filled in as comments, so that it loads. */
export function siteText(components: readonly Drafted[], { version, at, words }: SiteTextHow): string {
  const comment = (english: string) => `# ${oneLine(words(english))}`;
  const lines = (branch: Branch, before: string, mark = ''): readonly string[] => {
    const { key, value, below } = branch;
    const isOut = mark === '' && !isFilled(branch);
    const lead = `${before}${isOut ? '# ' : mark}${key}:`;
    if (value === null) {
      const inner = isOut || mark !== '' ? [before, `${isOut ? '# ' : mark}  `] : [`${before}  `, ''];
      return [lead, ...below.flatMap((one) => lines(one, inner[0] as string, inner[1] as string))];
    }
    return [`${lead}${value.value === null ? '' : ` ${scalar(value.value)}`}  ${comment(value.how)}`];
  };
  return [
    comment(t('site-written', { version, at })),
    ...components.flatMap(({ id, values }) => [
      `${id}:`,
      ...branches(values).flatMap((branch) => lines(branch, '  ')),
      `  releases: []  ${comment(t('site-releases', { component: id }))}`,
    ]),
    '',
  ].join('\n');
}

const isFilled = ({ value, below }: Branch): boolean => (value === null ? below.some(isFilled) : value.value !== null);

function branches(values: readonly FoundValue[], depth = 0): readonly Branch[] {
  return [...Map.groupBy(values, ({ key }) => key[depth] ?? '')].map(([key, all]) => {
    const own = all.find((one) => one.key.length === depth + 1) ?? null;
    return { key, value: own, below: own === null ? branches(all, depth + 1) : [] };
  });
}

/** Plain where YAML reads it as the text that it is; else as JSON, which YAML reads as well. */
function scalar(value: Json): string {
  const isPlain = typeof value === 'string' && /^[A-Za-z/][\w./:@+-]*[\w/]$/.test(value) && !taken.test(value);
  return isPlain ? value : JSON.stringify(value);
}

const taken = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();

/** The same values as the file's reader gets them. */
export function writtenOf(components: readonly Drafted[]): Readonly<Record<string, unknown>> {
  const written: Record<string, unknown> = {};
  const branch = ({ value, below }: Branch): unknown =>
    value === null ? Object.fromEntries(below.map((one) => [one.key, branch(one)])) : (value.value ?? undefined);
  for (const { id, values } of components)
    written[id] = Object.fromEntries(branches(values).map((one) => [one.key, branch(one)]));
  return written;
}
