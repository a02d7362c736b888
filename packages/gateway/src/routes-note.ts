import type { HostView } from '@flatnet-maint/core';
import { type LookedIn, routesWithout } from './kept-routes.ts';
import { t } from './texts.ts';

/** What a plan says of the container routes while no gateway serves that could tell them. */
export async function routesNote(host: HostView, how: LookedIn): Promise<string> {
  const { routes, from, path, written, said } = await routesWithout(host, how);
  const names = routes.map(({ name }) => name).join(', ');
  const also = said === '' ? '' : ` ${t('note-routes-also', { said })}`;
  switch (from) {
    case 'file':
      return `${t('note-routes-file', { count: routes.length, path: path ?? '', written: written ?? '', names })}${also}`;
    case 'podman':
      return `${t('note-routes-podman', { names })}${also}`;
    case 'nowhere':
      return `${t('note-routes-nowhere')}${also}`;
  }
}
