import { expect } from 'vitest';
import { campaignMonitoring } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

/** A tenth of the full counts, by a fixed seed; how long runs take is said, for to measure it takes two of them. */
machineTest(
  'upgrades of the stack cut short at random instants end wholly old or wholly new, serving and with their data, and nothing is left over',
  async () => {
    const lines: string[] = [];
    const cuts = { once: 1, twice: 0, 'by-hand': 0, power: 1 };
    const lengths = { upgrade: 30_000, rollback: 20_000 };
    const services = ['prometheus', 'alertmanager', 'grafana', 'node-exporter'] as const;
    const result = await campaignMonitoring({ seed: 6, cuts, lengths, services, say: (line) => lines.push(line) });
    expect(result.failed, lines.join('\n')).toEqual([]);
    expect(result.cuttings).toHaveLength(2);
    expect(result.worstRecoveryMs).toBeLessThan(120_000);
  },
  600_000,
);
