import { dirname } from 'node:path/posix';
import { lookAtPodman } from '@flatnet-maint/actions';
import { type Action, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { podman } from './have-image.ts';

export type KeepImageArgs = { readonly id: string; readonly ref: string; readonly archive: string };

/**
 * An image as an archive: a name of our own in Podman's store would not outlive `podman image prune -a` (H58, H59). One file for
 * an image, whatever needs it; whole when it bears its name, and never written again.
 */
export const keepImage: Action<KeepImageArgs, { readonly was: boolean }> = {
  name: 'keep-image@1',
  posixOnly: true,
  touches: ({ archive }) => [{ kind: 'path', name: archive, access: 'writes' }],
  capture: async ({ archive }, host) => ({ was: (await host.files.stat(archive)) !== null }),
  async do({ id, ref, archive }, _saved, host) {
    if ((await host.files.stat(archive)) !== null) return;
    const partial = `${archive}.partial`;
    await host.files.makeFolder(dirname(archive), { mode: 0o700 });
    await host.files.remove(partial);
    const told = await lookAtPodman(host, 'image', 'inspect', '--format', '{{.ManifestType}}', id);
    if (told.code !== 0) throw new MaintError('E_IMAGE_GONE', t('image-gone', { ref }), t('image-gone-next', { ref }));
    // The other format would write the image anew, under another id.
    const format = told.stdout.includes('oci') ? 'oci-archive' : 'docker-archive';
    try {
      await podman(host, 'save', '--quiet', '--format', format, '--output', partial, id);
      await host.files.chmod(partial, 0o600);
      await host.run(['sync', partial]);
      await host.files.rename(partial, archive);
    } catch (error) {
      await host.files.remove(partial).catch(() => undefined);
      throw error;
    }
  },
  /** One that was there before is somebody else’s way back. */
  async undo({ archive }, { was }, host) {
    await host.files.remove(`${archive}.partial`);
    if (!was) await host.files.remove(archive);
  },
  async check({ archive }, { was }, host) {
    if ((await host.files.stat(archive)) !== null) return was ? 'either' : 'done';
    return (await host.files.stat(`${archive}.partial`)) === null ? 'undone' : 'partly';
  },
};
