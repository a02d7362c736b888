import { lastLines } from '@flatnet-maint/actions';
import { type Argv, describeError, type HostView, type Inquiry } from '@flatnet-maint/core';
import { pinged } from '../ping.ts';
import { t } from '../texts.ts';

export type PeerAnswersArgs = {
  readonly name: string;
  readonly address: string;
  readonly port: number | null;
  /** What asks the peer whether it reaches this host. */
  readonly asks: readonly string[] | null;
};

/** A ping, a TCP connection and, where the peer can be asked, the other way round (H23): each is said by itself. */
export const peerAnswers: Inquiry<PeerAnswersArgs> = {
  name: 'peer-answers@1',
  async ask({ name, address, port, asks }, host) {
    const [ping, tcp, back] = await Promise.all([
      pinged(host, address),
      port === null || host.http.tcp(address, port, 2_000),
      asks === null ? null : asked(host, asks as Argv),
    ]);
    const wrong = [
      ...(ping === null ? [] : [t('no-ping', { address, said: ping })]),
      ...(tcp ? [] : [t('no-tcp', { address, port: port ?? 0 })]),
      ...(back === null ? [] : [t('not-back', { name, said: back })]),
    ];
    const detail =
      wrong.length === 0 ? t('peer-answers', { name, address }) : t('peer-silent', { name, why: wrong.join('; ') });
    return { ok: wrong.length === 0, value: wrong.length, detail };
  },
};

async function asked(host: HostView, command: Argv): Promise<string | null> {
  const out = await host.query(command, { limit: 5_000 }).catch((error: unknown) => describeError(error).message);
  if (typeof out === 'string') return out;
  return out.code === 0 ? null : lastLines(out.stderr) || String(out.code ?? out.signal);
}
