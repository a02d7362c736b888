import { lookAtPodman, saidByPodman } from '@flatnet-maint/actions';
import { type HostView, type Inquiry, MaintError } from '@flatnet-maint/core';
import { containersOf } from '../podman.ts';
import { t } from '../texts.ts';

export type ContainersThereArgs = {
  readonly project: string;
  /** Empty = there are none, which is no stack. */
  readonly containers: readonly { readonly name: string; readonly image: string; readonly ref: string }[];
};

/** Whether a stack is there to be kept: each container of the image that was seen, and that image in the store. Running or not. */
export const containersThere: Inquiry<ContainersThereArgs> = {
  name: 'containers-there@1',
  async ask({ project, containers }, host) {
    const no = (detail: string) => ({ ok: false, value: null, detail });
    if (containers.length === 0) return no(t('there-none', { project }));
    const all = await containersOf(host, project);
    for (const { name, image } of containers) {
      const there = all.find((one) => one.name === name);
      if (there === undefined) return no(t('up-none', { container: name }));
      if (there.image.id !== image)
        return no(t('up-image', { container: name, ref: there.image.ref, want: image.slice(0, 12) }));
    }
    const stored = await imagesIn(host, [...new Set(containers.map(({ image }) => image))]);
    const gone = containers.find(({ image }) => !stored.includes(image));
    if (gone !== undefined) return no(t('image-gone', { ref: gone.ref }));
    return { ok: true, value: containers.length, detail: t('there', { count: containers.length }) };
  },
};

/** Those of these ids that Podman has. */
async function imagesIn(host: HostView, ids: readonly string[]): Promise<readonly string[]> {
  const out = await lookAtPodman(host, 'image', 'inspect', '--format', '{{.Id}}', ...ids);
  if (out.code !== 0 && !/not known|no such image|unable to find|image not found/i.test(out.stderr))
    throw new MaintError('E_PODMAN', t('podman-inspect', { said: saidByPodman(out) }), 'podman images');
  return out.stdout.split('\n').map((line) => line.trim().replace(/^sha256:/, ''));
}
