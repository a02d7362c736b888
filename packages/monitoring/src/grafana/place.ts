import { MaintError, type Secret } from '@flatnet-maint/core';
import type { MonitoringFacts } from '../facts.ts';
import { t } from '../texts.ts';

/** Where Grafana is asked, and by whom; `password: null` = only what anybody may ask. */
export type GrafanaPlace = {
  readonly address: string;
  readonly user: string;
  readonly password: Secret | null;
};

/** The one Grafana of the stack. E_GRAFANA_ABSENT, E_GRAFANA_SEVERAL, E_GRAFANA_ADDRESS. */
export function grafanaOf({ services, grafana }: Pick<MonitoringFacts, 'services' | 'grafana'>): GrafanaPlace {
  const [service, ...others] = services.filter(({ kind }) => kind === 'grafana');
  if (service === undefined) throw new MaintError('E_GRAFANA_ABSENT', t('grafana-absent'), t('grafana-absent-next'));
  if (others.length > 0) {
    const names = [service, ...others].map(({ name }) => name).join(', ');
    throw new MaintError('E_GRAFANA_SEVERAL', t('grafana-several', { names }), t('grafana-several-next'));
  }
  const { address, name } = service;
  if (address === null)
    throw new MaintError('E_GRAFANA_ADDRESS', t('grafana-address', { name }), t('grafana-address-next', { name }));
  return { address, user: grafana.user, password: grafana.password };
}
