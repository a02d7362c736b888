import { createReadStream } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { findSite, type Surroundings } from './find-site.ts';
import type { WrittenSource } from './releases-schema.ts';
import type { WrittenSite } from './schema.ts';
import type { GatewaySite, Site, SiteSource } from './site.ts';
import type { YamlFile } from './yaml-file.ts';

/** Reads the site file that is named, or the first one in the usual places. Every refusal points at its line. */
export async function loadSite(named: string | null, around: Surroundings): Promise<Site> {
  const path = await findSite(named, around);
  return siteOfText(path, await readText(path));
}

/** The same of a text that stands, or would stand, at `path`: a draft is read as it will be once it is written. */
export async function siteOfText(path: string, text: string): Promise<Site> {
  // Half of the time that the whole program takes to start, and most commands need no site file.
  const [{ siteSchema }, { siteError }, { readYaml }] = await Promise.all([
    import('./schema.ts'),
    import('./site-error.ts'),
    import('./yaml-file.ts'),
  ]);
  const file = readYaml(path, text);
  // A file without a word in it is a site without components, not a mistake of type.
  const read = siteSchema.safeParse(file.value ?? {});
  if (!read.success) throw siteError(file, read.error.issues);
  const { gateway, lang } = read.data;
  return {
    path,
    lang: lang ?? null,
    gateway: gateway === undefined ? null : gatewaySite(gateway, dirname(path), file),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(path));
  } catch (error) {
    if (error instanceof MaintError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new MaintError(
      code === 'ENOENT' ? 'E_SITE_ABSENT' : 'E_SITE_UNREADABLE',
      code === 'ENOENT'
        ? t('site-named-absent', { path })
        : t('site-unreadable', { path, why: code ?? (error as Error).message }),
      t('site-unreadable-next'),
      { exit: 2, cause: error },
    );
  }
}

const mostBytes = 1_048_576;

/** A pipe is fine; what never ends is not. */
async function bytesOf(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path, { end: mostBytes })) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  if (bytes.length <= mostBytes) return bytes;
  throw new MaintError('E_SITE_SIZE', t('site-too-large', { path }), t('site-unreadable-next'), { exit: 2 });
}

function gatewaySite(written: NonNullable<WrittenSite['gateway']>, folder: string, file: YamlFile): GatewaySite {
  const home = resolve(folder, written.home);
  const site: GatewaySite = {
    home,
    config: written.config === undefined ? null : resolve(folder, written.config),
    generations: resolve(folder, written.generations ?? join(dirname(home), 'generations', 'gateway')),
    service: written.service ?? null,
    probes: { site: written.probes.site, api: written.probes.api ?? null },
    routes: { boot: written.routes?.boot ?? null },
    drain: written.drain ?? null,
    soak: written.soak,
    drainLimit: written.drainLimit,
    verify: written.verify,
    retention: written.retention,
    releases: written.releases.map((release) => ({ ...release, path: resolve(folder, release.path) })),
    sources: written.sources.map((source) => siteSource(source, folder)),
  };
  refuseVariables(site, file);
  return site;
}

function siteSource({ path, url, key: named }: WrittenSource, folder: string): SiteSource {
  const key = named === undefined ? null : resolve(folder, named);
  return url === undefined ? { kind: 'folder', path: resolve(folder, path ?? ''), key } : { kind: 'url', url, key };
}

/** Checked on the whole path: a `$` in the folder of the site file reaches nginx just the same. */
function refuseVariables(site: GatewaySite, file: YamlFile): void {
  for (const key of ['home', 'config', 'generations'] as const) {
    const path = site[key];
    if (path === null || !path.includes('$')) continue;
    throw new MaintError(
      'E_GATEWAY_PATH',
      t('site-variable', { where: file.at(['gateway', key]), key, path }),
      t('site-variable-next'),
      { exit: 3 },
    );
  }
}
