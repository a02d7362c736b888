import { join } from 'node:path/posix';
import { each, type Look, type PodmanPlaces, podmanVersion } from '@flatnet-maint/actions';
import type { Finding } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { remark } from './remarks.ts';
import { countIn, type Runs } from './store.ts';

/** What keeps every plugin of this host from ever being run. */
export async function inTheWay(look: Look, places: PodmanPlaces): Promise<readonly Finding[]> {
  const version = await podmanVersion(look.host);
  if (version === null) return [remark('podman-absent', t('remark-podman-absent'), t('remark-podman-absent-next'))];
  return ofBackend(places, version);
}

/** Podman 4 may use netavark, and 5 knows nothing else: then nobody runs the plugin, and a test container tells nothing of it (H20). */
function ofBackend({ backend }: PodmanPlaces, version: string): readonly Finding[] {
  const isTooNew = Number.parseInt(version, 10) >= 5;
  if (isTooNew) return [remark('other-backend', t('remark-podman-new', { version }), t('remark-podman-new-next'))];
  if (backend === null || backend === 'cni') return [];
  return [remark('other-backend', t('remark-backend', { backend }), t('remark-backend-next'))];
}

/** Root's containers and those of a user live in stores of their own, and neither Podman sees the other's (H21). */
export async function storeRemarks(
  look: Look,
  { store }: PodmanPlaces,
  all: readonly Runs[],
): Promise<readonly Finding[]> {
  const homes = (await look.names('/home')).map((name) => join('/home', name));
  const theirs = await each(homes, 4, (home) => countIn(look, join(home, '.local/share/containers/storage')));
  const users = homes.filter((_, index) => (theirs[index] ?? 0) > 0);
  const isRunning = all.some(({ uid }) => uid !== 0);
  if (users.length === 0 && !isRunning) return [];
  const own = await countIn(look, store);
  const whose = users.length === 0 ? all.filter(({ uid }) => uid !== 0).map(({ name }) => name) : users;
  const names = whose.join(', ');
  return own > 0 || all.some(({ uid }) => uid === 0)
    ? [remark('two-stores', t('remark-two-stores', { users: names }), t('remark-two-stores-next'))]
    : [remark('rootless-only', t('remark-rootless-only', { users: names }), t('remark-rootless-only-next'))];
}
