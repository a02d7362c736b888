import { memoryHosts } from '@flatnet-maint/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { readRoutes } from '../src/routes.ts';

afterEach(() => vi.restoreAllMocks());

/** How often a gateway is asked for its routes when each asking takes so long and brings nothing. */
async function timesAsked(took: number): Promise<number> {
  const { view } = memoryHosts({ profile: 'posix' });
  const host = view('local', 60_000);
  let [now, asked] = [0, 0];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const sample = async () => {
    asked += 1;
    now += took;
    return [new Error('not answered')];
  };
  const hung = { ...host, http: { ...host.http, sample } };
  expect(await readRoutes(hung, 'http://10.100.1.1:8080', [7])).toBe(null);
  return asked;
}

test('a gateway whose connections another build took is asked again', async () =>
  expect(await timesAsked(20)).toBe(10));

test('a gateway that hangs is waited for once', async () => expect(await timesAsked(3_000)).toBe(1));
