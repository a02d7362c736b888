import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type Matcher, takesAll } from './matcher.ts';
import { firingAlerts } from './prometheus.ts';

export type OthersQuietArgs = {
  readonly prometheus: string;
  /** What the run silences: those alerts are its own. */
  readonly matchers: readonly Matcher[];
};

/**
 * Alerts that fire although they are not those of what is touched (H4); compared with before, so that only a new one counts.
 * Prometheus is asked, not Alertmanager: what begins to fire is not hidden there by anybody's silence.
 */
export const othersQuiet: Inquiry<OthersQuietArgs> = {
  name: 'others-quiet@1',
  async ask({ prometheus, matchers }, host) {
    const firing = await firingAlerts(host, prometheus);
    const others = firing.filter((labels) => !takesAll(matchers, labels));
    const names = others.map(({ alertname = '?', component }) =>
      component === undefined ? alertname : `${alertname}{component="${component}"}`,
    );
    const value = [...new Set(names)].toSorted();
    const detail = value.length === 0 ? t('others-quiet') : t('others-fire', { alerts: value.join(', ') });
    return { ok: true, value, detail };
  },
};
