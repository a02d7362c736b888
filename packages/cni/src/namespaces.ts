import { type Argv, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { callsAtWork } from './hung-plugin.ts';
import { allContainers } from './podman.ts';
import { t } from './texts.ts';

const folder = '/run/netns';

/** Names of the network namespaces that Podman has made. */
export async function namespaces({ files }: HostView): Promise<readonly string[]> {
  if ((await files.stat(folder)) === null) return [];
  return (await files.list(folder)).filter((name) => /^(netns|cni)-[0-9a-f-]+$/.test(name));
}

/**
 * Podman makes a namespace before it writes down whose it is; when it is killed between, nobody ever removes it. Those that
 * came since `before`, belong to no container in two looks, have no Podman at work that could be about to write it down, and
 * no program in them: another store's containers, and those of other tools, are in this folder as well.
 */
async function orphans(host: HostView, before: readonly string[]): Promise<readonly string[]> {
  const come = async (): Promise<readonly string[]> => {
    const now = (await namespaces(host)).filter((name) => !before.includes(name));
    if (now.length === 0) return [];
    const owned = (await allContainers(host)).map(({ netns }) => netns);
    return empty(
      host,
      now.filter((name) => !owned.includes(`${folder}/${name}`)),
    );
  };
  const first = await come();
  if (first.length === 0) return [];
  for (let waited = 0; waited < 3_000 && (await othersWork(host)); waited += 250) await host.sleep(250);
  if (await othersWork(host)) return [];
  const second = await come();
  return first.filter((name) => second.includes(name));
}

/** Those in which no program is. What cannot be asked counts as lived in. */
async function empty(host: HostView, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const all = await host.processes.list();
  const links = await Promise.all(all.map(({ pid }) => host.files.stat(`/proc/${pid}/ns/net`).catch(() => null)));
  const lived = new Set(links.flatMap((link) => link?.to ?? []));
  const found: string[] = [];
  for (const name of names) {
    const out = await host.query(['stat', '-L', '-c', 'net:[%i]', '--', `${folder}/${name}`], { limit: 2_000 });
    if (out.code === 0 && !lived.has(out.stdout.trim())) found.push(name);
  }
  return found;
}

/** Podman, or a plugin for whomever: what they make is in nobody's hands yet. */
async function othersWork(host: HostView): Promise<boolean> {
  const all = await host.processes.list();
  if (all.some(({ exe, zombie }) => !zombie && exe !== null && /\/(podman|buildah)$/.test(exe))) return true;
  return (await callsAtWork(host)) > 0;
}

/** Removes what a killed Podman of ours left. E_CNI_TRIAL when one stays. */
export async function clearNamespaces(host: Host, before: readonly string[]): Promise<void> {
  for (const name of await orphans(host, before)) {
    const path = `${folder}/${name}`;
    const out = await host.run(['umount', path] as Argv, { limit: 5_000 });
    if (out.code !== 0 && (await host.files.stat(path)) === null) continue;
    await host.files.remove(path);
    if ((await namespaces(host)).includes(name))
      throw new MaintError('E_CNI_TRIAL', t('trial-left', { what: path }), 'flatnet-maint show');
  }
}
