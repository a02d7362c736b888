import type { Inquiry } from '@flatnet-maint/core';
import { type Restarted, restarted } from '../actions/restart-containers.ts';
import { t } from '../texts.ts';

/** What became of the containers that were restarted, in words; nothing is judged by it. */
export const restartsTold: Inquiry<{ readonly notes: string }> = {
  name: 'restarts-told@1',
  async ask({ notes }, host) {
    const all = await restarted(host, notes);
    const detail = all.length === 0 ? t('restarts-none') : all.map(told).join('; ');
    return { ok: true, value: all.map((one) => one.name), detail };
  },
};

function told({ name, before, after, routes, named }: Restarted): string {
  if (after === null) return t('restart-not', { name });
  const parts = [
    before === after ? t('restart-same', { name, address: after }) : t('restart-moved', { name, before, after }),
  ];
  if (routes.length > 0) parts.push(t('restart-routes', { routes: routes.join(', ') }));
  if (named.length > 0) parts.push(t('restart-named', { before, files: named.join(', ') }));
  return parts.join(', ');
}
