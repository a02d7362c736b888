import { widthOf } from './width.ts';

/** Text as wide as so many columns of a terminal; a Japanese letter takes two. */
export const pad = (text: string, width: number): string => `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}`;
