import { signaturePath } from './cached-release.ts';
import { manifestDigest, manifestOf } from './manifest.ts';
import { partialOf } from './paths.ts';
import type { Offer, Ports } from './release-source.ts';

/** How much of a release is in hand. `verified`: its sha256 was computed just now, and its signature is there where one is asked for. */
export type Have = 'verified' | 'damaged' | 'partly' | 'no';

export async function haveOf({ files }: Pick<Ports, 'files'>, offer: Offer): Promise<Have> {
  const { path, key, sha256 } = offer;
  const real = await files.real(path);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat === null) return (await files.stat(partialOf(path))) === null ? 'no' : 'partly';
  const digest = stat.kind === 'folder' ? manifestDigest(await manifestOf(files, real)) : await files.digest(real);
  const signed = key === null || (await files.stat(signaturePath(path))) !== null;
  return digest === sha256 && signed ? 'verified' : 'damaged';
}
