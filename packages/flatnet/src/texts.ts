import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'record-left': { en: 'record what generation {id} holds as it is left', ja: '世代 {id} の離脱時の内容を記録する' },
  'record-present': { en: 'record what generation {id} holds now', ja: '世代 {id} の現在の内容を記録する' },
  'why-live': { en: 'live', ja: '稼働中' },
  'why-last-good': { en: 'last good', ja: '直近の正常版' },
  'why-previous-good': { en: 'previous good', ja: '一つ前の正常版' },
  'why-open-run': { en: 'needed by open run {run}', ja: '未完了の実行 {run} が使用中' },
  'why-protected': { en: 'protected: {reason}', ja: '保護中: {reason}' },
  'why-of': { en: 'belongs to generation {generation}', ja: '世代 {generation} に付属' },
  'why-newest': { en: 'one of the newest {count}', ja: '新しい方から {count} 件以内' },
  'why-young': { en: 'younger than {days} days', ja: '{days} 日以内' },
  'why-damaged': { en: 'needs a look: it is not what was recorded', ja: '要確認: 記録と一致しません' },
  'why-elsewhere': {
    en: 'needs a look: it lies outside of the generations folder',
    ja: '要確認: 世代フォルダーの外にあります',
  },
  'why-no-time': { en: 'needs a look: nobody recorded when it was made', ja: '要確認: 作成時刻の記録がありません' },
  'why-future': { en: 'needs a look: it is recorded as made later than now', ja: '要確認: 作成時刻が現在より後です' },
  'none-sound': { en: 'none of the others is sound', ja: '健全な世代は他にありません' },
  'generation-unrecorded': {
    en: 'Generation {id} has no record, so nobody can say whether it is still what it was.',
    ja: '世代 {id} には記録がないため、元の内容のままか確認できません。',
  },
  'generation-damaged': {
    en: 'The record of generation {id} is damaged, so its folders cannot be verified: {lines}',
    ja: '世代 {id} の記録が破損しているため、フォルダーを検証できません: {lines}',
  },
  'generation-unreadable': {
    en: 'Generation {id} could not be read as a whole, so nobody can say whether it is still what it was: {why}',
    ja: '世代 {id} を最後まで読めないため、元の内容のままか確認できません: {why}',
  },
  'generation-changed': {
    en: 'Generation {id} is no longer what was recorded of it: {lines}.',
    ja: '世代 {id} は記録された内容と異なります: {lines}。',
  },
  'kept-next': {
    en: 'Go back to a sound one (flatnet-maint rollback {component} --to GENERATION); sound are: {others}',
    ja: '健全な世代に戻してください（flatnet-maint rollback {component} --to GENERATION）。健全な世代: {others}',
  },
  'sound-gate': {
    en: 'generation {id} is what was recorded of it, every byte read again',
    ja: '世代 {id} が記録と一致することを全バイト再読込で確認する',
  },
  'remove-generation': { en: 'remove generation {id}: {folders}', ja: '世代 {id} を削除する: {folders}' },
  'remove-snapshot': { en: 'remove snapshot {id}', ja: 'スナップショット {id} を削除する' },
  'protections-next': {
    en: 'Look at the record of what is protected and move it away when it is of no use; then protect again what is to stay: flatnet-maint snapshots {component}',
    ja: '保護の記録を確認し、使えない場合は移動してから、残すものを改めて保護してください: flatnet-maint snapshots {component}',
  },
  'way-back-next': {
    en: 'Write the ready way back anew while the component is healthy: flatnet-maint backup {component}',
    ja: '正常に稼働しているうちに復帰経路を書き直してください: flatnet-maint backup {component}',
  },
  'kept-unknown': {
    en: 'No generation or snapshot of {component} that is kept and sound is called {id}; there are: {known}. Nothing was changed.',
    ja: '{component} に {id} という健全な世代・スナップショットはありません。現在あるもの: {known}。何も変更していません。',
  },
  'nothing-kept': { en: 'nothing at all', ja: 'なし' },
  'see-kept': {
    en: 'Look at the list of it: flatnet-maint snapshots {component}',
    ja: '一覧を確認してください: flatnet-maint snapshots {component}',
  },
  'retention-refused': {
    en: 'At least 1 generation is kept, and days are counted from 0: {given} cannot be. Nothing was started.',
    ja: '保持する世代は 1 以上、日数は 0 以上で指定してください（指定: {given}）。何も開始していません。',
  },
});
export const t = texts.en;
