import type { HostView } from '@flatnet-maint/core';

const usual = ['/usr/local/libexec/cni', '/usr/libexec/cni', '/usr/local/lib/cni', '/usr/lib/cni', '/opt/cni/bin'];
const settings = ['/usr/share/containers/containers.conf', '/etc/containers/containers.conf'];

/** The folders in which Podman looks for plugins, in its order: as its settings say, else its own. */
export async function pluginFolders(host: HostView): Promise<readonly string[]> {
  let folders: readonly string[] = usual;
  for (const path of settings) {
    const stat = await host.files.stat(path).catch(() => null);
    if (stat?.kind !== 'file') continue;
    const written = /^\s*cni_plugin_dirs\s*=\s*\[([^\]]*)\]/m.exec(await host.files.text(path));
    if (written !== null) folders = [...(written[1] as string).matchAll(/"([^"]+)"/g)].map((one) => one[1] as string);
  }
  return folders;
}
