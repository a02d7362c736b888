import { type HostView, type Inquiry, MaintError } from '@flatnet-maint/core';
import { lastReload } from '../loading.ts';
import { t } from '../texts.ts';

/** `least`: with fewer it is not well, whatever there was before. */
type At = { readonly address: string; readonly least: number };

async function api(host: HostView, url: string): Promise<unknown> {
  const { status, body } = await host.http.get(url, { limit: 4_000 });
  if (status !== 200)
    throw new MaintError('E_PROMETHEUS_ASKED', t('version-status', { url, status }), 'flatnet-maint status');
  return (JSON.parse(body) as { readonly data: unknown }).data;
}

/** Targets that answer, as `job/instance` (H16). */
export const targetsUp: Inquiry<At> = {
  name: 'targets-up@1',
  async ask({ address, least }, host) {
    const { activeTargets } = (await api(host, `${address}/api/v1/targets?state=active`)) as {
      readonly activeTargets: readonly { readonly health: string; readonly labels: Readonly<Record<string, string>> }[];
    };
    const named = activeTargets.map(({ health, labels }) => ({
      is: health === 'up',
      name: `${labels.job}/${labels.instance}`,
    }));
    const up = named
      .filter(({ is }) => is)
      .map(({ name }) => name)
      .sort();
    const down = named
      .filter(({ is }) => !is)
      .map(({ name }) => name)
      .sort();
    return {
      ok: up.length >= least,
      value: up,
      detail: t('targets', { up: up.length, all: named.length, down: down.join(', ') || t('none') }),
    };
  },
};

/** Rules that are loaded, as `group/name`. */
export const rulesLoaded: Inquiry<At> = {
  name: 'rules-loaded@1',
  async ask({ address, least }, host) {
    const { groups } = (await api(host, `${address}/api/v1/rules`)) as {
      readonly groups: readonly { readonly name: string; readonly rules: readonly { readonly name: string }[] }[];
    };
    const rules = [...new Set(groups.flatMap(({ name, rules }) => rules.map((rule) => `${name}/${rule.name}`)))].sort();
    return { ok: rules.length >= least, value: rules, detail: t('rules', { count: rules.length }) };
  },
};

export type ConfigLoadedArgs = { readonly service: string; readonly metrics: string; readonly prefix: string };

/** Whether its last look at its configuration was a success. */
export const configLoaded: Inquiry<ConfigLoadedArgs> = {
  name: 'config-loaded@1',
  async ask({ service, metrics, prefix }, host) {
    const { ok } = await lastReload(host, { url: '', metrics, prefix });
    return { ok, value: ok, detail: ok ? t('config-is-loaded', { service }) : t('config-not-loaded', { service }) };
  },
};
