/** What a master's title tells: the command line as it was typed, without its quotes. */
export interface Title {
  readonly program: string;
  /** `-p`. */
  readonly prefix: string | null;
  /** `-c`. */
  readonly config: string | null;
}

const mark = 'nginx: master process ';

/** The title may be one string, or the system's list of words; null = this is no master. */
export function parseTitle(argv: readonly string[]): Title | null {
  const text = argv.join(' ').trimEnd();
  if (!text.startsWith(mark)) return null;
  return parseCommand(text.slice(mark.length));
}

/**
 * A path may hold spaces, and nothing quotes it here: an option begins at a space, a dash, a letter that nginx knows with a
 * value, and a space or a slash behind it.
 */
function parseCommand(text: string): Title {
  const [program = '', ...rest] = text.split(/ +-([pcgse])(?: +|(?=\/))/);
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < rest.length; at += 2) values.set(rest[at] as string, (rest[at + 1] as string).trim());
  return { program: program.trim(), prefix: values.get('p') ?? null, config: values.get('c') ?? null };
}

/** The same of words that are still apart. */
export function titleOfWords([program = '', ...words]: readonly string[]): Title {
  const values = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const found = /^-([pcgse])(.*)$/s.exec(words[at] as string);
    if (found === null) continue;
    const glued = found[2] as string;
    values.set(found[1] as string, glued === '' ? (words[at + 1] ?? '') : glued);
    if (glued === '') at += 1;
  }
  return { program, prefix: values.get('p') ?? null, config: values.get('c') ?? null };
}
