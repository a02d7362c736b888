import { type Action, MaintError } from '@flatnet-maint/core';
import { containerNamed, wasStarted } from '../podman.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';
import { moveAway } from './move-away.ts';

export type SetAsideArgs = { readonly container: string; readonly aside: string; readonly stopSeconds: number };
type Saved = { readonly id: string; readonly running: boolean };

/** A service's container is stopped and gives its name away; what it is and what it wrote stays until commit. */
export const setAside: Action<SetAsideArgs, Saved> = {
  name: 'set-aside@1',
  posixOnly: true,
  touches: () => [],
  async capture({ container }, host) {
    const there = await containerNamed(host, container);
    if (there === null) throw new MaintError('E_CONTAINER_GONE', t('container-gone', { container }), 'podman ps -a');
    return { id: there.id, running: there.running };
  },
  async do({ aside, stopSeconds }, { id }, host) {
    const there = await containerNamed(host, id);
    if (there === null) return;
    // The name first, while it still serves: once it has stopped, every call of Podman makes the service dark for longer.
    if (there.name !== aside) await podman(host, 'rename', id, aside);
    if (wasStarted(there)) await podman(host, 'stop', '--time', String(stopSeconds), id);
  },
  async undo({ container, aside, stopSeconds }, { id, running }, host) {
    const there = await containerNamed(host, id);
    if (there === null)
      throw new MaintError('E_CONTAINER_GONE', t('container-gone', { container: aside }), 'podman ps -a');
    // Somebody made the service anew while it was away: the way back is not barred by that, and theirs is not removed.
    const other = await containerNamed(host, container);
    const beside = other === null || other.id === id ? null : await moveAway(host, other, stopSeconds);
    if (there.name !== container) await podman(host, 'rename', id, container);
    if (running && !there.running) await podman(host, 'start', id);
    return beside === null ? undefined : t('container-beside', { container, beside });
  },
  async check({ container, aside }, { id, running }, host) {
    const there = await containerNamed(host, id);
    if (there === null) return 'foreign';
    if (there.name === aside && !there.running) return 'done';
    return there.name === container && there.running === running ? 'undone' : 'partly';
  },
};
