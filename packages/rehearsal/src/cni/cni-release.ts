import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asset } from '../machine/places.ts';

/** A release of the plugin: the program alone, or an archive of it and its list. Made in memory; `offer` lays it. */
export interface CniRelease {
  readonly version: string;
  readonly plugin: Buffer;
  /** What lies beside it in an archive; null = the release is the plain program. */
  readonly conflist: string | null;
}

export const cniVersions = ['0.1.0', '0.2.0', '0.3.0'] as const;
export type CniVersion = (typeof cniVersions)[number];

/** A sound stand-in of that version; they differ in what they call themselves, and so in their hashes. */
export const soundPlugin = (version: string): CniRelease => ({ version, plugin: standIn(version), conflist: null });

/** The stand-in's program. `fault`: lines of shell that run before the reference plugin does. */
export function standIn(version: string, fault = ':'): Buffer {
  const text = readFileSync(asset('cni/flatnet'), 'utf8');
  return Buffer.from(text.replace('@VERSION@', version).replace('@FAULT@', () => fault.trim()));
}

/** The list that is live at first. */
export const soundConflist = (): string => readFileSync(asset('cni/10-flatnet.conflist'), 'utf8');

export const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
