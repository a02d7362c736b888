import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'same-version': { en: 'The gateway already runs {version}.', ja: 'ゲートウェイはすでに {version} で動いています。' },
  unresolved: {
    en: 'Not resolved, so not in the snapshot: {directive} {value} in {where}.',
    ja: 'パスを確定できないためスナップショットに含まれません: {where} の {directive} {value}。',
  },
  absent: {
    en: 'Not there, so not in the snapshot: {path}, which {directive} in {where} names.',
    ja: '存在しないためスナップショットに含まれません: {where} の {directive} が指す {path}。',
  },
  'left-system': { en: 'it is a folder of the system', ja: 'システムのフォルダーです' },
  'left-own': {
    en: 'it holds the gateway, its generations or the snapshots themselves',
    ja: 'ゲートウェイ、世代、またはスナップショット自体を含んでいます',
  },
  'left-special': {
    en: '{path} is no file, folder or link',
    ja: '{path} はファイル・フォルダー・リンクのいずれでもありません',
  },
  'left-unreadable': { en: 'it could not be looked at: {why}', ja: '確認できませんでした: {why}' },
  'left-large': {
    en: 'it holds more than {mib} MiB or {entries} entries',
    ja: '{mib} MiB または {entries} 個を超えています',
  },
  'left-out': {
    en: 'The configuration refers to {path}, and the snapshot does not hold it: {why}.',
    ja: '設定が {path} を参照していますが、スナップショットには含まれません: {why}。',
  },
  'left-out-next': {
    en: 'Keep {path} by other means if it cannot be had again.',
    ja: '再取得できない場合は、別の方法で {path} を保管してください。',
  },
});
export const t = texts.en;
