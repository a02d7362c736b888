import type { Finding } from '@flatnet-maint/core';
import { imageLines } from './compose-file.ts';
import type { MonitoringFacts } from './facts.ts';
import { isSameName } from './image-name.ts';
import { t } from './texts.ts';

/** Services that run another image than the compose file names: somebody edited it, and nothing was made of it yet. */
export function imageDrift(
  { path, text }: Pick<MonitoringFacts['compose'], 'path' | 'text'>,
  services: readonly { readonly name: string; readonly image: { readonly ref: string } }[],
): readonly Finding[] {
  return imageLines(text, path).flatMap(({ service, ref }) => {
    const now = services.find(({ name }) => name === service);
    // What is made of variables is known to compose alone.
    if (now === undefined || ref === '' || ref.includes('$') || isSameName(ref, now.image.ref)) return [];
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
