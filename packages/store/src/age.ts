import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** How a part is closed: for whoever has the identity of this recipient, or with a passphrase, asked for when it is used. */
export type Sealing = { readonly recipient: string } | { readonly passphrase: () => Promise<string> };

/** What opens sealed parts; held no longer than one call. */
export interface Keys {
  /** `AGE-SECRET-KEY-…`, as `age-keygen` writes them. */
  readonly identities: readonly string[];
  readonly passphrase: string | null;
}

// Loaded when something is sealed or opened: its curves take longer than most commands.
const age = () => import('age-encryption');

/** The bytes closed with age, in memory alone. E_RECIPIENT_FORM. */
export async function sealBytes(plain: Uint8Array, sealing: Sealing): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  if ('recipient' in sealing) {
    await checkRecipient(sealing.recipient);
    encrypter.addRecipient(sealing.recipient);
  } else encrypter.setPassphrase(await sealing.passphrase());
  return encrypter.encrypt(plain);
}

/** Refuses what is no recipient, and what no identity file would open. E_RECIPIENT_FORM (2). */
export async function checkRecipient(recipient: string): Promise<void> {
  const { Encrypter } = await age();
  try {
    if (/^age1tag/.test(recipient)) throw new Error(t('recipient-device'));
    new Encrypter().addRecipient(recipient);
  } catch (cause) {
    throw new MaintError(
      'E_RECIPIENT_FORM',
      t('recipient-form', { recipient, why: (cause as Error).message }),
      t('recipient-form-next'),
      { exit: 2, cause },
    );
  }
}

/** The bytes that were sealed; 'other-key' = these keys are not for them, 'damaged' = nobody's key opens them. */
export async function openBytes(sealed: Uint8Array, keys: Keys): Promise<Uint8Array | 'other-key' | 'damaged'> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  for (const identity of keys.identities) decrypter.addIdentity(identity);
  if (keys.passphrase !== null) decrypter.addPassphrase(keys.passphrase);
  try {
    return await decrypter.decrypt(sealed);
  } catch (error) {
    return /^no identity matched/.test((error as Error).message) ? 'other-key' : 'damaged';
  }
}

/** The identities of a file as `age-keygen` writes it; comments and empty lines are left out. E_IDENTITY_FORM. */
export async function identitiesIn(text: string, path: string): Promise<readonly string[]> {
  const { identityToRecipient } = await age();
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (/^(age-encryption\.org\/|-----BEGIN AGE )/.test(identities[0] ?? ''))
    throw new MaintError('E_IDENTITY_FORM', t('identity-sealed', { path }), t('identity-sealed-next', { path }));
  for (const identity of identities.length === 0 ? [''] : identities) {
    // What a line holds may be a key of another kind: only its place is told.
    await identityToRecipient(identity).catch(() => {
      const line = lines.indexOf(identity) + 1;
      throw new MaintError('E_IDENTITY_FORM', t('identity-form', { path, line }), t('identity-form-next'));
    });
  }
  return identities;
}

/** For whom these identities open: public, so it may be told. */
export async function recipientsOf(identities: readonly string[]): Promise<readonly string[]> {
  const { identityToRecipient } = await age();
  return Promise.all(identities.map((identity) => identityToRecipient(identity)));
}
