import type { Inquiry } from '@flatnet-maint/core';
import { listenersOn } from '../sockets.ts';
import { t } from '../texts.ts';

/** What listens on the address in the tunnel and takes connections: the gateway may be bound there, and must be reached again (H39). */
export const listenersAnswer: Inquiry<{ readonly address: string }> = {
  name: 'listeners-answer@1',
  async ask({ address }, host) {
    const all = await listenersOn(host, address);
    const answers = await Promise.all(
      all.map((one) => host.http.tcp(address, Number(one.slice(address.length + 1)), 2_000)),
    );
    const taken = all.filter((_, at) => answers[at] === true);
    return {
      ok: true,
      value: [...taken],
      detail: t('listeners', { count: taken.length, all: taken.join(', ') || '-' }),
    };
  },
};
