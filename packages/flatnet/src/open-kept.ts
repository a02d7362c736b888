import { readSecret } from '@flatnet-maint/actions';
import { type Host, MaintError } from '@flatnet-maint/core';
import {
  archivedSnapshot,
  identitiesIn,
  type Keys,
  listSnapshots,
  openSnapshot,
  type SnapshotPlace,
  type UnpackedSnapshot,
  unpackSnapshot,
} from '@flatnet-maint/store';
import { componentOf } from './components.ts';
import type { OpenSnapshot } from './house.ts';
import { t } from './texts.ts';

/** What a snapshot holds, in a folder of its own; it needs neither the component nor a site file where an archive is opened. */
export async function openKept(host: Host, state: string, how: OpenSnapshot): Promise<UnpackedSnapshot> {
  const { into, without } = how;
  const from = await placeOf(host, state, how.from);
  return unpackSnapshot(host.files, from, { into, without, keys: await keysOf(host, how), modes: host.os === 'posix' });
}

async function placeOf({ files }: Host, state: string, from: OpenSnapshot['from']): Promise<SnapshotPlace> {
  if ('file' in from) return archivedSnapshot(files, from.file);
  const { id: component } = componentOf(from.component);
  const id = from.id ?? (await listSnapshots(files, state, component)).at(-1)?.id;
  if (id === undefined)
    throw new MaintError('E_SNAPSHOT_ABSENT', t('open-no-snapshot', { component, state }), t('open-no-snapshot-next'));
  const { folder } = await openSnapshot(files, { state, component, id });
  return { files, folder };
}

/** Read once, held for this one opening. */
async function keysOf(host: Host, { identity, passphrase }: OpenSnapshot): Promise<Keys> {
  return {
    identities: identity === null ? [] : await identitiesIn(await readSecret(host, { file: identity }), identity),
    passphrase: passphrase === null ? null : await readSecret(host, passphrase),
  };
}
