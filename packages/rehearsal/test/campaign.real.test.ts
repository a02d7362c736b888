import { expect, test } from 'vitest';
import { campaign } from '../src/index.ts';

/** A tenth of the full counts, by a fixed seed. */
test('runs cut short at random instants, and those who take over too, end wholly old or wholly new with nothing left over', async () => {
  const lines: string[] = [];
  const result = await campaign({
    seed: 20,
    cuts: { once: 3, twice: 5, 'by-hand': 2, power: 1 },
    say: (line) => lines.push(line),
  });
  expect(result.failed, lines.join('\n')).toEqual([]);
  expect(result.cuttings).toHaveLength(11);
  expect(result.worstRecoveryMs).toBeLessThan(30_000);
}, 400_000);
