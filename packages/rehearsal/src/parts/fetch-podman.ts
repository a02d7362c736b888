import { createHash } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { t } from '../texts.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import { readDistribution } from './distribution.ts';
import type { FetchOptions } from './fetch-parts.ts';
import { fetchSuite } from './fetch-suite.ts';
import { defaultCache, keptFolder } from './kept-folder.ts';
import { recipe } from './recipe.ts';
import { unpack } from './suite.ts';

/** Podman with all that it needs, on disk and complete. */
export interface PodmanParts {
  /** Laid over the /usr of a practice machine that is asked to have it. */
  readonly layer: string;
}

const packages = [
  'podman',
  'runc',
  'conmon',
  'containernetworking-plugins',
  'catatonit',
  'iptables',
  'busybox-static',
  'iputils-ping',
];

/** Answers Podman from the cache, or fetches it from this machine's own package archive: only where it is asked for. */
export async function fetchPodman(options: FetchOptions = {}): Promise<PodmanParts> {
  if (process.getuid?.() !== 0) throw cannotRehearse(t('needs-root'), 'sudo flatnet-maint rehearse');
  const at = { cache: options.cache ?? defaultCache(), log: options.log ?? (() => {}) };
  const distribution = readDistribution();
  const made = JSON.stringify([distribution, process.arch, packages, recipe()]);
  const key = createHash('sha256').update(made).digest('hex').slice(0, 12);
  const folder = await keptFolder(at.cache, 'podman', key, async (aside) => {
    const files = await fetchSuite(distribution, at, distribution.codename, 'podman', packages);
    at.log(t('unpacking-podman'));
    await unpack(files, `${aside}/layer`);
    // What the packages' own scripts would have chosen.
    for (const name of ['iptables', 'iptables-save', 'iptables-restore', 'ip6tables'])
      symlinkSync('xtables-nft-multi', `${aside}/layer/usr/sbin/${name}`);
    writeFileSync(`${aside}/podman.json`, '{}\n');
  });
  return { layer: `${folder}/layer` };
}
