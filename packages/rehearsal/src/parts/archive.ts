import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { $ } from 'zx';

/** Packs a folder as gzip tar with itself as the one top folder; complete or absent, for it is renamed into place. */
export async function pack(folder: string, archive: string): Promise<string> {
  mkdirSync(dirname(archive), { recursive: true });
  const aside = `${archive}.${process.pid}.part`;
  await $({
    quiet: true,
  })`tar -c --owner=0 --group=0 --sort=name --mtime=@0 -C ${dirname(folder)} ${basename(folder)} | gzip -n1 > ${aside}`;
  renameSync(aside, archive);
  return sha256File(archive);
}

export async function sha256File(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
