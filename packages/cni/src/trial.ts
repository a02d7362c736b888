import { dirname } from 'node:path/posix';
import { saidByPodman } from '@flatnet-maint/actions';
import { describeError, type Host, MaintError, type Millis, type Output } from '@flatnet-maint/core';
import { addressesFor, clearTrial, failed, namespacesFile, nothingLeft, resultOf, writtenId } from './clear-trial.ts';
import { isInRanges, readConflist } from './conflist.ts';
import type { Network } from './facts.ts';
import { namespaces } from './namespaces.ts';
import { type Container, containersOn } from './podman.ts';
import { t } from './texts.ts';
import { each, succeeding } from './trial-podman.ts';

/** A container that a run starts on the network and removes again, named after the run. */
export type Trial = {
  readonly name: string;
  readonly run: string;
  /** Podman writes the container's id there as soon as there is one, so that a killed run knows what is its own. */
  readonly idFile: string;
  readonly plugin: string;
  readonly conflist: string;
  readonly network: Network;
  readonly image: string;
  readonly command: readonly string[] | null;
  readonly port: number;
};

/** All calls of the plugin together, when nothing tells what is usual here. */
const usuallyAtMost: Millis = 6_000;

/** Answers every connection in any small image that has a shell and nc. */
const answerer = (port: number): readonly string[] => [
  'sh',
  '-c',
  `while :; do printf 'HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n' | nc -l -p ${port}; done`,
];

/**
 * ADD, an address of the range, the gateway’s answer to a ping, HTTP from here to what listens in the container, DEL, and
 * no address left behind (S66, H19). `usual`: what the same took with a plugin that is known to be good; null = unknown.
 * Throws E_CNI_TRIAL with what Podman said, E_CNI_SLOW, E_CNI_LEAK.
 */
export async function tryContainer(host: Host, trial: Trial, usual: Millis | null): Promise<Millis> {
  await clearTrial(host, trial);
  const { name, network } = trial;
  const added = await start(host, trial);
  const own = await ownContainer(host, trial);
  const address = own.address ?? '';
  if (!own.running) throw failed(t('trial-ended', { image: trial.image, said: await logs(host, name) }));
  if (address === '' || !isInRanges(address, network.ranges))
    throw failed(t('trial-address', { address: address || '-', ranges: network.ranges.join(', ') }));
  await proveOurs(host, trial, own.id);
  if (network.gateway !== null) await pings(host, name, network.gateway);
  await listens(host, address, trial.port);
  const removed = await succeeding(host, async () => own.id, ['rm', '-f', '-v', '-t', '0', name], failed);
  const leaked = await addressesFor(host, trial, [own.id]);
  if (leaked.length > 0)
    throw new MaintError('E_CNI_LEAK', t('trial-leak', { addresses: leaked.join(', ') }), 'flatnet-maint show');
  await nothingLeft(host, trial);
  const took = added.took + removed.took;
  const most = usual === null ? usuallyAtMost : Math.max(2_000, 4 * usual + 1_000);
  if (took > most)
    throw new MaintError(
      'E_CNI_SLOW',
      t('trial-slow', { took: seconds(took), most: seconds(most) }),
      'flatnet-maint show',
    );
  return took;
}

const seconds = (time: Millis): string => (time / 1_000).toFixed(1);

async function start(host: Host, trial: Trial): Promise<Output> {
  const { name, run, idFile, network, image, command, port } = trial;
  await host.files.makeFolder(dirname(idFile));
  await host.files.write(namespacesFile(trial), JSON.stringify(await namespaces(host)));
  const words = ['run', '-d', '--name', name, '--cidfile', idFile, '--network', network.name, '--pull=never'];
  const argv = [...words, '--label', `flatnet-maint.run=${run}`, '--restart=no', image, ...(command ?? answerer(port))];
  return succeeding(host, () => writtenId(host, trial), argv, failed);
}

async function ownContainer(host: Host, { name, network }: Trial): Promise<Container> {
  const own = (await containersOn(host, network.name)).find((one) => one.name === name);
  if (own === undefined) throw failed(t('trial-not-on', { name, network: network.name }));
  return own;
}

async function logs(host: Host, name: string): Promise<string> {
  return saidByPodman(await host.query(['podman', 'logs', '--tail', '3', name], { limit: each })) || '-';
}

/**
 * That our plugin wired it, and not another network or another back end (H20): libcni keeps the list that it used, and for
 * whom, beside what the plugin answered.
 */
async function proveOurs(host: Host, trial: Trial, id: string): Promise<void> {
  const { network } = trial;
  const path = resultOf(trial, id);
  if ((await host.files.stat(path)) === null) throw failed(t('trial-unproven', { path }));
  const { config = '' } = JSON.parse(await host.files.text(path)) as { readonly config?: string };
  const used = readConflist(Buffer.from(config, 'base64').toString('utf8')).network?.type;
  if (used !== network.type) throw failed(t('trial-other-plugin', { used: used ?? '-', type: network.type }));
}

/** The first packet may wait for an address to be learnt. */
async function pings(host: Host, name: string, gateway: string): Promise<void> {
  let said = '';
  for (let n = 0; n < 3; n += 1) {
    const out = await host.run(['podman', 'exec', name, 'ping', '-c', '1', '-W', '1', gateway], { limit: each });
    if (out.code === 0) return;
    said = saidByPodman(out);
  }
  throw failed(t('trial-no-ping', { gateway, said }));
}

async function listens(host: Host, address: string, port: number): Promise<void> {
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/`;
  for (let n = 0; ; n += 1) {
    try {
      await host.http.get(url, { limit: 1_500 });
      return;
    } catch (error) {
      if (n === 5) throw failed(t('trial-no-http', { url, why: describeError(error).message }));
      await host.sleep(100 * (n + 1));
    }
  }
}
