import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import type { OfferedRelease } from '../gateway/site-file.ts';
import type { Machine } from '../machine/machine.ts';
import { packNebula } from '../parts/fetch-nebula.ts';
import type { Release } from '../parts/fetch-parts.ts';

/** A release as a test makes it; null = the archive has no such program. */
export interface NebulaBuild {
  readonly version: string;
  readonly nebula: Buffer;
  readonly cert: Buffer | null;
}

/** A genuine release as the site offers it: its archive is seen inside at the same path. */
export const genuine = ({ version, archive, sha256 }: Release): OfferedRelease => ({ version, path: archive, sha256 });

/** Packs a build as the vendor would, in a folder of the machine. */
export async function packBuild(machine: Machine, build: NebulaBuild, folder: string): Promise<OfferedRelease> {
  const path = `${folder}/nebula-linux.tar.gz`;
  const tree = machine.path(`${folder}/tree`);
  mkdirSync(tree, { recursive: true });
  const programs = { nebula: build.nebula, 'nebula-cert': build.cert };
  for (const [name, bytes] of Object.entries(programs)) {
    if (bytes === null) continue;
    writeFileSync(`${tree}/${name}`, bytes);
    chmodSync(`${tree}/${name}`, 0o755);
  }
  return { version: build.version, path, sha256: await packNebula(tree, machine.path(path)) };
}
