import { expect, test } from 'vitest';
import { silenceIn } from '../../src/index.ts';

const line = (at: number) => `[${(at / 1000).toFixed(6)}] 64 bytes from 10.100.0.1: icmp_seq=1 ttl=64 time=0.5 ms`;

test('the longest silence lies between two answers, or between the last one and the end', () => {
  const said = [line(1_000), line(1_050), 'ping: sendmsg: Network is unreachable', line(1_900), line(1_950)].join('\n');
  expect(silenceIn(said, 2_000)).toEqual({ answers: 4, silenceMs: 850, silentSince: 1_050 });
  expect(silenceIn(said, 5_000)).toEqual({ answers: 4, silenceMs: 3_050, silentSince: 1_950 });
});

test('where nothing was ever answered there is no silence to be told', () => {
  expect(silenceIn('PING 10.100.0.1', 5_000)).toEqual({ answers: 0, silenceMs: 0, silentSince: null });
});
