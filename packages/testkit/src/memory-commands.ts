import { type Argv, MaintError, type Millis, type Output } from '@flatnet-maint/core';
import type { Life } from './memory-life.ts';

export interface CommandHow {
  readonly leaves?: 'daemon';
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  readonly limit?: Millis;
}

/** First 1 MiB of each stream, as everywhere. */
const cap = 1024 * 1024;

/** Looks the program up in the world's table, by its name or its path. */
export function memoryCommands(life: Life, marks: Readonly<Record<string, string>>) {
  const { world, call } = life;
  return (name: 'query' | 'run', argv: Argv, how: CommandHow = {}): Promise<Output> =>
    call(name, [argv, how], async (moment) => {
      const program = world.programs.get(argv[0]) ?? world.programs.get(argv[0].split(/[\\/]/).at(-1) ?? '');
      if (program === undefined) {
        throw new MaintError(
          'E_COMMAND_ABSENT',
          `${argv[0]} was not started: there is no such program.`,
          `Install ${argv[0]}.`,
        );
      }
      const began = world.clock.now();
      const limit = Math.min(how.limit ?? Number.POSITIVE_INFINITY, life.left());
      const spends = async (time: Millis) => {
        const rest = limit - (world.clock.now() - began);
        await world.clock.sleep(Math.min(time, rest));
        life.refuseDead();
        if (time > rest) throw life.limitError(argv[0]);
      };
      const { leaves = null, env = {}, cwd = world.profile === 'windows' ? 'C:\\' : '/', input = '' } = how;
      const marked = leaves === 'daemon' ? env : { ...env, ...marks };
      const output = (await program({ argv, env: marked, cwd, input, leaves, world, spends, moment })) ?? {};
      if (output.took !== undefined) await spends(output.took - (world.clock.now() - began));
      const took = world.clock.now() - began;
      const { stdout = '', stderr = '' } = output;
      const cut = stdout.length > cap || stderr.length > cap;
      const streams = { stdout: stdout.slice(0, cap), stderr: stderr.slice(0, cap), cut };
      return { code: 0, signal: null, ...output, ...streams, took };
    });
}
