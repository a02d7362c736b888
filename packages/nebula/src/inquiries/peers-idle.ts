import { lastLines } from '@flatnet-maint/actions';
import { type Argv, describeError, type HostView, type Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type PeersIdleArgs = {
  readonly peers: readonly { readonly name: string; readonly status: readonly string[] }[];
};

/** Whether no run is open on any of these hosts: two ends that change at once break their tunnel (H75). */
export const peersIdle: Inquiry<PeersIdleArgs> = {
  name: 'peers-idle@1',
  async ask({ peers }, host) {
    const busy = (await Promise.all(peers.map(async (peer) => busyWith(host, peer)))).filter((one) => one !== null);
    return { ok: busy.length === 0, value: busy.length, detail: busy.length === 0 ? t('peers-idle') : busy.join('; ') };
  },
};

/** null = nothing; who cannot be asked may well be in the middle of something. */
async function busyWith(host: HostView, { name, status }: PeersIdleArgs['peers'][number]): Promise<string | null> {
  try {
    const out = await host.query(status as Argv, { limit: 10_000 });
    const open = openIn(out.stdout);
    if (open === null) return null;
    if (open === undefined) return t('peer-odd', { name, said: lastLines(out.stderr) || lastLines(out.stdout) || '-' });
    return t('peer-busy', { name, run: open.run ?? '?' });
  } catch (error) {
    return t('peer-odd', { name, said: describeError(error).message });
  }
}

/** undefined = it says nothing of open runs, whatever else it is. */
function openIn(printed: string): { readonly run?: string } | null | undefined {
  try {
    return (JSON.parse(printed) as { readonly open?: { readonly run?: string } | null } | null)?.open;
  } catch {
    return undefined;
  }
}
