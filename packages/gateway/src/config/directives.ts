import { lex, type Token } from './lex.ts';
import { remembering } from './remember.ts';

export interface Directive {
  readonly name: string;
  readonly args: readonly Token[];
  /** Names of the blocks around it, outermost first. */
  readonly inside: readonly string[];
  readonly start: number;
  readonly stop: number;
}

/** All directives of one file in order, flat; blocks are said in `inside`. */
export const directives: (text: string) => readonly Directive[] = remembering(collected);

function collected(text: string): Directive[] {
  const found: Directive[] = [];
  const inside: string[] = [];
  let words: Token[] = [];
  for (const token of lex(text)) {
    if (token.kind === 'word') {
      words.push(token);
      continue;
    }
    const [first, ...args] = words;
    if (first !== undefined) {
      found.push({ name: first.value, args, inside: [...inside], start: first.start, stop: token.stop });
      if (token.kind === 'open') inside.push(first.value);
    }
    if (token.kind === 'close') inside.pop();
    words = [];
  }
  return found;
}
