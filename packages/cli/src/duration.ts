import { durationForm, MaintError, type Millis, parseDuration } from '@flatnet-maint/core';
import type { Say } from './say.ts';
import { t } from './texts.ts';

/** An option such as `--soak 2s` in milliseconds. */
export function durationOption(name: string, text: string | undefined): Millis | null {
  if (text === undefined) return null;
  const length = parseDuration(text);
  if (length !== null) return length;
  throw new MaintError(
    'E_USAGE',
    t('duration-wrong', { name, form: durationForm, value: JSON.stringify(text) }),
    t('duration-next', { name }),
    { exit: 2 },
  );
}

/** A length for people: three digits that matter, never a bare number. */
export function spoken(length: Millis, say: Say): string {
  if (length < 1_000) return say('ms', { count: Math.round(length) });
  if (length < 60_000) return say('s', { count: Number((length / 1_000).toFixed(1)) });
  const seconds = Math.round(length / 1_000);
  if (seconds < 3_600) return join(say, ['min', seconds / 60], ['s', seconds % 60]);
  return join(say, ['h', seconds / 3_600], ['min', (seconds % 3_600) / 60]);
}

function join(say: Say, ...parts: readonly (readonly ['h' | 'min' | 's', number])[]): string {
  return parts
    .map(([unit, count]) => [unit, Math.floor(count)] as const)
    .filter(([, count], index) => index === 0 || count > 0)
    .map(([unit, count]) => say(unit, { count }))
    .join(' ');
}
