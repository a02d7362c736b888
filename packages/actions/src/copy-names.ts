/*
 * What hands call a file that they put aside: `NAME.bak.20261101`, `.bak`, `.old`, `-old`, `.new`, `.orig`, `.20261101`,
 * and what our own runs set aside (`.found-1`).
 */
const suffix =
  /(?:[.-](?:bak|backup|old|orig|save|prev|new|failed|rpmsave|dpkg-old)\d*|~|\.found-\d+|\.aside-[\w-]+|[-._]?\d{8}(?:[-_T]?\d{4,6})?)$/i;

/** The name that such a name is a copy of; the name itself when it is none. */
export function baseOf(name: string): string {
  const shorter = name.replace(suffix, '').replace(/\.$/, '');
  return shorter === name || shorter === '' ? name : baseOf(shorter);
}

/** 'new' and 'failed' = never yet, or no more, what should be live; 'old' = any other copy. */
export function kindOfCopy(name: string): 'old' | 'new' | 'failed' {
  const found = /[.-](new|failed)(?![A-Za-z])/i.exec(name)?.[1]?.toLowerCase();
  return (found as 'new' | 'failed' | undefined) ?? 'old';
}
