import { describeError, type HostView, type Inquiry, MaintError } from '@flatnet-maint/core';
import {
  checkRecipient,
  manifestBytes,
  refuseLargePart,
  refuseOpenPlace,
  rootedManifestOf,
  snapshotsFolder,
} from '@flatnet-maint/store';
import { t } from '../texts.ts';
import { type PartToTake, partOf } from './sealing-of.ts';

export type KeysCanBeKeptArgs = {
  readonly state: string;
  readonly component: string;
  readonly parts: readonly PartToTake[];
};

/**
 * Whether a snapshot of parts with keys could be taken now: the recipient is one, the passphrase can be had, what is to be
 * sealed is small, and what stays in clear would lie where nobody else comes. Asked before anything is stopped.
 */
export const keysCanBeKept: Inquiry<KeysCanBeKeptArgs> = {
  name: 'keys-can-be-kept@1',
  async ask({ state, component, parts }, host) {
    try {
      for (const part of parts) await refuseUnsealable(part, host);
      const clear = parts.filter((part) => part.private === true && partOf(part, host).sealed === undefined);
      const folder = await nearest(host, snapshotsFolder(state, component));
      if (folder !== null)
        await refuseOpenPlace(host.files, folder, {
          parts: clear.map(({ name }) => name),
          modes: host.os === 'posix',
        });
      return { ok: true, value: null, detail: t('keys-kept') };
    } catch (error) {
      if (!(error instanceof MaintError) || !/^E_(KEYS|RECIPIENT|SEAL|SEALED|SECRET)_/.test(error.code)) throw error;
      const { message, next } = describeError(error);
      return { ok: false, value: error.code, detail: `${message} ${next}`, final: true };
    }
  },
};

async function refuseUnsealable(part: PartToTake, host: HostView): Promise<void> {
  const { sealed } = partOf(part, host);
  if (sealed === undefined) return;
  const real = await host.files.real(part.path);
  if (real !== null) refuseLargePart(part.name, manifestBytes(await rootedManifestOf(host.files, real)));
  if ('recipient' in sealed) await checkRecipient(sealed.recipient);
  // Had and forgotten: that it can be had is all that is asked.
  else await sealed.passphrase();
}

/** null = it is not there yet, and is made closed. */
const nearest = async ({ files }: HostView, folder: string): Promise<string | null> =>
  (await files.stat(folder)) === null ? null : folder;
