import { type Argv, type HostView, MaintError, type Millis, type Output } from '@flatnet-maint/core';
import { makeLook } from '../look.ts';
import { t } from '../texts.ts';
import { podmanPlaces } from './places.ts';

/** A command that only looks may take so long. */
export const podmanLimit: Millis = 8_000;

/** What it says when it fails, without what it says each time, in at most a few lines. */
export function saidByPodman({ stdout, stderr }: Output): string {
  const lines = (stderr.trim() === '' ? stdout : stderr).trim().split('\n').filter(Boolean).map(plain);
  const told = lines.filter((line) => !line.startsWith('Failed to load cached network config'));
  return [...new Set(told)].slice(-3).join(' | ').slice(-900);
}

/** `time="…" level=warning msg="Error validating …"` as its message. */
function plain(line: string): string {
  const found = /^time="[^"]*" level=\w+ msg="(.*)"$/.exec(line.trim());
  return found === null ? line.trim() : (found[1] as string).replaceAll('\\"', '"');
}

/**
 * Podman, asked what is true, where that writes nothing: whoever is not root would make a store of his own and see none of
 * root's containers, and so would root before his first command ever. E_PODMAN_RIGHTS, E_PODMAN_UNUSED.
 */
export async function lookAtPodman(host: HostView, ...words: readonly string[]): Promise<Output> {
  await mayAsk(host);
  return host.query(['podman', ...words] as unknown as Argv, { limit: podmanLimit });
}

async function mayAsk(host: HostView): Promise<void> {
  const self = (await host.processes.get(process.pid))?.uid ?? 0;
  if (self !== 0) throw new MaintError('E_PODMAN_RIGHTS', t('podman-rights'), t('podman-rights-next'));
  const { store } = await podmanPlaces(makeLook(host, 5_000, /flatnet/i));
  if ((await host.files.stat(store)) === null)
    throw new MaintError('E_PODMAN_UNUSED', t('podman-unused', { store }), t('podman-unused-next'));
}

/** What it answers; E_PODMAN when it fails. */
export async function askPodman(host: HostView, ...words: readonly string[]): Promise<string> {
  const out = await lookAtPodman(host, ...words);
  if (out.code === 0) return out.stdout;
  throw new MaintError(
    'E_PODMAN',
    t('podman-failed', { words: words.slice(0, 2).join(' '), said: saidByPodman(out) }),
    'podman info',
  );
}
