import { describe, expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

export function specCommands(spec: SpecTools): void {
  describe('commands', () => {
    test(
      'arguments arrive as they are, and output comes back as UTF-8',
      spec.with(async (host, { argv }) => {
        const text = `it's "new"; $HOME \`x\` * 日本語 \\ %d`;
        expect(await host.run(argv.prints(text))).toMatchObject({
          code: 0,
          signal: null,
          stdout: text,
          stderr: '',
          cut: false,
        });
        expect((await host.query(argv.prints(text))).stdout).toBe(text);
        expect((await host.run(argv.prints(text), { leaves: 'daemon' })).stdout).toBe(text);
      }),
    );

    test(
      'input reaches the program',
      spec.with(async (host, { argv }) => {
        expect((await host.run(argv.copiesInput(), { input: 'zwölf\n' })).stdout).toBe('zwölf\n');
        expect((await host.run(argv.copiesInput(), { input: 'zwölf\n', leaves: 'daemon' })).stdout).toBe('zwölf\n');
      }),
    );

    test(
      'a code that is not 0 is an answer, an absent program is none',
      spec.with(async (host, { argv }) => {
        expect((await host.run(argv.endsWith(7))).code).toBe(7);
        await expect(host.run(['flatnet-no-such-program'])).rejects.toMatchObject({ code: 'E_COMMAND_ABSENT' });
        await expect(host.query(['flatnet-no-such-program'])).rejects.toMatchObject({ code: 'E_COMMAND_ABSENT' });
      }),
    );

    test(
      'output past 1 MiB is cut, and said so',
      spec.with(async (host, { argv }) => {
        const long = await host.run(argv.printsBytes(1_500_000));
        expect([long.stdout.length, long.cut]).toEqual([1024 * 1024, true]);
        const whole = await host.run(argv.printsBytes(1024 * 1024));
        expect([whole.stdout.length, whole.cut]).toEqual([1024 * 1024, false]);
      }),
    );

    test(
      'a command carries the mark of the run, a daemon does not',
      spec.with(async (host, { argv }) => {
        expect((await host.run(argv.printsVariable('FLATNET_RUN'))).stdout).toBe('spec');
        expect((await host.run(argv.printsVariable('FLATNET_RUN'), { leaves: 'daemon' })).stdout).toBe('');
        expect((await host.run(argv.printsVariable('GIVEN'), { env: { GIVEN: 'a b' } })).stdout).toBe('a b');
      }),
    );
  });
}
