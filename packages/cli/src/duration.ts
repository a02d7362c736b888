import { durationForm, MaintError, type Millis, parseDuration } from '@flatnet-maint/core';

/** An option such as `--soak 2s` in milliseconds. */
export function durationOption(name: string, text: string | undefined): Millis | null {
  if (text === undefined) return null;
  const length = parseDuration(text);
  if (length !== null) return length;
  throw new MaintError(
    'E_USAGE',
    `--${name} takes ${durationForm}, not ${JSON.stringify(text)}. Nothing was started.`,
    `Give --${name} with a unit, for example --${name} 30s.`,
    { exit: 2 },
  );
}

/** A length for people: three digits that matter, never a bare number. */
export function spoken(length: Millis): string {
  if (length < 1_000) return `${Math.round(length)} ms`;
  if (length < 60_000) return `${Number((length / 1_000).toFixed(1))} s`;
  const seconds = Math.round(length / 1_000);
  if (seconds < 3_600) return join([seconds / 60, 'min'], [seconds % 60, 's']);
  return join([seconds / 3_600, 'h'], [(seconds % 3_600) / 60, 'min']);
}

function join(...parts: readonly (readonly [number, string])[]): string {
  const whole = parts.map(([count, unit]) => [Math.floor(count), unit] as const);
  return whole
    .filter(([count], index) => index === 0 || count > 0)
    .map((part) => part.join(' '))
    .join(' ');
}
