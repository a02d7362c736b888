import { saidByPodman } from '@flatnet-maint/actions';
import { type Action, type Argv, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import type { Image } from '../facts.ts';
import { nameInStore } from '../image-name.ts';
import { imageId } from '../podman.ts';
import { t } from '../texts.ts';

export type HaveImageArgs = {
  readonly ref: string;
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Where it is had from when it is not in the store; null = the registry. */
  readonly archive: string | null;
};

/** An image is in Podman's store, and its name leads to it. What the name led to before, it leads to again when undone. */
export const haveImage: Action<HaveImageArgs, { readonly was: string | null }> = {
  name: 'have-image@1',
  posixOnly: true,
  touches: ({ archive }) => (archive === null ? [] : [{ kind: 'path', name: archive, access: 'reads' }]),
  capture: async ({ ref }, host) => ({ was: await imageId(host, ref) }),
  do: (args, _saved, host) => ensureImage(host, args),
  async undo({ ref, id }, { was }, host) {
    if (was !== null && was !== id) await podman(host, 'tag', was, ref);
  },
  async check({ ref, id }, { was }, host) {
    if ((await nameOfImage(host, { ref, id })) === null) return 'undone';
    // An image that nobody had before is no change of anything: it is as if it had been fetched.
    return was === null || was === id ? 'either' : 'done';
  },
};

/** E_IMAGE_CHANGED when the name leads to another image by now. */
export async function ensureImage(host: Host, { ref, id, archive }: HaveImageArgs): Promise<void> {
  if ((await nameOfImage(host, { ref, id })) !== null) return;
  if ((await imageId(host, id)) === null) {
    const isKept = archive !== null && (await host.files.stat(archive)) !== null;
    if (isKept) await podman(host, 'load', '--quiet', '--input', archive);
    else await podman(host, 'pull', '--quiet', ref);
    const now = await imageId(host, id);
    if (now === null)
      throw new MaintError(
        'E_IMAGE_CHANGED',
        t('image-changed', { ref, id: id.slice(0, 12), from: isKept ? archive : t('registry') }),
        t('image-changed-next'),
      );
  }
  // Its names may be gone, or lead elsewhere.
  if ((await nameOfImage(host, { ref, id })) === null) await podman(host, 'tag', id, nameInStore(ref, id));
}

/** The name by which a container can be made of an image; null = none of its names leads to it. */
export async function nameOfImage(host: HostView, { ref, id }: Image): Promise<string | null> {
  for (const name of new Set([ref, nameInStore(ref, id)])) if ((await imageId(host, name)) === id) return name;
  return null;
}

/**
 * Runs it; E_PODMAN with its words when it fails. The first container of a network starts what answers for its names, which
 * must outlive the step like the container itself.
 */
export async function podman(host: Host, ...words: readonly string[]): Promise<string> {
  const stays = words[0] === 'start' || words[0] === 'restart';
  const out = await host.run(['podman', ...words] as unknown as Argv, stays ? { leaves: 'daemon' } : {});
  if (out.code === 0) return out.stdout;
  throw new MaintError(
    'E_PODMAN',
    t('podman-failed', { words: words.slice(0, 2).join(' '), said: saidByPodman(out) }),
    'podman ps -a',
  );
}
