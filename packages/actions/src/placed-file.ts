import type { HostView } from '@flatnet-maint/core';
import type { FileSource } from './replace-file.ts';

/** A file as it is put in place: what it holds, and whose it is. */
export type PlacedFile = Omit<FileSource, 'from'>;

/** What a file holds and whose it is; null = no plain file is there. */
export async function placedFile({ files }: HostView, path: string): Promise<PlacedFile | null> {
  const stat = await files.stat(path);
  if (stat?.kind !== 'file') return null;
  return { sha256: await files.digest(path), mode: stat.mode, uid: stat.uid, gid: stat.gid };
}
