import type { Machine } from '../../machine/machine.ts';

/** One command as a hand typed it, and what came of it. */
export interface Typed {
  readonly argv: readonly string[];
  readonly code: number;
  readonly said: string;
}

export interface Hands {
  /** Goes on whatever came of it, as hands do. */
  type(...argv: readonly string[]): Promise<Typed>;
  /** The same where the story cannot go on without it. */
  must(...argv: readonly string[]): Promise<Typed>;
  readonly typed: readonly Typed[];
}

export function handsOn(machine: Machine): Hands {
  const typed: Typed[] = [];
  const type = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await machine.exec(argv, { limit: 20_000 });
    const one = { argv, code, said: `${stdout}${stderr}`.trim() };
    typed.push(one);
    return one;
  };
  return {
    typed,
    type,
    must: async (...argv) => {
      const one = await type(...argv);
      if (one.code !== 0) throw new Error(`${argv.join(' ')}: ${one.code} ${one.said}`);
      return one;
    },
  };
}
