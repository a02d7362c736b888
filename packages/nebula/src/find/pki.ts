import { dirname, join } from 'node:path/posix';
import { each, type Look } from '@flatnet-maint/actions';
import { describeError } from '@flatnet-maint/core';
import { readCertificates } from '../certificates.ts';
import type { Certificate, PkiFile } from '../facts.ts';
import { inTime, openToOthers } from './ask.ts';
import type { ConfigSeen } from './config-seen.ts';
import type { Copy } from './copies.ts';

/** What is known of certificates without asking anybody but nebula-cert, and of keys by their first line alone. */
export interface PkiSeen {
  readonly certificate: Certificate | null;
  readonly authority: Certificate | null;
  /** Keys of a certificate authority that lie here. */
  readonly authorityKeys: readonly string[];
  /** Keys that anybody on this host may read. */
  readonly openKeys: readonly string[];
  /** Why certificates could not be read, and what to do. */
  readonly problem: { readonly message: string; readonly next: string } | null;
}

const most = 64;

export async function seePki(
  look: Look,
  cert: string | null,
  config: ConfigSeen,
  copies: readonly Copy[],
  homes: readonly string[],
): Promise<PkiSeen> {
  const { settings, files } = config;
  const keyFile = pathOf(settings?.key ?? null);
  const folders = new Set([
    ...[...files, ...[settings?.ca, settings?.cert, settings?.key].map((one) => pathOf(one ?? null))].flatMap((one) =>
      one === null ? [] : [dirname(one)],
    ),
    ...homes,
  ]);
  const named = await each([...folders], 4, async (folder) =>
    (await look.names(folder)).filter((name) => /\.(?:key|pem)$/.test(name)).map((name) => join(folder, name)),
  );
  const beside = copies.flatMap((copy) => copy.beside.filter((path) => /\.(?:key|pem)$/.test(path)));
  const paths = [...new Set([...(keyFile === null ? [] : [keyFile]), ...named.flat(), ...beside])].slice(0, most);
  const kinds = await each(paths, 4, (path) => kindOfKey(look, path));
  const keys = paths.filter((_, index) => kinds[index] !== null);
  const open = await each(keys, 4, (path) => isOpen(look, path));
  return {
    ...(await certificates(look, cert, config)),
    authorityKeys: paths.filter((_, index) => kinds[index] === 'authority'),
    openKeys: keys.filter((_, index) => open[index]),
  };
}

/** No more of it is read than says whose it is: the key itself begins behind. */
const firstWords = 32;

async function kindOfKey(look: Look, path: string): Promise<'authority' | 'host' | null> {
  if ((await look.stat(path))?.kind !== 'file') return null;
  const begin = await look.bytes(path, { from: 0, max: firstWords });
  const text = begin === null ? '' : new TextDecoder().decode(begin);
  if (/^-----BEGIN NEBULA (?:ED25519|ECDSA P256) (?:ENC|PRI)/.test(text)) return 'authority';
  return /^-----BEGIN NEBULA (?:X25519|P256) (?:ENC|PRI)/.test(text) ? 'host' : null;
}

/** It and every folder on the way let everybody in. */
export async function isOpen(look: Look, path: string): Promise<boolean> {
  const real = await look.real(path);
  if (real === null || (((await look.stat(real))?.mode ?? 0) & 0o004) === 0) return false;
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if ((((await look.stat(folder))?.mode ?? 0) & 0o001) === 0) return false;
    if (folder === '/') return true;
  }
}

/** Only what nobody else can change is run. */
async function certificates(
  look: Look,
  program: string | null,
  { settings, inline }: ConfigSeen,
): Promise<Pick<PkiSeen, 'certificate' | 'authority' | 'problem'>> {
  const none = { certificate: null, authority: null, problem: null };
  if (program === null || settings === null || (await openToOthers(look, program)) !== null) return none;
  const read = async (file: PkiFile | null, text: string | null): Promise<readonly Certificate[]> => {
    const path = pathOf(file);
    if (text !== null) return readCertificates(inTime(look), program, { text });
    return path === null ? [] : readCertificates(inTime(look), program, { path });
  };
  try {
    const [certificate = null] = await read(settings.cert, inline.cert);
    const all = await read(settings.ca, inline.ca);
    const authority = all.find(({ fingerprint }) => fingerprint === certificate?.issuer) ?? null;
    return { certificate, authority, problem: null };
  } catch (error) {
    const { message, next } = describeError(error);
    return { ...none, problem: { message, next } };
  }
}

const pathOf = (file: PkiFile | null): string | null => (file !== null && 'path' in file ? file.path : null);
