import { cni } from '@flatnet-maint/cni';
import { type Component, type Json, MaintError } from '@flatnet-maint/core';
import { gateway } from '@flatnet-maint/gateway';
import { monitoring } from '@flatnet-maint/monitoring';
import { nebula } from '@flatnet-maint/nebula';
import type { SiteSettings } from './site/site.ts';
import { t } from './texts.ts';

/** The parts of a Flatnet that this version maintains. */
export const components: readonly Component<never, Json>[] = [gateway, cni, monitoring, nebula].map(
  (one) => one as unknown as Component<never, Json>,
);

/** Names of those of which something is true, as they are listed. */
export const idsOf = (is: (component: Component<never, Json>) => boolean): string =>
  components
    .filter(is)
    .map(({ id }) => id)
    .join(', ');

/** Where it is, as its part of the site file says it; null = it has no such place. */
export function placeOf({ place }: Component<never, Json>, settings: SiteSettings): string | null {
  const path = place === undefined ? null : settings[place];
  return typeof path === 'string' ? path : null;
}

/** The one of that name; E_COMPONENT_UNKNOWN (2) names those that there are. */
export function componentOf(id: string): Component<never, Json> {
  const found = components.find((component) => component.id === id);
  if (found !== undefined) return found;
  throw new MaintError(
    'E_COMPONENT_UNKNOWN',
    t('component-unknown', { name: id, components: idsOf(() => true) }),
    'flatnet-maint --help',
    { exit: 2 },
  );
}
