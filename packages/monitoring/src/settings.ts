import { dirname, join } from 'node:path/posix';
import type { Secret, Settings, Written } from '@flatnet-maint/core';
import type { MonitoringSite, ServiceSetting } from './facts.ts';
import { t } from './texts.ts';

export const about = 'The podman-compose project of Prometheus, Grafana, Alertmanager, Loki and what belongs to them';

/** The `monitoring` part of the site file. */
export const settings: Settings = {
  compose: { kind: 'path', about: 'The compose file that the containers were made from' },
  project: {
    kind: 'word',
    form: '^[a-z0-9][a-z0-9_-]*$',
    allowed: t('allowed-project'),
    optional: true,
    about: 'The name of the project; the name of its folder if absent',
  },
  generations: {
    kind: 'path',
    optional: true,
    about:
      'Where kept versions lie, each with its images; generations/monitoring beside the project’s folder if absent',
  },
  grafana: {
    kind: 'group',
    optional: true,
    about: 'Who asks Grafana; without a password its login is not asked',
    keys: {
      user: {
        kind: 'word',
        form: '^[\\w.@-]+$',
        allowed: t('allowed-user'),
        optional: true,
        usual: 'admin',
        about: 'The user',
      },
      password: {
        kind: 'secret',
        optional: true,
        about: 'Where the password is had from: `env`, `file` or `command`; never the password itself',
      },
    },
  },
  services: {
    kind: 'each',
    form: '^[A-Za-z0-9][\\w.-]*$',
    allowed: t('allowed-service'),
    optional: true,
    about: 'What is otherwise than the name of a service’s image says',
    keys: {
      is: {
        kind: 'word',
        form: '^(prometheus|alertmanager|grafana|loki|promtail|node-exporter|other)$',
        allowed: t('allowed-kind'),
        optional: true,
        about: 'What it is',
      },
      address: { kind: 'url', optional: true, about: 'Where this host reaches it; its published port if absent' },
      validate: {
        kind: 'command',
        optional: true,
        about: 'What validates its configuration inside of its image; `[none]` where nothing can',
      },
      copies: {
        kind: 'word',
        form: '^(always|migrating)$',
        allowed: t('allowed-copies'),
        optional: true,
        about: 'Whether its data is copied at each upgrade, or only when the release migrates it',
      },
      errors: {
        kind: 'word',
        form: '^(judged|told)$',
        allowed: t('allowed-errors'),
        optional: true,
        about: 'Whether a kind of error that was not in its log before sends a run back, or is only told',
      },
      steady: {
        kind: 'duration',
        optional: true,
        about: 'How long it must run without a restart before the next one is replaced; 5s if absent',
      },
    },
  },
};

export function site(written: Written): MonitoringSite {
  const own = written as unknown as Omit<MonitoringSite, 'generations' | 'services' | 'grafana'> & {
    readonly generations: string | null;
    readonly services: Readonly<Record<string, ServiceSetting>> | null;
    readonly grafana: { readonly user: string; readonly password: Secret | null };
  };
  return {
    ...own,
    generations: own.generations ?? join(dirname(dirname(own.compose)), 'generations', 'monitoring'),
    services: own.services ?? {},
  };
}
