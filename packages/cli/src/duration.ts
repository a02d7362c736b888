import { MaintError, type Millis } from '@flatnet-maint/core';

const units: Readonly<Record<string, Millis>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** An option such as `--soak 2s` in milliseconds. A bare number is refused: nobody can tell seconds from milliseconds. */
export function durationOption(name: string, text: string | undefined): Millis | null {
  if (text === undefined) return null;
  const found = /^(\d{1,9})(ms|s|m|h)$/.exec(text);
  const unit = units[found?.[2] ?? ''];
  if (found !== null && unit !== undefined) return Number(found[1]) * unit;
  throw new MaintError(
    'E_USAGE',
    `--${name} takes a duration such as 500ms, 30s, 2m or 1h, not ${JSON.stringify(text)}. Nothing was started.`,
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
