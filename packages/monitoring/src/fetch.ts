import { saidByPodman } from '@flatnet-maint/actions';
import { type Host, MaintError, type Release } from '@flatnet-maint/core';
import { entryOf, wantedImages } from './asked.ts';
import type { MonitoringFacts } from './facts.ts';
import { archiveOf } from './generations.ts';
import { imageId } from './podman.ts';
import { t } from './texts.ts';

/** Of one pull, which a slow line may need. */
const pullLimit = 1_800_000;

/**
 * Images are brought one by one into Podman's store, before anything stops: podman-compose ends with 0 whether it could pull
 * or not. What a tag led to before it leads to again, until the run that uses the new image has begun.
 */
export async function fetch({ generations }: MonitoringFacts, want: Release, host: Host): Promise<Release> {
  const holds = [];
  for (const image of wantedImages(want)) {
    const { service, ref } = image;
    if (image.id !== null && (await isInHand(host, generations, image.id))) {
      holds.push(entryOf(image));
      continue;
    }
    const was = await imageId(host, ref);
    const id = await pulled(host, ref);
    if (image.id !== null && image.id !== id)
      throw new MaintError(
        'E_IMAGE_CHANGED',
        t('image-other', { ref, id: id.slice(0, 12), want: image.id.slice(0, 12) }),
        'flatnet-maint snapshots monitoring',
        { exit: 3 },
      );
    if (was !== null && was !== id) await host.run(['podman', 'tag', was, ref]);
    holds.push(entryOf({ ...image, service, ref, id }));
  }
  return { ...want, holds };
}

const isInHand = async (host: Host, generations: string, id: string): Promise<boolean> =>
  (await imageId(host, id)) !== null || (await host.files.stat(archiveOf(generations, id))) !== null;

/** E_IMAGE_PULL (3) with the words of the registry. */
async function pulled(host: Host, ref: string): Promise<string> {
  const out = await host.run(['podman', 'pull', '--quiet', ref], { limit: pullLimit });
  const id = out.code === 0 ? await imageId(host, ref) : null;
  if (id !== null) return id;
  throw new MaintError(
    'E_IMAGE_PULL',
    t('image-pull', { ref, said: saidByPodman(out) }),
    t('image-pull-next', { ref }),
    { exit: 3 },
  );
}
