import { compareVersions, type Digest, MaintError, type WriteFiles } from '@flatnet-maint/core';
import { cachedOffers, recordPath, recordText, signaturePath } from './cached-release.ts';
import { checkSignature, noSignature, SIGNATURE_MOST } from './check-signature.ts';
import { folderOf, nameOf, partialOf } from './paths.ts';
import { packingOf } from './plain-archive.ts';
import type { Offer, Ports } from './release-source.ts';
import { t } from './texts.ts';
import { type VerifiedRelease, verifyRelease } from './verify-release.ts';

export interface Staged extends VerifiedRelease {
  readonly path: string;
  readonly sha256: Digest;
  /** `in-place`: it is used where it lies. `before`: it was in the cache, sound. `built`: it was built just now. */
  readonly how: 'in-place' | 'before' | 'now' | 'built';
  /** null = its source asks for none. */
  readonly signature: 'good' | null;
}

/** Whether an archive of the right size is there; what it holds is another question. */
export async function isInHand(files: Ports['files'], { path, bytes, from }: Offer): Promise<boolean> {
  const stat = await files.stat(path);
  return stat !== null && (from === null || stat.bytes === bytes);
}

/**
 * A release, in hand and verified: its sha256, its size, its signature, and everything that unpacking would refuse (S17).
 * What is in the cache already is verified again; what is not is brought there under a name that says it is not whole,
 * and takes its own name only when all of that was passed. Killed anywhere, the next call goes on.
 */
export async function stageRelease(ports: Ports, offer: Offer, onProgress?: (bytes: number) => void): Promise<Staged> {
  const { files, locks } = ports;
  const { path } = offer;
  if (offer.from === null) {
    return {
      ...(await verified(ports, offer, path)),
      path,
      sha256: offer.sha256,
      how: offer.kind === 'folder' || offer.kind === 'url' ? 'before' : 'in-place',
    };
  }
  packingOf(offer);
  const sound = async (): Promise<Staged | null> => {
    const found = (await isInHand(files, offer)) ? await verified(ports, offer, path).catch(nullIfUnsound) : null;
    if (found === null) return null;
    await remember(files, offer);
    return { ...found, path, sha256: offer.sha256, how: 'before' };
  };
  const before = await sound();
  if (before !== null) return before;
  await files.makeFolder(folderOf(path), { mode: 0o700 });
  return locks.hold(`${path}.lock`, async () => {
    // Another one may have brought it since.
    const meanwhile = await sound();
    if (meanwhile !== null) return meanwhile;
    const partial = partialOf(path);
    const signature = await bring(ports, offer, partial, onProgress);
    const found = await removedIfUnsound(files, partial, () => verified(ports, offer, partial, signature));
    await remember(files, offer);
    if (signature !== null) await files.write(signaturePath(path), signature);
    // Only now: until here, what is of no use today may be all there is when the network is gone.
    await files.remove(path);
    await files.rename(partial, path);
    return { ...found, path, sha256: offer.sha256, how: 'now' };
  });
}

/**
 * Which version of which source this is, for the time when that one cannot be asked. What it meant by that version
 * before, it does not mean any more: both together would leave nothing to choose by.
 */
async function remember(files: WriteFiles, offer: Offer): Promise<void> {
  for (const other of await cachedOffers(files, folderOf(offer.path), offer)) {
    const isFormer = other.path !== offer.path && compareVersions(other.version, offer.version) === 0;
    if (isFormer) await files.remove(recordPath(other.path));
  }
  const [record, text] = [recordPath(offer.path), recordText(offer)];
  if ((await files.stat(record)) === null || (await files.text(record)) !== text) await files.write(record, text);
}

/** Its signature, when its source asks for one. */
async function bring(
  ports: Ports,
  offer: Offer,
  partial: string,
  onProgress?: (bytes: number) => void,
): Promise<Uint8Array | null> {
  const { files, downloads } = ports;
  const { from, kind, bytes, key, path } = offer;
  if (from === null || bytes === null) return null;
  await refuseFull(files, partial, bytes);
  let signature: Uint8Array | null = null;
  if (key !== null) {
    // First, for it is small: a release without one is refused before it is fetched.
    if (from.signature === null) throw noSignature(nameOf(path), key);
    signature =
      kind === 'url'
        ? await downloads.read(from.signature, SIGNATURE_MOST)
        : await files.read(from.signature, { max: SIGNATURE_MOST });
  }
  if (kind === 'url') await downloads.fetch(from.file, { into: partial, bytes, onProgress });
  else await copied(files, from.file, partial, bytes);
  return signature;
}

/** Twice what is still to come: it will be unpacked (H89). */
async function refuseFull(files: WriteFiles, partial: string, bytes: number): Promise<void> {
  const there = (await files.stat(partial))?.bytes ?? 0;
  const needs = 2 * Math.max(0, bytes - there);
  const free = await files.free(partial);
  if (free >= needs) return;
  const mib = (count: number): string => (count / 1_048_576).toFixed(1);
  throw new MaintError(
    'E_FETCH_SPACE',
    t('fetch-space', { folder: folderOf(partial), free: mib(free), needs: mib(needs) }),
    t('fetch-space-next'),
  );
}

/** From a folder: a copy of what is there, links followed. A stick that is pulled later cannot take it away. */
async function copied(files: WriteFiles, from: string, partial: string, bytes: number): Promise<void> {
  const real = await files.real(from);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat?.kind !== 'file' || stat.bytes !== bytes) {
    throw new MaintError('E_ARTIFACT_ABSENT', t('fetch-not-there', { from, bytes }), t('fetch-other-next'));
  }
  await files.write(partial, await files.read(real, { max: bytes }));
}

export async function verified(
  ports: Ports,
  offer: Offer,
  path: string,
  brought: Uint8Array | null = null,
): Promise<VerifiedRelease & Pick<Staged, 'signature'>> {
  const { key } = offer;
  const { files } = ports;
  const found = await verifyRelease(files, { ...offer, path });
  if (key === null) return { ...found, signature: null };
  const signature = signaturePath(offer.path);
  if (brought === null && (await files.stat(signature)) === null) throw noSignature(path, key);
  const bytes = brought ?? (await files.read(signature, { max: SIGNATURE_MOST }));
  await checkSignature(files, key, { named: path, bytes: await files.read(path) }, { named: signature, bytes });
  return { ...found, signature: 'good' };
}

/**
 * That it is not what it should be, and not that it could not be looked at: a key that is not where the site file says,
 * a disk that does not answer. For such a reason nothing is thrown away, and no network is asked.
 */
const isUnsound = (error: unknown): boolean =>
  error instanceof MaintError && /^E_(ARTIFACT|ARCHIVE|SIGNATURE_(BAD|ABSENT))/.test(error.code);

/** What was damaged since, or is signed by a key that is not the site's any more, is fetched or built anew. */
export function nullIfUnsound(error: unknown): null {
  if (isUnsound(error)) return null;
  throw error;
}

/** What did not pass is of no use to anybody: a later attempt would go on with the same bad bytes. */
async function removedIfUnsound<T>(files: WriteFiles, partial: string, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (isUnsound(error)) await files.remove(partial);
    throw error;
  }
}
