import { lookAtPodman, saidByPodman } from '@flatnet-maint/actions';
import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type NetworkKnownArgs = { readonly network: string; readonly type: string };

/** Whether Podman takes the list: it asks the plugin for its versions and leaves out a network whose plugin does not answer. */
export const networkKnown: Inquiry<NetworkKnownArgs> = {
  name: 'network-known@1',
  async ask({ network, type }, host) {
    const out = await lookAtPodman(host, 'network', 'inspect', network);
    if (out.code !== 0)
      return { ok: false, value: null, detail: t('network-unknown', { network, said: saidByPodman(out) }) };
    const [found] = JSON.parse(out.stdout) as readonly { readonly driver?: string }[];
    const driver = found?.driver ?? '-';
    return {
      ok: driver === type,
      value: driver,
      detail: driver === type ? t('network-there', { network, driver }) : t('network-other', { network, driver, type }),
    };
  },
};
