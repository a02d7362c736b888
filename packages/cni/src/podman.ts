import { askPodman, lookAtPodman, makeLook, podmanPlaces, podmanVersion, saidByPodman } from '@flatnet-maint/actions';
import { type HostView, MaintError } from '@flatnet-maint/core';
import type { CniFacts, OnNetwork } from './facts.ts';
import { t } from './texts.ts';

/** null = there is no Podman on this host. */
export async function podmanInfo(host: HostView): Promise<CniFacts['podman']> {
  try {
    const said = await askPodman(host, 'info', '--format', '{{.Version.Version}} {{.Host.NetworkBackend}}');
    const [version = '', backend = ''] = said.trim().split(/\s+/);
    return { version, backend };
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    if (error.code === 'E_COMMAND_ABSENT') return null;
    if (error.code !== 'E_PODMAN_RIGHTS' && error.code !== 'E_PODMAN_UNUSED') throw error;
    return told(host);
  }
}

/** What it says before it looks at any store, and what its settings say: where nothing is said it takes CNI when there are lists. */
async function told(host: HostView): Promise<CniFacts['podman']> {
  const version = await podmanVersion(host);
  const { backend } = await podmanPlaces(makeLook(host, 5_000, /flatnet/i));
  return version === null ? null : { version, backend: backend ?? 'cni' };
}

export async function imageIsThere(host: HostView, image: string): Promise<boolean> {
  return (await lookAtPodman(host, 'image', 'exists', image)).code === 0;
}

export interface Container extends OnNetwork {
  readonly netns: string | null;
  /** When it was last started; null = never. */
  readonly started: string | null;
  /** It lives in the namespace of another container, as those of a pod do. */
  readonly joined: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Its networks, and its address on each; null = it has none there. */
  readonly on: Readonly<Record<string, string | null>>;
}

/**
 * The containers of a network, whatever their state, by what each of them says of itself: a list that is filtered by the
 * network is empty while the plugin is broken, and its containers run on.
 */
export async function containersOn(host: HostView, network: string): Promise<readonly Container[]> {
  return (await allContainers(host))
    .filter(({ on }) => network in on)
    .map((one) => ({ ...one, address: one.on[network] ?? null }));
}

/** So many are looked at with one command: all that Podman tells of hundreds would not be kept whole. */
const abreast = 50;

export async function allContainers(host: HostView): Promise<readonly Container[]> {
  const ids = (await askPodman(host, 'ps', '-aq', '--no-trunc')).split('\n').filter(Boolean);
  const all: Container[] = [];
  for (let from = 0; from < ids.length; from += abreast)
    all.push(...(await inspected(host, ids.slice(from, from + abreast))));
  return all;
}

/** What is asked of each, in one line of JSON. */
const fields = {
  id: '.ID',
  name: '.Name',
  running: '.State.Running',
  started: '.State.StartedAt',
  labels: '.Config.Labels',
  netns: '.NetworkSettings.SandboxKey',
  mode: '.HostConfig.NetworkMode',
  on: '.NetworkSettings.Networks',
};
const form = `{${Object.entries(fields)
  .map(([key, field]) => [JSON.stringify(key), `{{${field}|json}}`].join(':'))
  .join(',')}}`;

interface Told {
  readonly id: string;
  readonly name: string;
  readonly running: boolean;
  readonly started: string;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly netns: string;
  readonly mode: string;
  readonly on: Readonly<Record<string, { readonly IPAddress?: string; readonly GlobalIPv6Address?: string }>> | null;
}

/** One that goes between the list and the look is told of on stderr, and the others all the same. */
async function inspected(host: HostView, ids: readonly string[]): Promise<readonly Container[]> {
  const out = await lookAtPodman(host, 'inspect', '--type', 'container', '--format', form, ...ids);
  const lines = out.stdout.split('\n').filter((line) => line.trim() !== '');
  if (out.cut || (out.code !== 0 && lines.length === 0 && !/no such (container|object)/i.test(out.stderr)))
    throw new MaintError('E_PODMAN', t('podman-failed', { words: 'inspect', said: saidByPodman(out) }), 'podman ps -a');
  return lines.map((line) => containerOf(JSON.parse(line) as Told));
}

function containerOf({ id, name, running, started, labels, netns, mode, on }: Told): Container {
  const addresses = Object.entries(on ?? {}).map(
    ([network, { IPAddress = '', GlobalIPv6Address = '' }]) =>
      [network, IPAddress || GlobalIPv6Address || null] as const,
  );
  const [, address = null] = addresses.find(([, one]) => one !== null) ?? [];
  return {
    ...{ id, name, running, address },
    started: started.startsWith('0001-') ? null : started,
    netns: netns || null,
    joined: mode.startsWith('container:'),
    labels: labels ?? {},
    on: Object.fromEntries(addresses),
  };
}
