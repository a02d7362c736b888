import { saidByPodman } from '@flatnet-maint/actions';
import { type Argv, describeError, type Host, MaintError, type Millis, type Output } from '@flatnet-maint/core';
import { endPluginCalls } from './hung-plugin.ts';
import { t } from './texts.ts';

/** What one command of Podman may take; with a sound plugin it needs a few tenths of a second. */
export const each: Millis = 10_000;
/** After its plugin was ended, Podman needs no longer than this to clear up. */
const after: Millis = 5_000;

/** `hung` = the plugin did not come to an end by itself. */
export type PodmanOutput = Output & { readonly hung: boolean };

/** Runs Podman; a plugin that hangs is ended for it, so that it can clear up. `idOf`: the container, once there is one. */
export async function podman(
  host: Host,
  idOf: () => Promise<string | null>,
  words: readonly string[],
): Promise<PodmanOutput> {
  let over = false;
  let hung = false;
  const running = host.run(['podman', ...words] as unknown as Argv, { limit: each + after }).finally(() => {
    over = true;
  });
  const watch = async (): Promise<void> => {
    for (let waited = 0; !over; waited += 200) {
      await host.sleep(200);
      if (over || waited < each) continue;
      const id = await idOf();
      if (id !== null && (await endPluginCalls(host, id))) hung = true;
    }
  };
  const watching = watch().catch(() => {});
  try {
    return { ...(await running), hung };
  } catch (error) {
    if (describeError(error).code !== 'E_LIMIT') throw error;
    throw hangs(words, '');
  } finally {
    await watching;
  }
}

/** E_CNI_SLOW, with what Podman said of it. */
export function hangs(words: readonly string[], said: string): MaintError {
  const values = { words: `podman ${words[0]}`, limit: each / 1_000, said: said || '-' };
  return new MaintError('E_CNI_SLOW', t('trial-hangs', values), 'flatnet-maint show');
}

const mute = (words: readonly string[], { code, signal }: Output): string =>
  t('podman-mute', { words: `podman ${words[0]}`, how: String(code ?? signal) });

/** Its output, unless it failed or hung. */
export async function succeeding(
  host: Host,
  idOf: () => Promise<string | null>,
  words: readonly string[],
  failed: (said: string) => MaintError,
): Promise<Output> {
  const out = await podman(host, idOf, words);
  if (out.hung) throw hangs(words, saidByPodman(out));
  if (out.code !== 0) throw failed(saidByPodman(out) || mute(words, out));
  return out;
}
