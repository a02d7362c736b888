import { expect } from 'vitest';
import { badStack, type MonitoringFault, monitoringScenes, monitoringStage } from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';

/** One of each kind, for each costs half a minute; `campaign bad-monitoring` plays them all. */
const told: readonly MonitoringFault[] = ['registry-down', 'port-taken', 'login-dead', 'disk-full'];

const services = ['prometheus', 'alertmanager', 'grafana', 'node-exporter'] as const;

machineTest(
  'an upgrade that cannot be had changes nothing, and one that fails goes back by itself to the old versions with their data',
  async ({ parts }) => {
    const stage = await monitoringStage({ parts, name: 'test', say: () => {}, services, shares: compiled() });
    await using _machine = stage.machine;
    // As `rehearse monitoring` plays it, with every other service asked all the time; `campaign scenes` plays the others.
    const migrated = monitoringScenes.find(({ name }) => name === 'bad-grafana-migrated');
    const scene = await migrated?.play(stage);
    expect(scene).toMatchObject({ component: 'monitoring', outcome: 'rolled-back', passed: true, seen: [] });
    for (const fault of told) expect(await badStack(stage, fault)).toMatchObject({ fault, problems: [] });
  },
  600_000,
);
