import { hash } from 'node:crypto';
import { canonical, type Digest, type Json } from './json.ts';

/** sha256 of bytes or of text in UTF-8. */
export const sha256 = (content: Uint8Array | string): Digest => hash('sha256', content, 'hex');

/** sha256 of a value in its one canonical spelling. */
export const digestOf = (value: Json): Digest => sha256(canonical(value));
