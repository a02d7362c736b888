import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import { findSite, type Surroundings } from './find-site.ts';
import type { WrittenSite } from './schema.ts';
import type { GatewaySite, Site } from './site.ts';
import type { YamlFile } from './yaml-file.ts';

/** Reads the site file that is named, or the first one in the usual places. Every refusal points at its line. */
export async function loadSite(named: string | null, around: Surroundings): Promise<Site> {
  const path = await findSite(named, around);
  // Half of the time that the whole program takes to start, and most commands need no site file.
  const [{ siteSchema }, { siteError }, { readYaml }] = await Promise.all([
    import('./schema.ts'),
    import('./site-error.ts'),
    import('./yaml-file.ts'),
  ]);
  const file = readYaml(path, await readText(path));
  // A file without a word in it is a site without components, not a mistake of type.
  const read = siteSchema.safeParse(file.value ?? {});
  if (!read.success) throw siteError(file, read.error.issues);
  const { gateway } = read.data;
  return { path, gateway: gateway === undefined ? null : gatewaySite(gateway, dirname(path), file) };
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new MaintError(
      code === 'ENOENT' ? 'E_SITE_ABSENT' : 'E_SITE_UNREADABLE',
      code === 'ENOENT'
        ? `There is no site file ${path}. Nothing was started.`
        : `${path} could not be read (${code ?? (error as Error).message}). Nothing was started.`,
      'Name a readable UTF-8 file with --site FILE.',
      { exit: 2, cause: error },
    );
  }
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
    releases: written.releases.map((release) => ({ ...release, path: resolve(folder, release.path) })),
  };
  refuseVariables(site, file);
  return site;
}

/** Checked on the whole path: a `$` in the folder of the site file reaches nginx just the same. */
function refuseVariables(site: GatewaySite, file: YamlFile): void {
  for (const key of ['home', 'config', 'generations'] as const) {
    const path = site[key];
    if (path === null || !path.includes('$')) continue;
    throw new MaintError(
      'E_GATEWAY_PATH',
      `${file.at(['gateway', key])}: \`gateway.${key}\` is ${path}. nginx takes a $ in a path for a variable and has ` +
        'no way to escape it, so a gateway in such a folder cannot be upgraded. Nothing was changed.',
      'Move the gateway to a folder without $ in its path and name that one.',
      { exit: 3 },
    );
  }
}
