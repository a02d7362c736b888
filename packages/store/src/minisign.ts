import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/*
 * The file formats of minisign. No kept library for Node exists; what is cryptography here is Node's own, and what is
 * ours is to take two short formats apart.
 */

export interface MinisignKey {
  /** As minisign prints it: 16 upper-case hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
}

// What stands before the 32 bytes of an Ed25519 key in the standard form that node:crypto reads.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The key of a `.pub` file, or of its second line alone; null = this is none. */
export function minisignKey(text: string): MinisignKey | null {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '' && !one.startsWith('untrusted comment:'));
  const bytes = base64(line?.trim(), 42);
  if (bytes === null || bytes.subarray(0, 2).toString('latin1') !== 'Ed') return null;
  const der = Buffer.concat([SPKI, bytes.subarray(10)]);
  return { id: idOf(bytes.subarray(2, 10)), key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

export type Judged = 'good' | 'bad' | 'damaged' | 'other-key';

/** Both kinds of signature are known: of the file's BLAKE2b digest (the present one) and of the file itself. */
export function checkMinisign(signature: string, file: Uint8Array, key: MinisignKey): Judged {
  const lines = signature.replace(/\r?\n$/, '').split(/\r?\n/);
  const [untrusted = '', main, trusted = '', whole] = lines;
  if (lines.length !== 4 || !untrusted.startsWith('untrusted comment: ')) return 'damaged';
  const bytes = base64(main, 74);
  const outer = base64(whole, 64);
  if (bytes === null || outer === null || !trusted.startsWith('trusted comment: ')) return 'damaged';
  const kind = bytes.subarray(0, 2).toString('latin1');
  if (kind !== 'Ed' && kind !== 'ED') return 'damaged';
  if (idOf(bytes.subarray(2, 10)) !== key.id) return 'other-key';
  const inner = bytes.subarray(10);
  const signed = kind === 'ED' ? createHash('blake2b512').update(file).digest() : file;
  const comment = Buffer.from(trusted.slice('trusted comment: '.length));
  const isGood = verify(null, signed, key.key, inner) && verify(null, Buffer.concat([inner, comment]), key.key, outer);
  return isGood ? 'good' : 'bad';
}

/** minisign writes the number of a key as a little-endian one. */
const idOf = (bytes: Buffer): string => Buffer.from(bytes).reverse().toString('hex').toUpperCase();

function base64(text: string | undefined, length: number): Buffer | null {
  if (text === undefined) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null;
}
