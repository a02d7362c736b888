import { createHash } from 'node:crypto';
import { canonical, type Digest, type Json } from './json.ts';

/** sha256 of bytes or of text in UTF-8. */
export function sha256(content: Uint8Array | string): Digest {
  return createHash('sha256').update(content).digest('hex');
}

/** sha256 of a value in its one canonical spelling. */
export const digestOf = (value: Json): Digest => sha256(canonical(value));
