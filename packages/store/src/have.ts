import { MaintError } from '@flatnet-maint/core';
import { signaturePath } from './cached-release.ts';
import { checkSignature, SIGNATURE_MOST } from './check-signature.ts';
import { manifestDigest, manifestOf } from './manifest.ts';
import { partialOf } from './paths.ts';
import type { Offer, Ports } from './release-source.ts';

/**
 * How much of a release is in hand. `verified`: its sha256 was computed just now, and its signature was checked where one
 * is asked for. `unread`: it could not be looked at; `fetch` tells why.
 */
export type Have = 'verified' | 'damaged' | 'unread' | 'partly' | 'no';

/** Throws nothing: one release that cannot be looked at hides none of the others. */
export const haveOf = (ports: Pick<Ports, 'files'>, offer: Offer): Promise<Have> =>
  looked(ports, offer).catch((error) =>
    error instanceof MaintError && error.code === 'E_SIGNATURE_BAD' ? 'damaged' : 'unread',
  );

async function looked({ files }: Pick<Ports, 'files'>, offer: Offer): Promise<Have> {
  const { path, key, sha256 } = offer;
  const real = await files.real(path);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat === null) return (await files.stat(partialOf(path))) === null ? 'no' : 'partly';
  const digest = stat.kind === 'folder' ? manifestDigest(await manifestOf(files, real)) : await files.digest(real);
  if (digest !== sha256) return 'damaged';
  if (key === null) return 'verified';
  const signature = signaturePath(path);
  if ((await files.stat(signature)) === null) return 'damaged';
  const bytes = await files.read(signature, { max: SIGNATURE_MOST });
  await checkSignature(files, key, { named: path, bytes: await files.read(real) }, { named: signature, bytes });
  return 'verified';
}
