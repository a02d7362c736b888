import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'no-snapshots': { en: 'There is no snapshot yet.', ja: 'スナップショットはまだありません。' },
  'is-damaged': { en: 'DAMAGED: {damage}', ja: '破損: {damage}' },
  'is-sound': { en: 'sound', ja: '健全' },
  'would-go': { en: 'prune would remove it', ja: 'prune で削除されます' },
  'prune-rule': {
    en: 'Of {component} the newest {generations} stay, and what is younger than {days} days; what is beyond both goes unless somebody needs it.',
    ja: '{component} は新しい方から {generations} 件と {days} 日以内のものを残します。どちらにも当たらず、使われていないものだけを削除します。',
  },
  'nothing-goes': { en: 'Nothing is to be removed.', ja: '削除するものはありません。' },
  'verified-count': {
    en: 'Read again: {count}; damaged: {damaged}.',
    ja: '再読込: {count} 件、うち破損: {damaged} 件。',
  },
  'age-unknown': { en: 'age unknown', ja: '経過不明' },
  'age-future': { en: 'later than now', ja: '現在より後' },
  'age-days': { en: '{days} days old', ja: '{days} 日前' },
  'age-hours': { en: '{hours} h old', ja: '{hours} 時間前' },
  'age-minutes': { en: '{minutes} min old', ja: '{minutes} 分前' },
  'snapshots-describe': {
    en: 'Generations and snapshots: age, size, and why each is kept',
    ja: '世代とスナップショットの一覧（経過、サイズ、保持の理由）',
  },
  'snapshots-verify-describe': {
    en: 'Read every byte of what is kept again; 8 when anything is damaged',
    ja: '保管中のものを全バイト読み直して検証します（破損があれば終了コード 8）',
  },
  'snapshots-prune-describe': {
    en: 'Remove what is beyond the newest N and older than D days as well, and needed by nobody',
    ja: '新しい方から N 件に入らず、D 日より古く、使われていないものを削除します',
  },
  'snapshots-protect-describe': {
    en: 'Keep a generation or snapshot, whatever its age',
    ja: '世代またはスナップショットを経過日数に関わらず残します',
  },
  'snapshots-unprotect-describe': {
    en: 'Let a generation or snapshot age like the others again',
    ja: '世代またはスナップショットの保護を解除します',
  },
  'keep-describe': {
    en: 'How many of the newest stay (default: the site file, else 3)',
    ja: '残す件数（省略時はサイトファイルの値、なければ 3）',
  },
  'days-describe': {
    en: 'How many days everything stays (default: the site file, else 30)',
    ja: '残す日数（省略時はサイトファイルの値、なければ 30）',
  },
  'dry-run-describe': { en: 'Only say what would be removed', ja: '削除対象を表示するだけで終了します' },
  'id-describe': { en: 'As `flatnet-maint snapshots` shows it', ja: '`flatnet-maint snapshots` に表示される ID' },
  'protect-reason-describe': { en: 'Why it is to stay; shown in the list', ja: '残す理由（一覧に表示されます）' },
  'is-protected-now': {
    en: '{id} is protected and stays until it is unprotected: {reason}',
    ja: '{id} を保護しました。解除するまで残ります: {reason}',
  },
  'is-unprotected-now': {
    en: '{id} is no longer protected; it ages like the others.',
    ja: '{id} の保護を解除しました。以後は他と同じく期限の対象になります。',
  },
  'not-a-number': {
    en: '--{name} takes a whole number, not {text}. Nothing was started.',
    ja: '--{name} には整数を指定してください（指定: {text}）。何も開始していません。',
  },
  'not-a-number-next': { en: 'For example: --{name} 5', ja: '例: --{name} 5' },
});
export const t = texts.en;
