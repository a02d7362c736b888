import { MaintError, type ReadFiles, typed } from '@flatnet-maint/core';
import { type Keys, openBytes, recipientsOf } from './age.ts';
import { openedFiles, rootIn } from './sealed-part.ts';
import { rootedManifest, type SealedPart, type Snapshot, type SnapshotEntry, type SnapshotPart } from './snapshot.ts';
import { t } from './texts.ts';

type Closed = SnapshotPart & { readonly sealed: SealedPart };

/** What a sealed part holds, in memory. Its bytes are those of the record: what does not open is not for these keys. */
export async function openPart(
  bytes: Uint8Array,
  part: Closed,
  snapshot: Snapshot,
  keys: Keys,
): Promise<{ readonly files: ReadFiles; readonly root: string; readonly entries: readonly SnapshotEntry[] }> {
  const { recipient, kind, holds } = part.sealed;
  if (recipient === null ? keys.passphrase === null : keys.identities.length === 0) throw noKey(part, snapshot);
  const plain = await openBytes(bytes, keys);
  if (plain === 'other-key') throw await otherKey(part, snapshot, keys);
  const root = rootIn(part.name, kind, part.real);
  if (plain !== 'damaged') {
    const files = await openedFiles(part, plain);
    const entries = await rootedManifest(files, root);
    const isAsRecorded =
      JSON.stringify(entries.map(({ path, kind: is, bytes: size }) => [path, is, size])) ===
      JSON.stringify(holds.map(({ path, kind: is, bytes: size }) => [path, is, size]));
    if (isAsRecorded) return { files, root, entries };
  }
  throw new MaintError(
    'E_SNAPSHOT_DAMAGED',
    t(plain === 'damaged' ? 'sealed-damaged' : 'sealed-other', { part: part.name, id: snapshot.id }),
    t('open-damaged-next', { component: snapshot.component }),
  );
}

function noKey({ sealed: { recipient } }: Closed, snapshot: Snapshot): MaintError {
  const { id } = snapshot;
  const { parts, without } = alike(recipient, snapshot);
  return recipient === null
    ? new MaintError('E_SEALED_CLOSED', t('closed-passphrase', { parts, id }), t('closed-passphrase-next', { without }))
    : new MaintError(
        'E_SEALED_CLOSED',
        t('closed-recipient', { parts, id, recipient }),
        t('closed-recipient-next', { recipient, without }),
      );
}

async function otherKey({ name, sealed }: Closed, snapshot: Snapshot, { identities }: Keys): Promise<MaintError> {
  const { recipient } = sealed;
  const { id } = snapshot;
  const { without } = alike(recipient, snapshot);
  if (recipient === null)
    return new MaintError(
      'E_SEALED_KEY',
      t('wrong-passphrase', { part: name, id }),
      t('wrong-passphrase-next', { without }),
    );
  const given = (await recipientsOf(identities)).join(', ');
  return new MaintError(
    'E_SEALED_KEY',
    t('wrong-identity', { part: name, id, recipient, given }),
    t('closed-recipient-next', { recipient, without }),
  );
}

/** All that wants the same key: who has none must leave out each of them, also those that were left out already. */
function alike(recipient: string | null, { parts }: Snapshot): { readonly parts: string; readonly without: string } {
  const names = parts.flatMap(({ name, sealed }) => (sealed?.recipient === recipient ? [name] : []));
  return { parts: names.join(', '), without: names.flatMap((name) => ['--without', typed(name)]).join(' ') };
}
