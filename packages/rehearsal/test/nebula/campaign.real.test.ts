import { expect } from 'vitest';
import { campaignNebula } from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';

/** A tenth of the full counts, by a fixed seed. */
machineTest(
  'runs of the tunnel cut short at random instants end wholly old or wholly new, with the tunnel up, and nothing is left over',
  async () => {
    const lines: string[] = [];
    const result = await campaignNebula({
      seed: 11,
      cuts: { once: 1, twice: 1, 'by-hand': 0, power: 1 },
      say: (line) => lines.push(line),
      shares: compiled(),
      lengths: { upgrade: 18_000, rollback: 18_000 },
    });
    expect(result.failed, lines.join('\n')).toEqual([]);
    expect(result.cuttings).toHaveLength(3);
  },
  240_000,
);
