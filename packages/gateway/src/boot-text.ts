import type { Route } from './routes.ts';

/** What stands in a boot file. An empty list that a living gateway told is `[]`; one that nobody could tell is `[ ]`. */
export const bootText = (routes: readonly Route[]): string => `${JSON.stringify(routes)}\n`;
export const nobodyTold = '[ ]\n';
export const toldNone = (text: string): boolean => /^\[\]\s*$/.test(text);
