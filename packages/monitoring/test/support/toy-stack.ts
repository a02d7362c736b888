import type { World } from '@flatnet-maint/testkit';
import type { MonitoringSite } from '../../src/facts.ts';
import { volumeFolder } from './toy-container.ts';
import type { ToyImage } from './toy-images.ts';
import { ToyPodman } from './toy-podman.ts';

export const project = '/opt/flatnet/monitoring';
export const compose = `${project}/podman-compose.yml`;
export const generations = '/opt/flatnet/generations/monitoring';
/** A value that must be nowhere but in Podman’s own record of a container. */
export const canary = 'canary-7f3a9c';

const refs = {
  prometheus: 'docker.io/prom/prometheus:v2.42.0',
  alertmanager: 'docker.io/prom/alertmanager:v0.25.0',
  grafana: 'docker.io/grafana/grafana:10.4.2',
} as const;
export type StackService = keyof typeof refs;

export const composeText = `# Flatnet monitoring stack
version: "3.8" # kept for older tools

# 保存先。消さないこと。
volumes:
  prometheus_data:
  grafana_data: {}

services:
  prometheus:
    container_name: flatnet-prometheus
    image: ${refs.prometheus} # see the manual before you change it
    restart: unless-stopped
  # Grafana reads its password from .env on its first start only.
  grafana:
    image: "${refs.grafana}"
    environment:
      - GF_SECURITY_ADMIN_PASSWORD=\${GRAFANA_ADMIN_PASSWORD:-flatnet}
  alertmanager: { image: '${refs.alertmanager}' }
`;

/** The words of podman-compose 1.0.3 for one service, as Podman keeps them in `Config.CreateCommand`. */
export function createdFor(service: StackService): readonly string[] {
  const labels = [
    'io.podman.compose.config-hash=123',
    'io.podman.compose.project=monitoring',
    'io.podman.compose.version=0.0.1',
    'com.docker.compose.project=monitoring',
    `com.docker.compose.project.working_dir=${project}`,
    'com.docker.compose.project.config_files=podman-compose.yml',
    'com.docker.compose.container-number=1',
    `com.docker.compose.service=${service}`,
  ].flatMap((label) => ['--label', label]);
  const own = {
    prometheus: {
      options: [
        ...['-v', `${project}/prometheus/prometheus.yml:/etc/prometheus/prometheus.yml:ro`],
        ...['-v', `${project}/prometheus/alerts:/etc/prometheus/alerts:ro`],
        ...['-v', 'monitoring_prometheus_data:/prometheus', '-p', '9090:9090'],
      ],
      command: ['--config.file=/etc/prometheus/prometheus.yml', '--web.enable-lifecycle'],
    },
    grafana: {
      options: [
        ...['-e', 'GF_SECURITY_ADMIN_USER=admin', '-e', `GF_SECURITY_ADMIN_PASSWORD=${canary}`],
        ...['-v', 'monitoring_grafana_data:/var/lib/grafana', '-p', '3000:3000'],
      ],
      command: [],
    },
    alertmanager: {
      options: [
        ...['-v', `${project}/alertmanager/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro`],
        ...['-v', 'monitoring_alertmanager_data:/alertmanager', '-p', '9093:9093'],
      ],
      command: ['--config.file=/etc/alertmanager/alertmanager.yml'],
    },
  }[service];
  const net = ['--net', 'monitoring_default', '--network-alias', service, '--restart', 'unless-stopped'];
  const name = `--name=flatnet-${service}`;
  return ['podman', 'run', name, '-d', ...labels, ...own.options, ...net, refs[service], ...own.command];
}

const podmans = new WeakMap<World, ToyPodman>();
/** Of a world that holds a stack. */
export const podmanOf = (world: World): ToyPodman => podmans.get(world) as ToyPodman;

export interface ToyStack {
  readonly podman: ToyPodman;
  readonly site: MonitoringSite;
  readonly image: (service: StackService) => ToyImage;
}

/** A stack that podman-compose brought up, with its files and data. */
export function toyStack(
  world: World,
  services: readonly StackService[] = ['prometheus', 'grafana', 'alertmanager'],
): ToyStack {
  const podman = new ToyPodman(world);
  podmans.set(world, podman);
  world.file(compose, composeText);
  world.file(`${project}/.env`, 'TZ=Asia/Tokyo\n', 0o600);
  world.file(`${project}/prometheus/prometheus.yml`, 'global:\n  scrape_interval: 15s\n');
  world.file(`${project}/prometheus/alerts/system.yml`, 'groups: []\n');
  world.file(`${project}/alertmanager/alertmanager.yml`, 'route:\n  receiver: office\n');
  world.file(`${volumeFolder('monitoring_grafana_data')}/data.db`, 'schema 10, dashboards: 3');
  world.file(`${volumeFolder('monitoring_grafana_data')}/plugins/list`, 'none');
  for (const ref of Object.values(refs)) podman.images.have(ref);
  for (const service of services) podman.up(createdFor(service));
  return {
    podman,
    image: (service) => podman.images.have(refs[service]),
    site: {
      compose,
      project: null,
      generations,
      services: {},
      grafana: { user: 'admin', password: null },
      soak: 0,
      verify: [],
    },
  };
}

/** What the data of these services is, by path. */
export const dataOf = (world: World): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    ['data.db', 'plugins/list'].map((name) => [name, world.text(`${volumeFolder('monitoring_grafana_data')}/${name}`)]),
  );
