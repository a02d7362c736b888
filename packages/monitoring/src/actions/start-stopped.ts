import { type Action, MaintError } from '@flatnet-maint/core';
import { containerNamed } from '../podman.ts';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';

export type StartStoppedArgs = { readonly container: string; readonly stopSeconds: number };
type Saved = { readonly id: string; readonly running: boolean };

/** A container that somebody stopped, or that ended, runs again; one that runs is left alone, and stays when this is undone. */
export const startStopped: Action<StartStoppedArgs, Saved> = {
  name: 'start-stopped@1',
  posixOnly: true,
  touches: () => [],
  async capture({ container }, host) {
    const there = await containerNamed(host, container);
    if (there === null) throw new MaintError('E_CONTAINER_GONE', t('container-gone', { container }), 'podman ps -a');
    return { id: there.id, running: there.running };
  },
  async do(_args, { id }, host) {
    if ((await containerNamed(host, id))?.running !== true) await podman(host, 'start', id);
  },
  async undo({ stopSeconds }, { id, running }, host) {
    if (running || (await containerNamed(host, id))?.running !== true) return;
    await podman(host, 'stop', '--time', String(stopSeconds), id);
  },
  async check(_args, { id, running }, host) {
    const there = await containerNamed(host, id);
    if (there === null) return 'foreign';
    if (running) return there.running ? 'either' : 'undone';
    return there.running ? 'done' : 'undone';
  },
};
