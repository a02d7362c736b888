import { MaintError, type ReadFiles } from '@flatnet-maint/core';
import { checkMinisign, type Judged, minisignKey } from './minisign.ts';
import { checkPgp, isPgpKey } from './pgp.ts';
import { t } from './texts.ts';

/** A signature or a key is a few hundred bytes; a keyring may be some more. */
export const SIGNATURE_MOST = 64 * 1024;
const KEY_MOST = 1024 * 1024;

/**
 * Refuses bytes that the holder of the key did not sign (S45, F51). Which kind of signature it is, the key decides: a
 * source cannot choose a weaker one. `named` and `signature` are paths for people.
 */
export async function checkSignature(
  files: ReadFiles,
  key: string,
  file: { readonly named: string; readonly bytes: Uint8Array },
  signature: { readonly named: string; readonly bytes: Uint8Array },
): Promise<void> {
  const judged = await judge(files, key, file.bytes, signature.bytes);
  if (judged === 'good') return;
  const { named } = signature;
  const messages = {
    bad: t('signature-bad', { file: file.named, signature: named, key }),
    damaged: t('signature-damaged', { file: file.named, signature: named }),
    'other-key': t('signature-other-key', { file: file.named, signature: named, key }),
  };
  throw new MaintError('E_SIGNATURE_BAD', messages[judged], t('signature-next'));
}

/** The refusal of a release that has no signature where one is asked for. */
export const noSignature = (file: string, key: string): MaintError =>
  new MaintError('E_SIGNATURE_ABSENT', t('signature-absent', { file, key }), t('signature-next'));

async function judge(files: ReadFiles, key: string, file: Uint8Array, signature: Uint8Array): Promise<Judged> {
  const bytes = await files.read(key, { max: KEY_MOST });
  const text = Buffer.from(signature).toString();
  if (isPgpKey(bytes)) return checkPgp(signature, file, bytes).catch((cause) => Promise.reject(noKey(key, cause)));
  const minisign = minisignKey(Buffer.from(bytes).toString());
  if (minisign === null) throw noKey(key);
  return checkMinisign(text, file, minisign);
}

const noKey = (key: string, cause?: unknown): MaintError =>
  new MaintError('E_SIGNATURE_KEY', t('signature-no-key', { key }), t('signature-no-key-next'), { exit: 2, cause });
