import { EventEmitter } from 'node:events';
import type { Entry } from '@flatnet-maint/core';
import type { RunOptions, RunReport } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, proposal, report } from './support/fake-world.ts';
import { committed, plan } from './support/recorded.ts';

const upgrade = ['upgrade', 'gateway', '--to', '1.26.3', '--quiet'];
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** A run that goes on until it is told to go back, then takes `back` ms for that. */
function running(back: number, first: Entry = committed[0]!) {
  const signals = new EventEmitter();
  const apply = (_: unknown, how: RunOptions): Promise<RunReport> =>
    new Promise((resolve) => {
      how.onEntry?.(first);
      how.signal?.addEventListener('abort', () => {
        setTimeout(() => resolve(report('rolled-back', { leftovers: [String(how.signal?.reason)] })), back);
      });
    });
  const ran = cli(upgrade, { house: { planUpgrade: async () => proposal, apply }, signals });
  /** Sends one when the run is there to hear it. */
  const send = async (name: string) => {
    while (signals.listenerCount(name) === 0) await pause(1);
    signals.emit(name);
  };
  return { ran, send, signals };
}

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s sends the run back, and its name is handed on', async (name) => {
    const { ran, send, signals } = running(1);
    await send(name);
    const { exit, out } = await ran;
    expect(exit).toBe(4);
    expect(out).toContain(`left over  ${name}`);
    expect(signals.eventNames()).toEqual([]);
  });

  test('a second SIGINT stops at once and says how to go on', async () => {
    const { ran, send } = running(60_000);
    await send('SIGINT');
    await pause(150);
    await send('SIGINT');
    const { exit, err, out } = await ran;
    expect(exit).toBe(5);
    expect(out).toBe('');
    expect(err).toContain('Next: flatnet-maint resume');
  });

  test('one Ctrl-C that arrives twice is one', async () => {
    const { ran, send } = running(200);
    await send('SIGINT');
    await send('SIGINT');
    expect((await ran).exit).toBe(4);
  });

  test('a terminal that closes, or a shutdown, does not cut the way back short', async () => {
    const { ran, send } = running(250);
    await send('SIGINT');
    await pause(150);
    await send('SIGHUP');
    await send('SIGTERM');
    expect((await ran).exit).toBe(4);
  });

  test('SIGHUP only loses the terminal while a confirmation is awaited; SIGINT still sends back', async () => {
    const waits = { ...committed[0]!, plan: { ...plan, confirmWithin: 120_000 } } as Entry;
    const { ran, send } = running(1, waits);
    let over = false;
    void ran.then(() => {
      over = true;
    });
    await send('SIGHUP');
    await pause(50);
    expect(over).toBe(false);
    await send('SIGINT');
    expect((await ran).out).toContain('left over  SIGINT');
  });
});
