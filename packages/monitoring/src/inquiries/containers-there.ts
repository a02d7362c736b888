import type { Inquiry } from '@flatnet-maint/core';
import { containerNamed, imageId } from '../podman.ts';
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
    for (const { name, image, ref } of containers) {
      const there = await containerNamed(host, name);
      if (there === null) return no(t('up-none', { container: name }));
      if (there.image.id !== image)
        return no(t('up-image', { container: name, ref: there.image.ref, want: image.slice(0, 12) }));
      if ((await imageId(host, image)) === null) return no(t('image-gone', { ref }));
    }
    return { ok: true, value: containers.length, detail: t('there', { count: containers.length }) };
  },
};
