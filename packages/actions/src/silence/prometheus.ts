import { type HostView, MaintError, type Millis } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Labels } from './matcher.ts';

const askLimit: Millis = 2_500;

/** A rule that makes alerts: the labels that it gives each of them, its name among them. */
export interface AlertRule {
  readonly name: string;
  readonly labels: Labels;
}

/** Every alerting rule that is loaded; E_PROMETHEUS when it cannot be asked. */
export async function loadedRules(host: HostView, url: string): Promise<readonly AlertRule[]> {
  const data = await asked(host, url, '/api/v1/rules?type=alert');
  const groups = (data as { groups?: readonly { rules?: readonly FoundRule[] }[] }).groups ?? [];
  return groups.flatMap(({ rules = [] }) =>
    rules.flatMap(({ type, name, labels = {} }) =>
      type === 'alerting' ? [{ name, labels: { ...labels, alertname: name } }] : [],
    ),
  );
}

/** The labels of every alert that fires now, with its name. */
export async function firingAlerts(host: HostView, url: string): Promise<readonly Labels[]> {
  const data = await asked(host, url, '/api/v1/alerts');
  const alerts = (data as { alerts?: readonly { state: string; labels: Labels }[] }).alerts ?? [];
  return alerts.flatMap(({ state, labels }) => (state === 'firing' ? [labels] : []));
}

interface FoundRule {
  readonly type: string;
  readonly name: string;
  readonly labels?: Labels;
}

async function asked(host: HostView, url: string, path: string): Promise<unknown> {
  const whole = `${url.replace(/\/+$/, '')}${path}`;
  const answer = await host.http.get(whole, { limit: askLimit });
  const read = answer.status === 200 ? jsonOf(answer.body) : null;
  const { status, data } = (read ?? {}) as { status?: string; data?: unknown };
  if (status === 'success' && data !== undefined) return data;
  throw new MaintError(
    'E_PROMETHEUS',
    t('prometheus-strange', { url, status: answer.status, said: answer.body.trim().slice(0, 200) }),
    t('prometheus-next', { url }),
  );
}

/** A whole answer may be larger than what is read of it: then nothing of it is believed. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
