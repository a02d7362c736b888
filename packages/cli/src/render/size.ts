import type { Say } from '../say.ts';

/** In the unit in which it is told from nothing; null = nobody knows it. */
export function sizeText(bytes: number | null, say: Say): string {
  if (bytes === null) return '';
  const kib = bytes / 1_024;
  return kib < 102.5 ? say('kib', { count: kib.toFixed(1) }) : say('mib', { count: (kib / 1_024).toFixed(1) });
}
