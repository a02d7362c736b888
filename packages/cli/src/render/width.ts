import stringWidth from 'string-width';

/** Columns of a terminal that a text takes: two for a Japanese letter. Most cells are plain, and they are many in a long list. */
export const widthOf = (text: string): number => (/^[ -~→]*$/.test(text) ? text.length : stringWidth(text));
