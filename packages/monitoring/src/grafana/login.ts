import { type Inquiry, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { fieldsOf, grafanaAsk, oddAnswer, wordOf } from './ask.ts';
import type { GrafanaPlace } from './place.ts';

/**
 * Whether somebody can log in: a service that says it is well may refuse everybody (its database came back with older
 * passwords). Without a password only its health is asked, and that is said. A refused login is final: Grafana locks a user
 * out who fails again and again.
 */
export const grafanaLogin: Inquiry<GrafanaPlace> = {
  name: 'grafana-login@1',
  async ask(place, host) {
    if (place.password === null) return health(place, host);
    try {
      const reply = await grafanaAsk(host, place, '/api/user');
      if (reply.status !== 200) throw oddAnswer('/api/user', reply);
      const name = wordOf(fieldsOf(reply.body).login) || place.user;
      return { ok: true, value: name, detail: t('logged-in', { user: name }) };
    } catch (error) {
      if (!(error instanceof MaintError) || error.code !== 'E_GRAFANA_LOGIN') throw error;
      return { ok: false, value: null, detail: error.message, final: true };
    }
  },
};

const health: Inquiry<GrafanaPlace>['ask'] = async (place, host) => {
  const { status, body } = await grafanaAsk(host, place, '/api/health');
  const { database, version } = fieldsOf(body);
  const ok = status === 200 && (database === undefined || database === 'ok');
  const values = { version: wordOf(version) || '?', said: wordOf(database) || String(status) };
  return { ok, value: wordOf(version), detail: t(ok ? 'health-only' : 'health-bad', values) };
};
