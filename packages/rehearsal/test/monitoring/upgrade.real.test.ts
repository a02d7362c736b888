import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  asked,
  asking,
  lookAtMonitoring,
  maintThere,
  monitoringEndSeen,
  monitoringStage,
  newerTags,
  stateFolder,
  worldLive,
  worldOf,
} from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';
import { filesWith, watchWords } from './canary.ts';

const canary = 'canary-8f2e61d7';
const generations = '/srv/flatnet/generations';

machineTest(
  'an upgrade of genuine services is dark no longer than by hand, keeps samples, and is taken back without a registry; no secret is anywhere',
  async ({ parts }) => {
    const stage = await monitoringStage({ parts, name: 'test', say: () => {}, password: canary, shares: compiled() });
    await using machine = stage.machine;
    const { stack } = stage;
    const newer = newerTags(stage);
    const older = worldOf(stage, 'older');
    const compose = () => readFileSync(machine.path(stack.composeFile), 'utf8');
    const darkDuring = async (deed: () => Promise<unknown>) => {
      const asker = await asking(machine, stack);
      await deed();
      await stack.ready(120_000);
      return asker.stop();
    };
    const byHand = await darkDuring(async () => {
      await stack.compose('down');
      await stack.compose('up', '-d');
    });

    const before = await lookAtMonitoring(machine, stack);
    using words = watchWords(machine, canary);
    const outputs: string[] = [];
    const type = async (...args: readonly string[]) => {
      const end = await maintThere(stage, [...args, '--site', stack.siteFile, '--soak', '1s', '--yes']);
      outputs.push(JSON.stringify(end.document), end.stderr);
      expect(end, end.stderr).toMatchObject({ code: 0, document: { outcome: 'committed' } });
      return end.document;
    };

    const byTool = await darkDuring(() => type('upgrade', 'monitoring', '--to', asked(newer)));
    expect(await monitoringEndSeen(stage, [worldOf(stage, 'newer', newer)], before)).toEqual({
      name: 'newer',
      problems: [],
    });
    const lines = stage.composeText.split('\n');
    const changed = compose()
      .split('\n')
      .flatMap((line, at) => (line === lines[at] ? [] : [[lines[at], line]]));
    const { versions } = stack;
    const edited = (['prometheus', 'alertmanager'] as const).map((service) => {
      const was = lines.find((line) => line.includes(`/${service}:${versions[service].older}`)) ?? '';
      return [was, was.replace(versions[service].older, versions[service].newer)];
    });
    expect(changed).toEqual(edited);
    for (const service of ['prometheus', 'alertmanager'] as const) {
      console.log(`${service} was dark for ${byTool[service].darkMs} ms, by hand for ${byHand[service].darkMs} ms`);
      expect(byTool[service].darkMs, service).toBeGreaterThan(0);
      expect(byTool[service].darkMs, service).toBeLessThanOrEqual(byHand[service].darkMs);
    }
    for (const service of ['grafana', 'node-exporter', 'loki'] as const)
      expect(byTool[service].failed, service).toBe(0);
    await stack.registry.stop();
    const prune = async () => {
      await stack.podman('image', 'prune', '-a', '-f');
      await stack.podman('volume', 'prune', '-f');
    };
    await prune();
    const { from } = (await type('rollback', 'monitoring')) as { from?: string };
    expect(from).toContain(`prometheus=${newer.prometheus}`);
    expect(await monitoringEndSeen(stage, [older], before)).toEqual({ name: 'older', problems: [] });
    expect(compose()).toBe(stage.composeText);

    await prune();
    const kept = await maintThere(stage, ['snapshots', 'monitoring', '--site', stack.siteFile]);
    const [id] = (kept.document as unknown as { id: string; version: string }[])
      .filter(({ version }) => version.includes(`prometheus=${newer.prometheus}`))
      .map((one) => one.id);
    await type('rollback', 'monitoring', '--only', 'prometheus', '--to', String(id));
    const alone = { prometheus: newer.prometheus ?? '' };
    expect(await monitoringEndSeen(stage, [worldOf(stage, 'alone', alone)], before)).toEqual({
      name: 'alone',
      problems: [],
    });

    const emergency = await maintThere(stage, ['rollback', 'monitoring', '--emergency']);
    outputs.push(JSON.stringify(emergency.document), emergency.stderr);
    expect(emergency, emergency.stderr).toMatchObject({ code: 0 });
    // What it met is never lost: the container stays beside, stopped, and so does the compose file that was neither.
    const last = await lookAtMonitoring(machine, stack);
    const amiss = worldLive(last, [older]).why;
    expect(amiss).toEqual(['container flatnet-prometheus.found-1 (exited)']);
    expect(last.samples.first).toBe(before.samples.first);
    expect(compose()).toBe(stage.composeText);

    const { seen, looks } = words.told();
    expect(seen).toEqual([]);
    expect(looks).toBeGreaterThan(100);
    outputs.push((await machine.exec(['journalctl', '--no-pager', '-o', 'cat'])).stdout);
    for (const output of outputs) expect(output).not.toContain(canary);
    expect(filesWith(machine, stateFolder, canary)).toEqual([]);
    for (const { path, mode } of filesWith(machine, generations, canary)) {
      expect(path).toMatch(/\/\.env$/);
      expect(mode).toBe(0o600);
    }
  },
  300_000,
);
