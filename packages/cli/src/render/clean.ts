/** Text from a host on one line: what a program printed must not move the cursor, nor look like a line of ours. */
export const clean = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();
