import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'is-protected': { en: 'it is protected: {reason}', ja: '保護されています: {reason}' },
  'is-live': { en: '{pointer} leads to its folder {folder}', ja: '{pointer} がフォルダー {folder} を指しています' },
  'is-running': {
    en: 'process {pid} still runs from it ({exe})',
    ja: 'プロセス {pid} がここから実行中です（{exe}）',
  },
  'still-needed': {
    en: '{id} is still needed, so it was not removed: {why}.',
    ja: '{id} はまだ必要なため削除しませんでした: {why}。',
  },
  'still-needed-next': {
    en: 'Nothing needs doing; once it is free the next `flatnet-maint snapshots prune` removes it.',
    ja: '対応は不要です。使われなくなった後、次回の `flatnet-maint snapshots prune` で削除されます。',
  },
  'is-sound': {
    en: 'generation {id} is what was recorded of it, every byte read',
    ja: '世代 {id} は記録と一致しています（全バイトを確認済み）',
  },
  differs: {
    en: 'generation {id} is not what was recorded of it: {lines}',
    ja: '世代 {id} は記録と一致しません: {lines}',
  },
});
export const t = texts.en;
