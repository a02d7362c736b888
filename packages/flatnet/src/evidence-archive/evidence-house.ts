import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { MaintError, sha256, type WriteFiles } from '@flatnet-maint/core';
import { packPieces, refuseTaken } from '@flatnet-maint/store';
import type { EvidenceReport } from '../house.ts';
import { t } from '../texts.ts';
import { type Around, collect } from './collect.ts';

/** For writing and reading back, perhaps to a slow stick. */
const writeLimit = 300_000;

/**
 * Packs what tells of the present into one archive, before anyone touches anything (H96). `to` names it, or `folder` does
 * and it gets a name of its own. Refused when something of that name is there (E_FILE_EXISTS) or the space is not.
 */
export async function packEvidence(
  from: Around,
  where: { readonly to: string | null; readonly folder: string },
): Promise<EvidenceReport> {
  const made = new Date();
  const host = hostname().replaceAll(/[^\w.-]/g, '_') || 'host';
  const stamp = made.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const top = `flatnet-evidence-${host}-${stamp}`;
  const file = where.to ?? `${where.folder.replace(/\/$/, '')}/${top}.tar`;
  const lent = from.hosts.lend('local', writeLimit, 'evidence');
  try {
    await refusePlace(lent.host.files, file);
    const { had, absent } = await collect(from);
    const files = had.map(({ as: path, bytes, from: source, masked, cutFrom, part }) => ({
      ...{ path, from: source, bytes: bytes.length, sha256: sha256(bytes) },
      ...(cutFrom === undefined ? {} : { cutFrom, part }),
      ...(masked === 0 ? {} : { masked }),
    }));
    const manifest = { made: made.toISOString(), tool: from.tool.version, host, files, absent };
    const pieces = [
      { path: 'MANIFEST.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`) },
      ...had.map(({ as: path, bytes }) => ({ path, bytes })),
    ];
    const sealed = await packPieces(lent.host.files, { top, made, pieces }, file);
    const masked = had.reduce((sum, one) => sum + one.masked, 0);
    return { ...sealed, pieces: had.length, masked, absent };
  } finally {
    await lent.release();
  }
}

/** Before anything is looked at: nobody waits for what cannot be written. */
async function refusePlace(files: WriteFiles, file: string): Promise<void> {
  await refuseTaken(files, file);
  if ((await files.real(dirname(file))) !== null) return;
  throw new MaintError('E_EVIDENCE_FOLDER', t('evidence-folder', { folder: dirname(file) }), t('evidence-folder-next'));
}
