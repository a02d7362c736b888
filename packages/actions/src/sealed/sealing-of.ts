import { type HostView, MaintError, type Secret } from '@flatnet-maint/core';
import type { PartWanted } from '@flatnet-maint/store';
import { readSecret } from '../secret.ts';
import { t } from '../texts.ts';

/** How a part of a snapshot is to be sealed, in JSON: for an age recipient or with a passphrase, by where that is had from. */
export type SealedFor = { readonly recipient?: string; readonly passphrase?: Secret };

/** A part of a snapshot as a plan names it. */
export type PartToTake = {
  readonly name: string;
  readonly path: string;
  /** It holds keys: where it is not sealed it is kept only where nobody else comes. */
  readonly private?: true;
  /** Without a recipient and a passphrase it stays in clear. */
  readonly sealed?: SealedFor;
};

/** The same as the store takes it; the passphrase is read when it is used, and only then. E_SEAL_TWO (2). */
export function partOf({ sealed, ...part }: PartToTake, host: HostView): PartWanted {
  const { recipient, passphrase } = sealed ?? {};
  if (recipient !== undefined && passphrase !== undefined)
    throw new MaintError('E_SEAL_TWO', t('seal-two', { part: part.name }), t('seal-two-next'), { exit: 2 });
  if (recipient !== undefined) return { ...part, sealed: { recipient } };
  if (passphrase !== undefined) return { ...part, sealed: { passphrase: () => readSecret(host, passphrase) } };
  return part;
}
