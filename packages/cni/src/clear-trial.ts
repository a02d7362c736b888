import { saidByPodman } from '@flatnet-maint/actions';
import { type Argv, describeError, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { keptAddresses } from './addresses.ts';
import { endPluginCalls } from './hung-plugin.ts';
import { clearNamespaces } from './namespaces.ts';
import { release } from './release-address.ts';
import { t } from './texts.ts';
import type { Trial } from './trial.ts';
import { podman } from './trial-podman.ts';

/** The container, its id file or an address of it; null = nothing. */
async function whatIsLeft(host: HostView, trial: Trial): Promise<string | null> {
  const listing: Argv = ['podman', 'ps', '-aq', '--no-trunc', '--filter', `name=^${trial.name}$`];
  // Podman waits for whoever works on the container: then it is there.
  const listed = await host.query(listing, { limit: 3_000 }).catch(overLimit);
  if (listed === null || listed.stdout.trim() !== '') return t('left-container', { name: trial.name });
  // What could not be asked is not gone.
  if (listed.code !== 0) return t('podman-failed', { words: 'ps', said: saidByPodman(listed) });
  const known = await writtenId(host, trial);
  const addresses = known === null ? [] : await addressesFor(host, trial, [known]);
  return addresses.length === 0 ? null : t('left-addresses', { addresses: addresses.join(', ') });
}

/** The same, and the notes that are removed last: null = nothing tells any more that there was a trial. */
export async function tracesOf(host: HostView, trial: Trial): Promise<string | null> {
  for (const path of [namespacesFile(trial), trial.idFile])
    if ((await host.files.stat(path)) !== null) return t('left-notes', { path });
  return whatIsLeft(host, trial);
}

function overLimit(error: unknown): null {
  if (describeError(error).code === 'E_LIMIT') return null;
  throw error;
}

/** Nothing of it stays: container, network namespace, address (A5). Works from everywhere, any number of times. */
export async function clearTrial(host: Host, trial: Trial): Promise<void> {
  const known = await writtenId(host, trial);
  // A call that an interrupted run left hanging holds what Podman needs to remove the container.
  if (known !== null) await endPluginCalls(host, known);
  await isOurs(host, trial);
  const gone = await podman(host, async () => known, ['rm', '-f', '-i', '-v', '-t', '0', trial.name]);
  if (gone.code !== 0) throw failed(saidByPodman(gone));
  if (known !== null) {
    for (const address of await addressesFor(host, trial, [known])) await release(host, trial, known, address);
    const left = await addressesFor(host, trial, [known]);
    if (left.length > 0)
      throw new MaintError('E_CNI_LEAK', t('trial-leak', { addresses: left.join(', ') }), 'flatnet-maint show');
  }
  await nothingLeft(host, trial);
}

/** Somebody's container that happens to bear the name is not ours to remove. */
async function isOurs(host: HostView, { name, run }: Trial): Promise<void> {
  const argv: Argv = ['podman', 'inspect', '--type', 'container', '--format', '{{.Config.Labels|json}}', name];
  const out = await host.query(argv, { limit: 3_000 }).catch(overLimit);
  if (out === null || out.code !== 0) return;
  const labels = JSON.parse(out.stdout) as Readonly<Record<string, string>> | null;
  if (labels?.['flatnet-maint.run'] === run) return;
  throw new MaintError('E_CNI_NAME', t('trial-name', { name }), `podman rename ${name} ${name}-kept`);
}

/** Also the namespace of a Podman that was killed, and what libcni wrote down of a call that was. */
export async function nothingLeft(host: Host, trial: Trial): Promise<void> {
  const { files } = host;
  const [known, before] = [await writtenId(host, trial), namespacesFile(trial)];
  if ((await files.stat(before)) !== null)
    await clearNamespaces(host, JSON.parse(await files.text(before)) as readonly string[]);
  if (known !== null) await files.remove(resultOf(trial, known));
  const left = await whatIsLeft(host, trial);
  if (left !== null) throw failed(t('trial-left', { what: left }));
  await files.remove(before);
  await files.remove(trial.idFile);
}

export const namespacesFile = ({ idFile }: Trial): string => `${idFile}.netns`;
export const resultOf = ({ network }: Trial, id: string): string => `/var/lib/cni/results/${network.name}-${id}-eth0`;

export async function writtenId({ files }: HostView, { idFile }: Trial): Promise<string | null> {
  if ((await files.stat(idFile)) === null) return null;
  return (await files.text(idFile)).trim() || null;
}

export async function addressesFor(
  host: HostView,
  { network: { ipam } }: Trial,
  ids: readonly string[],
): Promise<string[]> {
  const kept = ipam === null ? [] : await keptAddresses(host, ipam);
  return kept.filter(({ owner }) => ids.some((id) => owner.includes(id))).map(({ address }) => address);
}

export const failed = (why: string): MaintError =>
  new MaintError('E_CNI_TRIAL', t('trial-failed', { why }), 'flatnet-maint show');
