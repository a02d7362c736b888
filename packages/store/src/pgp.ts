import type { Judged } from './minisign.ts';

const ARMOUR = '-----BEGIN PGP ';

/** Whether these bytes are a PGP public key, in letters or in binary. */
export const isPgpKey = (bytes: Uint8Array): boolean =>
  textOf(bytes).includes(`${ARMOUR}PUBLIC KEY BLOCK-----`) || isPacket(bytes, [6]);

/** A detached signature by one of the keys, made while that key was valid. Revoked keys and outdated digests do not count; openpgp decides that. */
export async function checkPgp(signature: Uint8Array, file: Uint8Array, key: Uint8Array): Promise<Judged> {
  // Heavy, and needed only where a source declares such a key.
  const { createMessage, readKeys, readSignature, verify } = await import('openpgp');
  const keys = textOf(key).includes(ARMOUR)
    ? await readKeys({ armoredKeys: textOf(key) })
    : await readKeys({ binaryKeys: key });
  const read = textOf(signature).includes(ARMOUR)
    ? readSignature({ armoredSignature: textOf(signature) })
    : readSignature({ binarySignature: signature });
  const parsed = await read.catch(() => null);
  if (parsed === null || parsed.packets.length === 0) return 'damaged';
  const message = await createMessage({ binary: file });
  const { signatures } = await verify({ message, signature: parsed, verificationKeys: keys });
  const known = keys.flatMap((one) => one.getKeyIDs().map((id) => id.toHex()));
  let judged: Judged = 'other-key';
  for (const { verified, keyID } of signatures) {
    if (!known.includes(keyID.toHex())) continue;
    const isGood = await verified.catch(() => false);
    if (isGood) return 'good';
    judged = 'bad';
  }
  return judged;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** The tag of the first packet, in its old or its new form. */
function isPacket([first = 0]: Uint8Array, tags: readonly number[]): boolean {
  if ((first & 0x80) === 0) return false;
  return tags.includes((first & 0x40) === 0 ? (first & 0x3f) >> 2 : first & 0x3f);
}
