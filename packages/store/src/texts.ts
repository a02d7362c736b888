import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  removing: {
    en: '{path} is being removed; `flatnet-maint snapshots prune` finishes it',
    ja: '{path} は削除の途中です。`flatnet-maint snapshots prune` で削除が完了します',
  },
  'not-protected': {
    en: '{id} of {component} is not protected. Nothing was changed.',
    ja: '{component} の {id} は保護されていません。何も変更していません。',
  },
  'see-snapshots': {
    en: 'See what is kept: flatnet-maint snapshots {component}',
    ja: '保管中のものを確認してください: flatnet-maint snapshots {component}',
  },
  'not-its-name': {
    en: '{path} cannot be believed: it holds {holds}, which is not its name.',
    ja: '{path} は信頼できません: 内容は {holds} で、名前と一致しません。',
  },
  'not-ours': {
    en: '{path} is no folder named after {id} directly in {base}, so it is not removed.',
    ja: '{path} は {base} の直下にある {id} のフォルダーではないため、削除しません。',
  },
  'not-ours-next': {
    en: 'Look at {path} and move it away by hand if it is not needed.',
    ja: '{path} を確認し、不要であれば手作業で移動してください。',
  },
  'remove-changed': {
    en: '{path} no longer says what it said when its removal was decided, so it is not removed.',
    ja: '{path} の内容が削除を決めた時点と異なるため、削除しません。',
  },
  'snapshot-damaged': {
    en: 'Snapshot {id} is not as it was taken ({lines}). Nothing was changed.',
    ja: 'スナップショット {id} は取得時の内容と一致しません（{lines}）。何も変更していません。',
  },
  'snapshot-damaged-next': {
    en: 'Run `flatnet-maint snapshots verify {component}` to see which ones are sound, and restore one of those.',
    ja: '`flatnet-maint snapshots verify {component}` で健全なものを確認し、そこから復元してください。',
  },
});
export const t = texts.en;
