import type { Inquiry } from '@flatnet-maint/core';
import { parseRoutes } from '../routes.ts';
import { t } from '../texts.ts';

export type RoutesKnownArgs = { readonly api: string; readonly bootFile: string };

/** Every container route that the old build knew when the cutover began is known now (H40). */
export const routesKnown: Inquiry<RoutesKnownArgs> = {
  name: 'gateway-routes@1',
  async ask({ api, bootFile }, host) {
    const known = new Set(
      parseRoutes((await host.http.get(`${api}/api/containers`, { limit: 3_000 })).body).map((route) => route.name),
    );
    const before = (await host.files.stat(bootFile)) === null ? [] : parseRoutes(await host.files.text(bootFile));
    const missing = before.filter((route) => !known.has(route.name)).map((route) => route.name);
    return {
      ok: missing.length === 0,
      value: known.size,
      detail:
        missing.length === 0
          ? t('routes-known', { count: known.size })
          : t('routes-lost', { routes: missing.join(', ') }),
    };
  },
};
