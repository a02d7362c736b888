import stringWidth from 'string-width';

/** Columns of a terminal that a text takes: two for a Japanese letter. Most cells are plain, and they are many in a long list. */
export const widthOf = (text: string): number =>
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027→]*$/.test(text) ? text.length : stringWidth(text);
