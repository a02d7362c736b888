import type { Inquiry } from '@flatnet-maint/core';
import { logLines } from '../log.ts';
import { pinged } from '../ping.ts';
import { mainOf } from '../processes.ts';
import { t } from '../texts.ts';

export type ShookHandsArgs = {
  readonly service: string;
  readonly log: string | null;
  /** Addresses in the tunnel. */
  readonly peers: readonly string[];
};

/**
 * The peers that answer a ping through a tunnel that the process of now has made: its own log names the handshake, and nothing
 * older counts (H24). One that runs for so long that its start is no longer in the log is believed by the ping.
 */
export const shookHands: Inquiry<ShookHandsArgs> = {
  name: 'shook-hands@1',
  async ask({ service, log, peers }, host) {
    const main = await mainOf(host, service);
    if (main === null) return { ok: false, value: null, detail: t('no-process', { service }) };
    // Without anything to send there is no tunnel yet.
    const answers = await Promise.all(peers.map(async (address) => (await pinged(host, address)) === null));
    const lines = await logLines(host, { service, log }, main.process);
    const isFresh = lines.some((line) => line.includes(begins));
    const hands = lines.filter((line) => received.test(line));
    const met = peers.filter(
      (address, at) => answers[at] === true && (!isFresh || hands.some((line) => names(line, address))),
    );
    const detail = t(isFresh ? 'shook-hands' : 'no-start-in-log', {
      count: met.length,
      of: peers.length,
      peers: met.join(', ') || '-',
    });
    return { ok: true, value: [...met], detail };
  },
};

/** What it logs once at each start. */
const begins = 'Nebula interface is active';

/** The end that asks for a tunnel logs that it sent something also when nobody answers. */
const received = /Handshake message received/;

/** `vpnIp=10.100.0.1` up to 1.9, `vpnAddrs="[10.100.0.1]"` since. */
const names = (line: string, address: string): boolean => line.split(/[^0-9A-Fa-f.:]+/).includes(address);
