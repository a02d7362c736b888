/** What a journal can hold: everything that is stored, printed or compared is a value of this type. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A length of time in milliseconds. Moments are ISO 8601 strings. */
export type Millis = number;

/** sha256, 64 lower-case hexadecimal digits. */
export type Digest = string;

/** A program and its arguments; never a sentence for a shell. */
export type Argv = readonly [program: string, ...args: string[]];

/** One spelling per value (keys sorted), so that equal values have equal digests. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item as Json)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, Json>).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
