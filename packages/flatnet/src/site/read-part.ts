import { resolve } from 'node:path';
import { type Component, type Json, MaintError, type Setting, type Settings, type Written } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { releasesOf } from './releases-of.ts';
import type { WrittenSource } from './releases-schema.ts';
import type { WrittenSite } from './schema.ts';
import type { SiteSettings, SiteSource } from './site.ts';
import type { YamlFile } from './yaml-file.ts';

type WrittenPart = WrittenSite['parts'][string];

/** Values of one component's part, which its schema has judged already. Relative paths are those of `folder`. */
export function readPart(
  { id, settings = {}, site }: Component<never, Json>,
  part: WrittenPart,
  folder: string,
  file: YamlFile,
): SiteSettings {
  const own = 'generations' in settings ? settings : { ...settings, generations };
  const { soak, retention, verify } = part;
  const common = {
    ...{ soak, retention, verify },
    ...releasesOf(part.releases, folder),
    sources: part.sources.map((source) => siteSource(source, folder)),
  };
  const written = { ...valuesAt(own, part, { folder, file, at: [id] }), ...common } as unknown as Written;
  return { ...(written as unknown as SiteSettings), ...((site?.(written) ?? {}) as object) };
}

const generations: Setting = { kind: 'path', optional: true, about: '' };

interface Where {
  readonly folder: string;
  readonly file: YamlFile;
  readonly at: readonly [component: string, ...string[]];
}

const valuesAt = (
  settings: Settings,
  part: Readonly<Record<string, unknown>>,
  where: Where,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [
      key,
      valueAt(setting, part[key], { ...where, at: [...where.at, key] }),
    ]),
  );

function valueAt(setting: Setting, written: unknown, where: Where): unknown {
  if (setting.kind === 'group') {
    const keys = Object.values(setting.keys);
    if (written === undefined && keys.some(({ optional }) => optional !== true)) return null;
    return valuesAt(setting.keys, (written ?? {}) as Readonly<Record<string, unknown>>, where);
  }
  if (setting.kind === 'each')
    return Object.fromEntries(
      Object.entries((written ?? {}) as Readonly<Record<string, object>>).map(([name, one]) => [
        name,
        valuesAt(setting.keys, one as Readonly<Record<string, unknown>>, { ...where, at: [...where.at, name] }),
      ]),
    );
  if (written === undefined) return ('usual' in setting ? setting.usual : undefined) ?? null;
  if (setting.kind === 'paths') return (written as readonly string[]).map((path) => resolve(where.folder, path));
  if (setting.kind === 'secret') {
    const { file } = written as { readonly file?: string };
    return file === undefined ? written : { file: resolve(where.folder, file) };
  }
  if (setting.kind !== 'path') return written;
  const path = resolve(where.folder, written as string);
  refuseSign(setting, path, where);
  return path;
}

/** Looked for in the whole path: one in the folder of the site file is there just the same. */
function refuseSign({ without }: Extract<Setting, { kind: 'path' }>, path: string, { file, at }: Where): void {
  if (without === undefined || !path.includes(without.sign)) return;
  const { sign, why } = without;
  throw new MaintError(
    `E_${at[0].toUpperCase()}_PATH`,
    t('site-path-sign', { where: file.at(at), key: at.join('.'), path, why }),
    t('site-path-sign-next', { component: at[0], sign }),
    { exit: 3 },
  );
}

function siteSource({ path, url, key: named }: WrittenSource, folder: string): SiteSource {
  const key = named === undefined ? null : resolve(folder, named);
  return url === undefined ? { kind: 'folder', path: resolve(folder, path ?? ''), key } : { kind: 'url', url, key };
}
