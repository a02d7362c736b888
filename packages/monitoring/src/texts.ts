import { catalogue } from '@flatnet-maint/core';

/** What this component says to people. */
export const texts = catalogue({
  'allowed-project': { en: 'small letters, digits, - and _', ja: '小文字の英字、数字、- および _' },
  'allowed-user': { en: 'a user’s name: letters, digits, and any of . _ @ -', ja: 'ユーザー名 (英数字および . _ @ -)' },
  'allowed-service': { en: 'the name of a service in the compose file', ja: 'compose ファイル内のサービス名' },
  'allowed-kind': {
    en: 'prometheus, alertmanager, grafana, loki, promtail, node-exporter or other',
    ja: 'prometheus、alertmanager、grafana、loki、promtail、node-exporter、other のいずれか',
  },
  'allowed-copies': { en: 'always or migrating', ja: 'always または migrating' },
});
export const t = texts.en;
