import type { Finding } from '@flatnet-maint/core';
import { imageLines } from './compose-file.ts';
import type { Image, MonitoringFacts } from './facts.ts';
import { isSameName, namedAs, nameInStore } from './image-name.ts';
import { t } from './texts.ts';

/** Services that run another image than the compose file names: somebody edited it, and nothing was made of it yet. */
export function imageDrift(
  { path, text }: Pick<MonitoringFacts['compose'], 'path' | 'text'>,
  services: readonly { readonly name: string; readonly image: Image }[],
): readonly Finding[] {
  return imageLines(text, path).flatMap(({ service, ref }) => {
    const now = services.find(({ name }) => name === service);
    // What is made of variables is known to compose alone.
    if (
      now === undefined ||
      ref === '' ||
      ref.includes('$') ||
      isSameName(ref, now.image.ref) ||
      isHeld(ref, now.image)
    )
      return [];
    return [
      {
        id: `image-drift-${service}`,
        blocks: false,
        message: t('image-drift', { service, ref, path, now: now.image.ref }),
        next: t('image-drift-next', { service }),
      },
    ];
  });
}

/** It came back from its archive, where nothing can bear the digest that the file pins. */
const isHeld = (ref: string, now: Image): boolean => now.ref === nameInStore(namedAs(ref, now.ref), now.id);
