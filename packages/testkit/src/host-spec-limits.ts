import { describe, expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

export function specLimits(spec: SpecTools): void {
  describe('limits', () => {
    test(
      'a command that goes past its own limit is stopped, and the host goes on',
      spec.with(async (host, { argv }) => {
        await expect(host.run(argv.hangs(), { limit: 100 })).rejects.toMatchObject({ code: 'E_LIMIT' });
        await expect(host.query(argv.hangs(), { limit: 100 })).rejects.toMatchObject({ code: 'E_LIMIT' });
        await expect(host.run(argv.hangs(), { limit: 100, leaves: 'daemon' })).rejects.toMatchObject({
          code: 'E_LIMIT',
        });
        expect((await host.run(argv.prints('x'))).stdout).toBe('x');
      }),
    );

    test(
      'at the limit of the lend what runs is stopped and every later call is refused',
      spec.with(async (host, { argv, web }, at) => {
        await expect(host.run(argv.hangs())).rejects.toMatchObject({ code: 'E_LIMIT' });
        const late = [
          host.run(argv.prints('x')),
          host.query(argv.prints('x')),
          host.sleep(1),
          host.files.stat(at('a')),
          host.files.write(at('a'), ''),
          host.processes.list(),
          host.services.manager(),
          host.http.get(web.url),
          host.http.sample(web.url, { connections: 1 }),
          host.http.tcp('127.0.0.1', web.port),
        ];
        for (const call of await Promise.allSettled(late)) expect(call).toMatchObject({ reason: { code: 'E_LIMIT' } });
      }, 300),
    );

    test(
      'a sleep that is longer than the lend ends with it',
      spec.with(async (host) => {
        await host.sleep(10);
        await expect(host.sleep(60_000)).rejects.toMatchObject({ code: 'E_LIMIT' });
      }, 100),
    );

    test('a host that was given back does nothing more', async () => {
      let stat = () => Promise.resolve<unknown>(null);
      await spec.with(async (host, _, at) => {
        stat = () => host.files.stat(at('a'));
      })();
      await expect(stat()).rejects.toMatchObject({ code: 'E_LEND_RELEASED' });
    });
  });
}
