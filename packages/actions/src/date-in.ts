/** The date that a name carries, in this machine's time, as ISO 8601; null = none. */
export function dateIn(name: string): string | null {
  const found = /(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?:[-_T]?([0-2]\d)([0-5]\d)([0-5]\d)?)?(?!\d)/.exec(name);
  if (found === null) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(year as number, (month as number) - 1, day, hour, minute, second);
  return date.getMonth() === (month as number) - 1 && date.getDate() === day ? date.toISOString() : null;
}
