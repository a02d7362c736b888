import type { ImageConfig } from '../parts/registry-folder.ts';

/** Files by their place in the image; the value is their place in the unpacked packages. */
type Files = Readonly<Record<string, string>>;

export interface GenuineImage {
  readonly service: string;
  /** In the registry, which docker.io is mapped to. */
  readonly name: string;
  /** The package that it is made of. */
  readonly package: string;
  /** The file whose bytes say the version. */
  readonly program: string;
  /** A layer each, so that bad builds share what is not bad. */
  readonly layers: readonly Files[];
  /** Folders that belong to nobody, as upstream's do. */
  readonly own: readonly string[];
  readonly config: ImageConfig;
}

const Env = ['PATH=/bin'];

/** Built as upstream builds its images: the same names, entry points, arguments, user and volumes. */
export const genuineImages: readonly GenuineImage[] = [
  {
    service: 'prometheus',
    name: 'prom/prometheus',
    package: 'prometheus',
    program: 'bin/prometheus',
    layers: [{ 'bin/promtool': 'usr/bin/promtool' }, { 'bin/prometheus': 'usr/bin/prometheus' }],
    own: ['etc/prometheus', 'prometheus'],
    config: {
      Entrypoint: ['/bin/prometheus'],
      Cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      User: 'nobody',
      WorkingDir: '/prometheus',
      Env,
      ExposedPorts: { '9090/tcp': {} },
      Volumes: { '/prometheus': {} },
    },
  },
  {
    service: 'alertmanager',
    name: 'prom/alertmanager',
    package: 'prometheus-alertmanager',
    program: 'bin/alertmanager',
    layers: [
      // Debian's build reads its templates there, and ends at once without them.
      { 'bin/amtool': 'usr/bin/amtool', 'usr/share/prometheus/alertmanager': 'usr/share/prometheus/alertmanager' },
      { 'bin/alertmanager': 'usr/bin/prometheus-alertmanager' },
    ],
    own: ['etc/alertmanager', 'alertmanager'],
    config: {
      Entrypoint: ['/bin/alertmanager'],
      Cmd: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'],
      User: 'nobody',
      WorkingDir: '/alertmanager',
      Env,
      ExposedPorts: { '9093/tcp': {} },
      Volumes: { '/alertmanager': {} },
    },
  },
  {
    service: 'node-exporter',
    name: 'prom/node-exporter',
    package: 'prometheus-node-exporter',
    program: 'bin/node_exporter',
    layers: [{ 'bin/node_exporter': 'usr/bin/prometheus-node-exporter' }],
    own: [],
    config: { Entrypoint: ['/bin/node_exporter'], User: 'nobody', Env, ExposedPorts: { '9100/tcp': {} } },
  },
];

export interface BadImage {
  readonly service: 'prometheus' | 'alertmanager';
  readonly version: string;
  readonly wrong: string;
  /** Asset of ../../assets/monitoring/faults that takes the place of the program, which is beside it as `NAME.genuine`. */
  readonly script?: string;
  /** Asset that takes the place of promtool or amtool in the same manner. */
  readonly checker?: string;
  /** Whether the program calls itself by `version`, where it comes to say anything. */
  readonly patched: boolean;
}

/** Bad builds of the newer genuine version, each in one way. No upstream release has such a number. */
export const badImages: readonly BadImage[] = [
  { service: 'prometheus', version: '2.99.1', wrong: 'crash-loops', script: 'crash-loops.sh', patched: false },
  { service: 'prometheus', version: '2.99.2', wrong: 'no-targets-up', script: 'no-targets-up.sh', patched: true },
  { service: 'prometheus', version: '2.99.3', wrong: 'rules-not-loaded', script: 'rules-not-loaded.sh', patched: true },
  {
    service: 'prometheus',
    version: '2.99.4',
    wrong: 'refuses-configuration',
    script: 'refuses-configuration.sh',
    checker: 'refuses-configuration.sh',
    patched: false,
  },
  { service: 'prometheus', version: '2.99.5', wrong: 'noisy', script: 'noisy.sh', patched: true },
  { service: 'prometheus', version: '2.99.6', wrong: 'says-another-version', patched: false },
  { service: 'prometheus', version: '2.99.7', wrong: 'never-ready', script: 'never-ready.sh', patched: false },
  { service: 'alertmanager', version: '0.99.1', wrong: 'crash-loops', script: 'crash-loops.sh', patched: false },
  {
    service: 'alertmanager',
    version: '0.99.2',
    wrong: 'forgets-silences',
    script: 'forgets-silences.sh',
    patched: true,
  },
];

export interface StandInImage {
  readonly service: 'grafana' | 'loki' | 'promtail';
  readonly version: string;
  readonly wrong?: string;
}

export const standInImages: readonly StandInImage[] = [
  { service: 'grafana', version: '10.2.3' },
  { service: 'grafana', version: '10.4.1' },
  { service: 'grafana', version: '11.0.0' },
  { service: 'grafana', version: '11.1.0', wrong: 'dies-after-migration' },
  { service: 'grafana', version: '11.2.0', wrong: 'login-dead' },
  { service: 'loki', version: '2.9.3' },
  { service: 'loki', version: '3.0.0' },
  { service: 'promtail', version: '2.9.3' },
  { service: 'promtail', version: '3.0.0' },
];

const python = '/usr/bin/python3';

/** Upstream's users, entry points and folders; the program behind them is a stand-in. */
export const standIns: Readonly<
  Record<StandInImage['service'], { entry: string; run: string; own: string; user: number; config: ImageConfig }>
> = {
  grafana: {
    entry: 'run.sh',
    run: `exec ${python} -I /stand-in/start.py grafana "$@"`,
    own: 'var/lib/grafana',
    user: 472,
    config: {
      Entrypoint: ['/run.sh'],
      User: '472',
      WorkingDir: '/usr/share/grafana',
      ExposedPorts: { '3000/tcp': {} },
    },
  },
  loki: {
    entry: 'usr/bin/loki',
    run: `exec ${python} -I /stand-in/start.py loki loki "$@"`,
    own: 'loki',
    user: 10001,
    config: {
      Entrypoint: ['/usr/bin/loki'],
      Cmd: ['-config.file=/etc/loki/local-config.yaml'],
      User: '10001',
      ExposedPorts: { '3100/tcp': {} },
    },
  },
  promtail: {
    entry: 'usr/bin/promtail',
    run: `exec ${python} -I /stand-in/start.py loki promtail "$@"`,
    own: 'etc/promtail',
    user: 0,
    config: { Entrypoint: ['/usr/bin/promtail'], Cmd: ['-config.file=/etc/promtail/config.yml'] },
  },
};
