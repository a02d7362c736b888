import type { Argv } from '@flatnet-maint/core';
import type { Kind } from './facts.ts';

/** What is known of a kind of service; null = it has none. */
export interface KindFacts {
  /** The port that it listens on in its container. */
  readonly port: number | null;
  readonly ready: string | null;
  /** Where it reports its version: keys of a JSON answer, or a label of a metric. */
  readonly version:
    | { readonly path: string; readonly keys: readonly string[] }
    | { readonly path: string; readonly metric: string }
    | null;
  /** What validates its configuration, and the option of its command that says where that is. */
  readonly validate: { readonly argv: Argv; readonly option: string; readonly usual: string } | null;
  /** How it is told to read its configuration again. */
  readonly reload: string | null;
  /** Last part of the names of its images. */
  readonly images: readonly string[];
}

const none = { port: null, ready: null, version: null, validate: null, reload: null, images: [] } as const;

/** The services that the documents name, and what a real stack has besides (F31). */
export const kinds: Readonly<Record<Kind, KindFacts>> = {
  prometheus: {
    port: 9090,
    ready: '/-/ready',
    version: { path: '/api/v1/status/buildinfo', keys: ['data', 'version'] },
    validate: {
      argv: ['promtool', 'check', 'config'],
      option: '--config.file',
      usual: '/etc/prometheus/prometheus.yml',
    },
    reload: '/-/reload',
    images: ['prometheus'],
  },
  alertmanager: {
    port: 9093,
    ready: '/-/ready',
    version: { path: '/api/v2/status', keys: ['versionInfo', 'version'] },
    validate: {
      argv: ['amtool', 'check-config'],
      option: '--config.file',
      usual: '/etc/alertmanager/alertmanager.yml',
    },
    reload: '/-/reload',
    images: ['alertmanager'],
  },
  grafana: {
    ...none,
    port: 3000,
    ready: '/api/health',
    version: { path: '/api/health', keys: ['version'] },
    images: ['grafana', 'grafana-oss', 'grafana-enterprise'],
  },
  loki: {
    ...none,
    port: 3100,
    ready: '/ready',
    version: { path: '/loki/api/v1/status/buildinfo', keys: ['version'] },
    validate: { argv: ['loki', '-verify-config'], option: '-config.file', usual: '/etc/loki/local-config.yaml' },
    images: ['loki'],
  },
  promtail: {
    ...none,
    port: 9080,
    ready: '/ready',
    version: { path: '/metrics', metric: 'promtail_build_info' },
    validate: { argv: ['promtail', '-check-syntax'], option: '-config.file', usual: '/etc/promtail/config.yml' },
    images: ['promtail'],
  },
  'node-exporter': {
    ...none,
    port: 9100,
    ready: '/',
    version: { path: '/metrics', metric: 'node_exporter_build_info' },
    images: ['node-exporter'],
  },
  other: none,
};

/** What the name of an image says that it is. */
export function kindOfImage(ref: string): Kind {
  const name = /([^/]*?)(?::[^:/@]*)?(?:@.*)?$/.exec(ref)?.[1] ?? '';
  const found = Object.entries(kinds).find(([, { images }]) => images.includes(name));
  return (found?.[0] as Kind | undefined) ?? 'other';
}

/** What validates this one: `promtool check config /etc/prometheus/prometheus.yml`; null = nothing can. */
export function validatorOf(kind: Kind, command: readonly string[]): Argv | null {
  const { validate } = kinds[kind];
  if (validate === null) return null;
  const { argv, option, usual } = validate;
  const said = optionIn(command, option) ?? usual;
  return option.startsWith('--') ? [...argv, said] : [...argv, `${option}=${said}`];
}

/** Whether what a validator reads lies below a path of the container. */
export const readsBelow = (validate: readonly string[], target: string): boolean =>
  validate.some((word) => word.slice(word.indexOf('=') + 1).startsWith(`${target.replace(/\/+$/, '')}/`));

/** The value of an option, in either of its forms. */
function optionIn(command: readonly string[], option: string): string | null {
  const bare = option.replace(/^-+/, '');
  for (const [at, word] of command.entries()) {
    const name = /^--?([\w.-]+)(?:=(.*))?$/s.exec(word);
    if (name?.[1] !== bare) continue;
    return name[2] ?? command[at + 1] ?? null;
  }
  return null;
}
