import { dirname } from 'node:path/posix';
import { type Argv, type Host, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';
import type { Trial } from './trial.ts';

/**
 * Gives an address back that a plugin's DEL left behind; its container is gone. First by DEL of the plugin that is in
 * place now, as the contract has it (F23), then, where a file is an address, by hand under the keeper's own lock (H53).
 */
export async function release(host: Host, trial: Trial, id: string, address: string): Promise<void> {
  const { plugin, network } = trial;
  const { ipam } = network;
  const config = await pluginConfig(host, trial);
  if (config !== null) {
    const env = {
      CNI_COMMAND: 'DEL',
      CNI_CONTAINERID: id,
      CNI_NETNS: '',
      CNI_IFNAME: 'eth0',
      CNI_PATH: [dirname(plugin), '/usr/lib/cni', '/opt/cni/bin'].join(':'),
    };
    await host.run([plugin], { env, input: config, limit: 5_000 }).catch(() => null);
  }
  if (ipam === null || (await host.files.stat(ipam))?.kind !== 'folder') return;
  const file = `${ipam}/${address}`;
  if ((await host.files.stat(file)) === null) return;
  if (!(await host.files.text(file)).includes(id)) return;
  // Under the lock it is looked at once more: what was free may have been given to somebody else meanwhile.
  const ours = ['-maxdepth', '0', '-type', 'f', '-exec', 'grep', '-qF', '-e', id, '{}', ';', '-delete'];
  const argv: Argv = ['flock', '-w', '5', `${ipam}/lock`, 'find', file, ...ours];
  const out = await host.run(argv, { limit: 8_000 });
  if (out.code !== 0) throw new MaintError('E_CNI_LEAK', t('trial-leak', { addresses: address }), 'flatnet-maint show');
}

/** The plugin's own part of the list, as libcni hands it over. */
async function pluginConfig({ files }: Host, { conflist }: Trial): Promise<string | null> {
  try {
    const { name, cniVersion, plugins } = JSON.parse(await files.text(conflist)) as {
      readonly name: string;
      readonly cniVersion: string;
      readonly plugins: readonly object[];
    };
    return JSON.stringify({ ...plugins[0], name, cniVersion });
  } catch {
    return null;
  }
}
