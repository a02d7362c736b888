import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { $ } from 'zx';
import { t } from '../texts.ts';
import { sha256File } from './archive.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import { readDistribution } from './distribution.ts';
import type { FetchOptions, Release } from './fetch-parts.ts';
import { fetchSuite } from './fetch-suite.ts';
import { defaultCache, keptFolder } from './kept-folder.ts';
import { recipe } from './recipe.ts';
import { unpack, upstreamVersion } from './suite.ts';

/** Nebula of several suites, and what is needed to look at a tunnel and to cut it, on disk and complete. */
export interface NebulaParts {
  /** Laid over the /usr of a practice machine that is asked to have it. */
  readonly layer: string;
  readonly older: Release;
  readonly newer: Release;
  /** Of a suite that changes any day; null where there is none, or where it could not be had. */
  readonly newest: Release | null;
}

const tools = ['iputils-ping', 'nftables'];
const programs = ['nebula', 'nebula-cert'];

/** Answers Nebula from the cache, or fetches it from this machine's own package archive: only where it is asked for. */
export async function fetchNebula(options: FetchOptions = {}): Promise<NebulaParts> {
  if (process.getuid?.() !== 0) throw cannotRehearse(t('needs-root'), 'sudo flatnet-maint rehearse');
  const at = { cache: options.cache ?? defaultCache(), log: options.log ?? (() => {}) };
  const distribution = readDistribution();
  const made = JSON.stringify([distribution, process.arch, tools, programs, recipe()]);
  const key = createHash('sha256').update(made).digest('hex').slice(0, 12);
  const folder = await keptFolder(at.cache, 'nebula', key, async (aside, folder) => {
    const files = await fetchSuite(distribution, at, distribution.codename, 'nebula-tools', tools);
    at.log(t('unpacking-nebula'));
    await unpack(files, `${aside}/layer`);
    const release = async (suite: string): Promise<Release> => {
      const all = await fetchSuite(distribution, at, suite, 'nebula', ['nebula']);
      const version = upstreamVersion(all, 'nebula');
      const unpacked = `${aside}/unpacked-${suite}`;
      const tree = `releases/nebula-${version}`;
      await unpack(
        all.filter((file) => file.includes('/nebula_')),
        unpacked,
      );
      mkdirSync(`${aside}/${tree}`, { recursive: true });
      for (const name of programs) cpSync(`${unpacked}/usr/bin/${name}`, `${aside}/${tree}/${name}`);
      rmSync(unpacked, { recursive: true });
      const sha256 = await packNebula(`${aside}/${tree}`, `${aside}/${tree}.tar.gz`);
      return { version, suite, folder: `${folder}/${tree}`, archive: `${folder}/${tree}.tar.gz`, sha256 };
    };
    const older = await release(distribution.oldSuite);
    const newer = await release(distribution.newSuite);
    const newest = distribution.id === 'debian' ? await release('sid').catch(() => null) : null;
    const parts: NebulaParts = { layer: `${folder}/layer`, older, newer, newest };
    writeFileSync(`${aside}/nebula.json`, `${JSON.stringify(parts, null, 2)}\n`);
  });
  return JSON.parse(readFileSync(`${folder}/nebula.json`, 'utf8')) as NebulaParts;
}

/** As the vendor ships it: the programs lie at the top of the archive, in no folder. Answers its SHA-256. */
export async function packNebula(folder: string, archive: string): Promise<string> {
  const aside = `${archive}.${process.pid}.part`;
  await $({
    quiet: true,
  })`cd ${folder} && tar -c --owner=0 --group=0 --sort=name --mtime=@0 -- * | gzip -n1 > ${aside}`;
  renameSync(aside, archive);
  return sha256File(archive);
}
