import type { FoundValue } from '@flatnet-maint/core';
import type { CniSite } from '../facts.ts';
import { t } from '../texts.ts';
import { registryOf } from './lists.ts';
import type { Plugin } from './plugins.ts';

const line = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
export const usualIpam = '/var/lib/flatnet/ipam';

/** What the site file is to say of a plugin, with where each was seen. */
export function valuesOf(
  { path, list, network, isChosen, type }: Plugin,
  seen: {
    readonly image: string | null;
    readonly hasUsualIpam: boolean;
    readonly store: string;
    readonly site: CniSite | null;
  },
): readonly FoundValue[] {
  const value = (key: FoundValue['key'], found: string | null, how: string): FoundValue => ({
    key,
    value: found,
    how: line(how),
  });
  const { site } = seen;
  if (site !== null) {
    const said = (key: FoundValue['key'], text: string | null) => value(key, text, t('seen-site', { of: text ?? '-' }));
    return [
      said(['plugin'], site.plugin),
      said(['conflist'], site.conflist),
      said(['trial', 'image'], site.trial.image),
      ...(site.ipam === null ? [] : [said(['ipam'], site.ipam)]),
      ...(site.registry === null ? [] : [said(['registry'], site.registry)]),
    ];
  }
  const registry = registryOf(list?.text ?? null);
  const how = isChosen
    ? t('seen-chosen', { of: path })
    : list === null
      ? t('seen-program', { type })
      : t('seen-named', { list: list.path });
  return [
    value(['plugin'], path, how),
    list === null
      ? value(['conflist'], null, t('fill-list', { type }))
      : value(
          ['conflist'],
          list.path,
          list.isAbsent ? t('seen-copy', { of: list.copies[0]?.path ?? list.path }) : t('seen-list'),
        ),
    seen.image === null
      ? value(['trial', 'image'], null, t('fill-image'))
      : value(['trial', 'image'], seen.image, t('seen-image', { store: seen.store })),
    ...(network?.ipam == null && seen.hasUsualIpam ? [value(['ipam'], usualIpam, t('seen-ipam'))] : []),
    ...(registry === null ? [] : [value(['registry'], registry, t('seen-registry', { list: list?.path ?? '-' }))]),
  ];
}
