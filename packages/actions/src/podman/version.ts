import { describeError, type HostView } from '@flatnet-maint/core';

const limit = 2_000;
const folders = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin'];

/**
 * The version of Podman, which root is told before any store is looked at. For anybody else even that makes folders of his
 * own, so that only whether it is there is looked at: '' = it is. null = it is not.
 */
export async function podmanVersion(host: HostView): Promise<string | null> {
  const self = (await host.processes.get(process.pid))?.uid ?? 0;
  if (self !== 0) {
    for (const folder of folders) if ((await host.files.real(`${folder}/podman`).catch(() => null)) !== null) return '';
    return null;
  }
  try {
    const { stdout } = await host.query(['podman', '--version'], { limit });
    return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? '';
  } catch (error) {
    const { code } = describeError(error);
    if (code === 'E_COMMAND_ABSENT') return null;
    if (code === 'E_LIMIT') return '';
    throw error;
  }
}
