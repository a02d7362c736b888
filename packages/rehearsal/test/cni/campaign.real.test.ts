import { expect } from 'vitest';
import { campaignCni } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

/** A tenth of the full counts, by a fixed seed. */
machineTest(
  'runs of the plugin cut short at random instants end wholly old or wholly new, a new container comes up, and nothing is left over',
  async () => {
    const lines: string[] = [];
    const cuts = { once: 2, twice: 2, 'by-hand': 1, power: 1 };
    const result = await campaignCni({ seed: 20, cuts, say: (line) => lines.push(line) });
    expect(result.failed, lines.join('\n')).toEqual([]);
    expect(result.cuttings).toHaveLength(6);
    expect(result.worstRecoveryMs).toBeLessThan(30_000);
    expect(result.pings).toEqual({ sent: expect.any(Number), lost: 0 });
    expect(result.pings.sent).toBeGreaterThan(100);
  },
  180_000,
);
