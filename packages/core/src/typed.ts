/** A word as it is typed into a shell: in quotes where the shell would read it otherwise. */
export const typed = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`;
