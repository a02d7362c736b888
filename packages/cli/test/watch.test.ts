import { EventEmitter } from 'node:events';
import type { StatusReport } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const report = (healthy: boolean, more: Partial<StatusReport['components'][number]> = {}): StatusReport => ({
  ...{ site: '/etc/f.yaml', siteProblem: null, open: null, last: null, found: null },
  components: [
    {
      ...{ id: 'gateway', version: '1.26.3', generation: null, healthy, probes: [], problem: null, damaged: [] },
      ...{ remarks: [], drift: null, found: null, next: null, ...more },
    },
  ],
});

/** Watches a status that is another one at each look, and types Ctrl-C when all were seen. */
async function watch(looks: readonly (StatusReport | Error)[], argv: readonly string[] = [], tty = false) {
  const signals = new EventEmitter();
  const sinces: boolean[] = [];
  let at = 0;
  const status = async ({ since = null }: { since?: StatusReport | null } = {}) => {
    sinces.push(since !== null);
    const now = looks[Math.min(at, looks.length - 1)] as StatusReport | Error;
    at += 1;
    if (at >= looks.length) setImmediate(() => signals.emit('SIGINT'));
    if (now instanceof Error) throw now;
    return now;
  };
  const world = { tty: { in: tty, out: tty } };
  const ran = await cli(['status', '--watch', '1', ...argv], { house: { status }, world, signals });
  return { ...ran, sinces, signals };
}

const timed = (out: string) => out.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');

describe('status --watch', () => {
  test('says a block for each change, with its time, and ends with the code of the last look', async () => {
    const ran = await watch([report(true), report(true), report(false), report(false)]);
    expect(timed(ran.out)).toBe(
      [
        '--- TIME\ngateway  1.26.3  healthy\nsite file /etc/f.yaml\n',
        '--- TIME\ngateway  1.26.3  NOT HEALTHY\nsite file /etc/f.yaml\n',
      ].join(''),
    );
    expect(ran.exit).toBe(8);
    expect(ran.signals.eventNames()).toEqual([]);
    expect((await watch([report(false), report(true)])).exit).toBe(0);
  });

  test('takes no number that only ticks for a change', async () => {
    const probes = (detail: string) => [{ id: 'site', verdict: 'pass' as const, detail }];
    const ran = await watch([report(true, { probes: probes('3 ms') }), report(true, { probes: probes('4 ms') })]);
    expect(ran.out.match(/---/g)).toHaveLength(1);
  });

  test('looks at what takes long again when something changed, and not otherwise', async () => {
    expect((await watch([report(true), report(true)])).sinces).toEqual([false, true]);
    expect((await watch([report(true), report(false), report(false)])).sinces).toEqual([false, true, false]);
  });

  test('draws over the picture before on a terminal, and only there', async () => {
    const ran = await watch([report(true), report(true)], [], true);
    expect(ran.out.split('\u001b[H\u001b[2J')).toHaveLength(3);
    expect(timed(ran.out)).toContain('TIME  (every 1 s; Ctrl-C ends)');
    expect((await watch([report(true)])).out).not.toContain('\u001b');
  });

  test('gives one JSON document a line for each change, also on a terminal', async () => {
    const ran = await watch([report(true), report(true), report(false), report(false)], ['--json'], true);
    const lines = ran.out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).components[0].healthy)).toEqual([true, false]);
  });

  test('a look that fails is shown, and watching goes on', async () => {
    const ran = await watch([report(true), new Error('the disk'), report(true)]);
    expect(ran.out).toMatch(/healthy.*: the disk.*healthy/s);
    expect(ran.exit).toBe(0);
  });

  test('a second signal does not wait for a look that hangs', async () => {
    const signals = new EventEmitter();
    const ran = cli(['status', '--watch'], { house: { status: () => new Promise(() => {}) }, signals });
    while (signals.listenerCount('SIGTERM') === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    signals.emit('SIGTERM');
    signals.emit('SIGINT');
    expect((await ran).exit).toBe(8);
  });

  test.each(['0', '3601', '1.5', 'soon'])('takes whole seconds, not %s', async (seconds) => {
    const ran = await cli(['status', '--watch', seconds]);
    expect(ran.exit).toBe(2);
    expect(ran.err).toContain('--watch takes whole seconds from 1 to 3600');
  });
});
