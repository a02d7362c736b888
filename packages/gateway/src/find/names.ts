/*
 * What hands call a tree that they put aside: `openresty-old`, `-new`, `-failed`, `.bak2`, `-20261101`, and what our own
 * runs set aside.
 */
const suffix =
  /(?:-(?:old|new|failed|bak|backup)\d*|\.(?:bak|old|orig)[\w-]*|\.found-\d+|\.aside-[\w-]+|[-.]\d{8}(?:[-_T]?\d{4,6})?)$/;

/** The name of the home that such a name belongs to; the name itself when it is none of them. */
export function homeName(name: string): string {
  const shorter = name.replace(suffix, '');
  return shorter === name || shorter === '' ? name : homeName(shorter);
}

/** 'old' = the one before; 'new' and 'failed' = never yet, or no more, what should serve; 'other' = any other date or copy. */
export function kindOfAside(name: string): 'old' | 'new' | 'failed' | 'other' {
  const found = /-(old|new|failed)(?![A-Za-z])/.exec(name)?.[1];
  return (found as 'old' | 'new' | 'failed' | undefined) ?? 'other';
}
