import { type Action, describeError, type Host } from '@flatnet-maint/core';
import { isLoaded, type Loads, load } from '../loading.ts';
import { t } from '../texts.ts';

/**
 * On the ready way a container that is right is left running, and so it still has loaded what its files were before: it reads
 * them again. That it could not is told and stops nothing, for all else is as it should be by then.
 */
export const readAgain: Action<{ readonly loads: readonly Loads[] }, null> = {
  name: 'read-again@1',
  touches: () => [],
  capture: async () => null,
  async do({ loads }, _saved, host) {
    const told: string[] = [];
    for (const one of loads) {
      const why = await failure(host, one);
      if (why !== null) told.push(t('not-read-again', { service: one.service, container: one.container, why }));
    }
    return told.length === 0 ? undefined : told.join(' ');
  },
  // What it does not promise it does not wait for.
  check: async () => 'done',
};

async function failure(host: Host, one: Loads): Promise<string | null> {
  try {
    if (!(await isLoaded(host, one))) await load(host, one);
    return null;
  } catch (error) {
    if ((error as { killed?: boolean }).killed === true) throw error;
    return describeError(error).message;
  }
}
