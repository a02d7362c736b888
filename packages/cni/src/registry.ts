import { type Host, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

type Route = { readonly name: string; readonly address: string };

/**
 * Routes of the gateway that still name a container's address from before are registered anew with the present one, each
 * with its own port (H52). Returns the names of the routes; E_CNI_REGISTRY when the gateway does not take one.
 */
export async function registerAnew(host: Host, api: string, before: string, now: string): Promise<readonly string[]> {
  const url = `${api.replace(/\/+$/, '')}/api/containers`;
  const old = (await routesAt(host, url)).filter(({ address }) => hostOf(address) === before);
  for (const { name, address } of old) {
    const body = JSON.stringify({ name, address: `${now}${address.slice(before.length)}` });
    const headers = { 'content-type': 'application/json' };
    const { status, body: said } = await host.http.send(url, { method: 'POST', headers, body, limit: 4_000 });
    if (status >= 300)
      throw new MaintError(
        'E_CNI_REGISTRY',
        t('registry-refused', { name, url, status, said: said.slice(0, 200) }),
        'flatnet-maint show',
      );
  }
  return old.map(({ name }) => name);
}

async function routesAt(host: Host, url: string): Promise<readonly Route[]> {
  const { status, body } = await host.http.get(url, { limit: 4_000 });
  if (status !== 200)
    throw new MaintError('E_CNI_REGISTRY', t('registry-answers', { url, status }), 'flatnet-maint show');
  const read = JSON.parse(body) as unknown;
  const list = Array.isArray(read) ? read : ((read as { containers?: unknown } | null)?.containers ?? []);
  return (Array.isArray(list) ? (list as Partial<Route>[]) : []).flatMap(({ name, address }) =>
    typeof name === 'string' && typeof address === 'string' ? [{ name, address }] : [],
  );
}

const hostOf = (address: string): string => address.replace(/:\d+$/, '');
