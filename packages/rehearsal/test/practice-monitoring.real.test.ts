import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  amissWith,
  ask,
  asking,
  lookAtMonitoring,
  type Machine,
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
  'the practice stack runs in its true versions, is pulled for real, migrates one way, and its bad images are bad in one way each',
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

    const asker = await asking(machine);
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

/** Each runs beside the stack, on its network, with the project's own configuration. */
async function expectBad(machine: Machine, stack: Awaited<ReturnType<typeof practiceMonitoring>>): Promise<void> {
  const bad = stack.images.filter(({ wrong }) => wrong !== undefined);
  const mounts = ['prometheus/prometheus.yml', 'prometheus/alerts'].flatMap((name) => [
    '-v',
    `${stack.folder}/${name}:/etc/${name}:ro`,
  ]);
  const started = async (name: string, ref: string, ...how: readonly string[]): Promise<string> => {
    const ran = await stack.podman('run', '-d', '--name', name, '--net', 'monitoring_default', ...how, ref);
    expect(ran.code, ran.stderr).toBe(0);
    const form = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
    return (await stack.podman('inspect', '--format', form, name)).stdout.trim();
  };
  const seen: Record<string, unknown> = {};
  for (const { service, ref, wrong = '', version } of bad) {
    const name = `${service}-${wrong}`;
    const how = service === 'prometheus' ? mounts : service === 'grafana' ? ['-e', 'GF_SECURITY_ADMIN_PASSWORD=x'] : [];
    if (service === 'alertmanager')
      how.push('-v', `${stack.folder}/alertmanager/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro`);
    const address = await started(name, ref, ...how);
    const about = { name, wrong, version };
    seen[name] =
      service === 'prometheus'
        ? await lookAtPrometheus(machine, stack, about, address)
        : await lookAtOther(machine, stack, service, about, address);
    await stack.podman('rm', '-f', name);
  }
  expect(seen).toEqual({});
}

interface About {
  readonly name: string;
  readonly wrong: string;
  readonly version: string;
}

async function lookAtPrometheus(
  machine: Machine,
  stack: Awaited<ReturnType<typeof practiceMonitoring>>,
  { name, wrong }: About,
  address: string,
): Promise<unknown> {
  const state = async () => (await stack.podman('inspect', '--format', '{{.State.Status}}', name)).stdout.trim();
  if (/crash|refuses/.test(wrong)) {
    await within(5_000, async () => ((await state()) === 'exited' ? true : undefined));
    return (await stack.podman('logs', name)).stderr.split('\n').at(-2);
  }
  const at = `http://${address}:9090`;
  if (wrong === 'never-ready') {
    await sleep(1_000);
    return [await state(), (await ask(machine, `${at}/-/ready`)).status];
  }
  const data = async <T>(path: string): Promise<T> => JSON.parse((await ask(machine, `${at}${path}`)).body).data as T;
  await within(10_000, async () => ((await ask(machine, `${at}/-/ready`)).status === 200 ? true : undefined));
  const targets = await within(5_000, async () => {
    const { activeTargets } = await data<{ activeTargets: { health: string }[] }>('/api/v1/targets');
    return activeTargets.some(({ health }) => health === 'unknown')
      ? undefined
      : activeTargets.map(({ health }) => health);
  });
  const { groups } = await data<{ groups: unknown[] }>('/api/v1/rules');
  const { version } = await data<{ version: string }>('/api/v1/status/buildinfo');
  const errors = (await stack.podman('logs', name)).stderr.includes('compaction failed');
  return { version, targets, groups: groups.length, errors };
}

async function lookAtOther(
  machine: Machine,
  stack: Awaited<ReturnType<typeof practiceMonitoring>>,
  service: string,
  { name }: About,
  address: string,
): Promise<unknown> {
  await sleep(3_000);
  const [state, code] = (
    await stack.podman('inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', name)
  ).stdout
    .trim()
    .split(' ');
  const url = service === 'grafana' ? `http://admin:x@${address}:3000/api/org` : `http://${address}:9093/api/v2/status`;
  return { state, code, status: (await ask(machine, url)).status };
}
