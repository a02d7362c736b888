import type { HostView, Inquiry } from '@flatnet-maint/core';
import { toldNone } from '../boot-text.ts';
import { parseRoutes } from '../routes.ts';
import { t } from '../texts.ts';

export type RoutesThereArgs = {
  readonly api: string;
  readonly bootFile: string;
  /** Where routes were looked for when the boot file was written. */
  readonly others?: readonly string[];
  readonly podman?: boolean;
};

/** Whether the gateway that was just started knows container routes, or rightly none: then the one before it told so. */
export const routesThere: Inquiry<RoutesThereArgs> = {
  name: 'gateway-routes-there@1',
  async ask({ api, bootFile, others = [], podman = false }, host) {
    const { status, body } = await host.http.get(`${api}/api/containers`, { limit: 600 });
    const known = status === 200 ? parseRoutes(body).length : 0;
    if (known > 0) return { ok: true, value: known, detail: t('routes-known', { count: known }) };
    const text = await textOf(host, bootFile);
    if (status === 200 && text !== null && toldNone(text)) return { ok: true, value: 0, detail: t('routes-told-none') };
    const looked = [bootFile, ...others, ...(podman ? ['podman'] : [])].join(', ');
    return { ok: false, value: 0, detail: t('routes-missing', { looked }) };
  },
};

const textOf = (host: HostView, path: string): Promise<string | null> => host.files.text(path).catch(() => null);
