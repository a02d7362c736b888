import { compareVersions, type Digest, MaintError, sha256 } from '@flatnet-maint/core';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { checkSignature, SIGNATURE_MOST } from './check-signature.ts';
import { nameOf, under } from './paths.ts';
import { INDEX_NAME, type IndexEntry, indexText, isFile, isVersion, parseIndex } from './release-index.ts';
import type { Ports } from './release-source.ts';
import { t } from './texts.ts';
import { refuseLarge } from './too-large.ts';
import { verifyRelease } from './verify-release.ts';
import { versionInName } from './version-in-name.ts';

export interface AddedRelease extends IndexEntry {
  readonly path: string;
  /** Its name told the version; nobody named it. */
  readonly guessed: boolean;
  /** It was there already, the very same. */
  readonly before: boolean;
  readonly unpackedBytes: number;
}

export interface Adding {
  readonly version: string | null;
  readonly sha256: Digest | null;
  /** A detached signature, and the keys of the component's sources, one of which must have made it. */
  readonly signature: string | null;
  readonly keys: readonly string[];
  /** It may be one plain file, a program. */
  readonly plain?: true;
}

/**
 * Takes a downloaded archive into the local store (S45): read once, checked, written, read back, and only then listed.
 * Write-once: a version that is listed never becomes another archive. Killed half-way, the file lies there unlisted and
 * the next attempt replaces it.
 */
export async function addRelease(ports: Ports, store: string, file: string, how: Adding): Promise<AddedRelease> {
  const { files, locks } = ports;
  const version = how.version ?? versionInName(file);
  if (version === null)
    throw new MaintError('E_VERSION_GUESS', t('add-no-version', { file }), t('add-no-version-next'), { exit: 2 });
  const name = nameOf(file);
  if (!isVersion(version))
    throw new MaintError(
      'E_VERSION_FORM',
      t('add-version', { version: JSON.stringify(version) }),
      t('add-version-next'),
      { exit: 2 },
    );
  if (!isFile(name))
    throw new MaintError(
      'E_RELEASE_NAME',
      t('add-name', { name: JSON.stringify(name) }),
      t('add-name-next', { component: nameOf(store) }),
    );
  if (how.sha256 !== null && !/^[0-9a-f]{64}$/i.test(how.sha256))
    throw new MaintError(
      'E_DIGEST_FORM',
      t('add-sha256', { wanted: JSON.stringify(how.sha256) }),
      t('add-sha256-next'),
      {
        exit: 2,
      },
    );
  const real = await files.real(file);
  refuseLarge(file, (real === null ? null : await files.stat(real))?.bytes ?? 0, ARCHIVE_LIMITS);
  const bytes = await files.read(file, { max: ARCHIVE_LIMITS.bytes });
  const digest = sha256(bytes);
  if (how.sha256 !== null && how.sha256.toLowerCase() !== digest) {
    throw new MaintError(
      'E_ARTIFACT_DIGEST',
      t('add-digest', { file, digest, wanted: how.sha256 }),
      t('add-digest-next'),
    );
  }
  const found = await verifyRelease(files, {
    ...{ path: file, version, sha256: digest },
    ...(how.plain ? { plain: how.plain } : {}),
  });
  if (how.signature !== null) await checkSigned(ports, file, bytes, how.signature, how.keys);
  const entry: IndexEntry = { version, file: name, sha256: digest, size: bytes.length };
  // By the rules for what comes from elsewhere: what may not be listed may not be added.
  parseIndex(file, Buffer.from(indexText([entry])));

  const index = under(store, INDEX_NAME);
  const path = under(store, name);
  await files.makeFolder(store, { mode: 0o700 });
  return locks.hold(under(store, '.lock'), async () => {
    const listed = (await files.stat(index)) === null ? [] : parseIndex(index, await files.read(index));
    const same = listed.find(
      (one) => compareVersions(one.version, version) === 0 || one.file.toLowerCase() === name.toLowerCase(),
    );
    const isSame = same !== undefined && same.sha256 === digest && compareVersions(same.version, version) === 0;
    if (same !== undefined && !isSame) {
      throw new MaintError(
        'E_RELEASE_EXISTS',
        t('add-exists', { store, version: same.version, file: same.file, digest: same.sha256 }),
        t('add-exists-next'),
      );
    }
    const text = indexText([...listed, entry]);
    // Before anything is written: one entry too many, and nothing of the store could be used any more.
    if (!isSame) parseIndex(index, Buffer.from(text));
    const at = isSame ? under(store, same.file) : path;
    if ((await files.stat(at)) === null || (await files.digest(at)) !== digest) {
      await files.remove(at);
      await files.write(at, bytes);
      if ((await files.digest(at)) !== digest)
        throw new MaintError('E_ARTIFACT_DIGEST', t('add-unlike', { path: at, file }), t('add-unlike-next'));
    }
    if (!isSame) await files.write(index, text);
    const { unpackedBytes } = found;
    return { ...entry, path: at, guessed: how.version === null, before: isSame, unpackedBytes };
  });
}

async function checkSigned(
  { files }: Ports,
  file: string,
  bytes: Uint8Array,
  signature: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0)
    throw new MaintError('E_SIGNATURE_KEY', t('add-no-key', { signature }), t('add-no-key-next'), { exit: 2 });
  const signed = { named: signature, bytes: await files.read(signature, { max: SIGNATURE_MOST }) };
  let problem: unknown = null;
  for (const key of keys) {
    try {
      return await checkSignature(files, key, { named: file, bytes }, signed);
    } catch (error) {
      problem ??= error;
    }
  }
  throw problem;
}
