import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  amissWith,
  ask,
  asking,
  lookAtMonitoring,
  type Machine,
  type PracticeMonitoring,
  practiceMonitoring,
  type Service,
} from '../src/index.ts';
import { machineTest } from './machine-test.ts';

async function within<T>(limitMs: number, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + limitMs; ; await sleep(100)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`not seen within ${limitMs} ms`);
  }
}

machineTest(
  'the practice stack runs in its true versions, is pulled for real, migrates one way, and its bad images are bad in one way',
  async (up) => {
    const machine = await up.machine({ podman: true, monitoring: true });
    const before = Date.now();
    const stack = await practiceMonitoring(machine);
    const live = Object.entries(stack.versions).map(([name, { older }]) => stack.image(name as Service, older));
    const first = await lookAtMonitoring(machine, stack);
    expect(amissWith(first, live)).toEqual([]);
    expect(first.rules).toBe(8);
    expect(first.samples.first).toBeGreaterThan(before);
    expect(first.grafana).toEqual({
      schema: 10,
      login: 200,
      dashboards: { 'flatnet-gateway': 'Flatnet Gateway 1 provisioned' },
    });
    expect(readFileSync(machine.path(stack.composeFile), 'utf8')).toContain(
      `    image:    'docker.io/prom/alertmanager:`.slice(2),
    );
    for (const service of ['prometheus', 'alertmanager', 'node-exporter'] as const)
      expect(stack.versions[service].older).not.toBe(stack.versions[service].newer);

    const newer = stack.image('node-exporter', stack.versions['node-exporter'].newer);
    await stack.registry.stop();
    expect((await stack.podman('pull', newer.ref)).stderr).toContain('connection refused');
    await stack.registry.start();
    expect((await stack.podman('pull', '-q', newer.ref)).stdout.trim()).toBe(newer.id);
    expect((await stack.podman('pull', 'docker.io/prom/prometheus:v2.98.0')).stderr).toContain('manifest unknown');

    const asker = await asking(machine, stack);
    expect((await stack.podman('restart', stack.names.loki)).code).toBe(0);
    await stack.ready();
    const dark = await asker.stop();
    expect(dark.loki.darkMs).toBeGreaterThan(50);
    expect(dark.loki.darkAtEnd).toBe(false);
    expect([dark.prometheus.failed, dark.alertmanager.failed, dark['node-exporter'].failed]).toEqual([0, 0, 0]);

    // As an upgrade by hand goes, and the way back by the image alone.
    await stack.podman('stop', stack.names.grafana);
    const volume = ['-v', 'monitoring_grafana_data:/var/lib/grafana'];
    const migrating = await stack.podman(
      'run',
      '-d',
      '--name',
      'hand',
      ...volume,
      stack.image('grafana', '11.0.0').ref,
    );
    expect(migrating.code, migrating.stderr).toBe(0);
    await within(10_000, async () =>
      (await lookAtMonitoring(machine, stack)).grafana?.schema === 11 ? true : undefined,
    );
    await stack.podman('rm', '-f', 'hand');
    await stack.podman('start', stack.names.grafana);
    await within(10_000, async () =>
      (await stack.podman('logs', stack.names.grafana)).stdout.includes('it is from a newer one') ? true : undefined,
    );
    const stuck = amissWith(await lookAtMonitoring(machine, stack), live);
    expect(stuck).toContain('grafana: says null, not 10.2.3');
    await stack.podman('stop', stack.names.grafana);

    await expectBad(machine, stack);
  },
  120_000,
);

/** Those of more than a line, side by side beside the stack, with the project's own configuration. */
async function expectBad(machine: Machine, stack: PracticeMonitoring): Promise<void> {
  const bad = ['no-targets-up', 'rules-not-loaded', 'refuses-configuration', 'login-dead', 'dies-after-migration'];
  const mounts = ['prometheus/prometheus.yml', 'prometheus/alerts'].flatMap((name) => [
    '-v',
    `${stack.folder}/${name}:/etc/${name}:ro`,
  ]);
  const images = stack.images.filter(({ wrong = '' }) => bad.includes(wrong));
  expect(images).toHaveLength(bad.length);
  const seen = await Promise.all(
    images.map(async ({ service, ref, wrong = '' }) => {
      const how = service === 'prometheus' ? mounts : ['-e', 'GF_SECURITY_ADMIN_PASSWORD=x'];
      const place = ['run', '-d', '--name', wrong, '--net', 'monitoring_default'];
      const ran = await stack.podman(...place, ...how, ref);
      expect(ran.code, ran.stderr).toBe(0);
      const look = service === 'prometheus' ? lookAtPrometheus : lookAtGrafana;
      const ended = async () => {
        const form = '{{.State.Status}} {{.State.ExitCode}}';
        return /^exited (\d+)/.exec((await stack.podman('inspect', '--format', form, wrong)).stdout)?.[1];
      };
      if (/refuses|dies/.test(wrong)) return [wrong, await within(20_000, ended)];
      const form = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
      const address = (await stack.podman('inspect', '--format', form, wrong)).stdout.trim();
      return [wrong, await look(machine, address)];
    }),
  );
  expect(Object.fromEntries(seen)).toEqual({
    'no-targets-up': ['2.99.2+ds1', 'down', 3],
    'rules-not-loaded': ['2.99.3+ds1', 'up', 0],
    'refuses-configuration': '1',
    'login-dead': ['11.2.0', 401],
    'dies-after-migration': '1',
  });
  await stack.podman('rm', '-f', ...bad);
}

/** Its version, the one health of all its targets, and the groups of rules. */
async function lookAtPrometheus(machine: Machine, address: string): Promise<unknown> {
  const at = `http://${address}:9090`;
  await within(20_000, async () => ((await ask(machine, `${at}/-/ready`)).status === 200 ? true : undefined));
  const data = async (path: string) => JSON.parse((await ask(machine, `${at}/api/v1/${path}`)).body).data;
  const health = await within(20_000, async () => {
    const { activeTargets } = await data('targets');
    const known = activeTargets.map((one: { health: string }) => one.health).filter((one: string) => one !== 'unknown');
    return known.length === 3 && new Set(known).size === 1 ? (known[0] as string) : undefined;
  });
  return [(await data('status/buildinfo')).version, health, (await data('rules')).groups.length];
}

async function lookAtGrafana(machine: Machine, address: string): Promise<unknown> {
  const health = await within(20_000, async () => {
    const { status, body } = await ask(machine, `http://${address}:3000/api/health`);
    return status === 200 ? JSON.parse(body) : undefined;
  });
  return [health.version, (await ask(machine, `http://admin:x@${address}:3000/api/org`)).status];
}
