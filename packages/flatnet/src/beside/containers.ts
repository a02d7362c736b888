import { askPodman } from '@flatnet-maint/actions';
import type { HostView } from '@flatnet-maint/core';

/** The images of the running containers of root, by name; null = they cannot be listed, or there is no Podman. */
export async function runningContainers(host: HostView): Promise<Readonly<Record<string, string>> | null> {
  try {
    const listed = await askPodman(host, 'ps', '--format', '{{.Names}}\t{{.Image}}');
    const rows = listed.split('\n').filter((line) => line.trim() !== '');
    return Object.fromEntries(rows.map((line) => line.split('\t') as [string, string]));
  } catch {
    return null;
  }
}
