import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  archivedChanged: {
    en: '{path} was written to while it was being archived. No archive was made.',
    ja: 'アーカイブの作成中に {path} への書き込みがありました。アーカイブは作成していません。',
  },
  archivedChangedNext: {
    en: 'Stop what writes to {path}, then archive it again.',
    ja: '{path} に書き込んでいるものを止めてから、もう一度アーカイブしてください。',
  },
  exportTaken: {
    en: '{path} is there already, and an export writes over nothing. Nothing was written.',
    ja: '{path} はすでに存在します。エクスポートは既存のファイルを上書きしません。何も書き込んでいません。',
  },
  exportTakenNext: {
    en: 'Name another file with --to, or move that one away.',
    ja: '--to で別のファイルを指定するか、既存のファイルを移動してください。',
  },
  exportPlace: {
    en: '{file} lies in the state folder {state}, where the snapshot itself is. Nothing was written.',
    ja: '{file} は、スナップショット自体がある状態フォルダー {state} の中にあります。何も書き込んでいません。',
  },
  exportPlaceNext: {
    en: 'Name a file on another disk or host with --to.',
    ja: '--to で別のディスクまたは別のホスト上のファイルを指定してください。',
  },
  exportDamaged: {
    en: 'Snapshot {id} is not what was taken: {what}. It was not exported; nothing was written.',
    ja: 'スナップショット {id} は取得時の内容と一致しません: {what}。エクスポートせず、何も書き込んでいません。',
  },
  exportDiffers: {
    en: '{file} does not read back as it was written. It was removed again.',
    ja: '{file} を読み戻した内容が書き込んだ内容と一致しませんでした。ファイルは削除しました。',
  },
  exportDiffersNext: {
    en: 'Check that disk (`dmesg`), or name a file on another one with --to.',
    ja: 'そのディスクを確認するか (`dmesg`)、--to で別のディスク上のファイルを指定してください。',
  },
});
export const t = texts.en;
