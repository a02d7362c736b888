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
    const all = await Promise.all(peers.map(async (peer) => heardOf(host, peer)));
    const busy = all.filter((one) => one !== null);
    if (busy.length === 0) return { ok: true, value: 0, detail: t('peers-idle') };
    const detail = busy.map(({ said }) => said).join('; ');
    // A run there may last for long; who could not be asked may be heard in a moment.
    return { ok: false, value: busy.length, detail, final: busy.some(({ isOpen }) => isOpen) };
  },
};

/** null = nothing is open there; who cannot be asked may well be in the middle of something. */
async function heardOf(
  host: HostView,
  { name, status }: PeersIdleArgs['peers'][number],
): Promise<{ readonly isOpen: boolean; readonly said: string } | null> {
  const odd = (said: string) => ({ isOpen: false, said: t('peer-odd', { name, said }) });
  try {
    const out = await host.query(status as Argv, { limit: 10_000 });
    const open = openIn(out.stdout);
    if (open === null) return null;
    if (open === undefined) return odd(lastLines(out.stderr) || lastLines(out.stdout) || '-');
    return { isOpen: true, said: t('peer-busy', { name, run: open.run ?? '?' }) };
  } catch (error) {
    return odd(describeError(error).message);
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
