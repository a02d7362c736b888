import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'releases-describe': {
    en: 'What can be installed: versions, sources, and what is in hand',
    ja: 'インストールできるバージョン、リリース元、手元にあるものを表示する',
  },
  'releases-add-describe': {
    en: 'Take a downloaded archive into the local store, verified',
    ja: 'ダウンロード済みのアーカイブを検証してローカルストアに登録する',
  },
  'releases-add-file': { en: 'The archive: .tar.gz, .tar.xz, .zip', ja: 'アーカイブ: .tar.gz、.tar.xz、.zip' },
  'releases-add-version': {
    en: 'Its version (default: what its name tells)',
    ja: 'バージョン (既定: ファイル名から判断)',
  },
  'releases-add-sha256': {
    en: 'The sha256 that its maker publishes (default: computed and recorded)',
    ja: '提供元が公開する sha256 (既定: 計算して記録)',
  },
  'releases-add-signature': {
    en: 'A detached signature, checked with the keys of the component’s sources',
    ja: '分離署名。コンポーネントのリリース元の鍵で検証する',
  },
  'releases-no-component': {
    en: 'The site file names no component, so there is nothing to install.',
    ja: 'サイトファイルにコンポーネントがないため、インストールするものはありません。',
  },
  'releases-none': { en: 'There is no release of {component}.', ja: '{component} のリリースはありません。' },
  'releases-next': { en: 'what to do: {next}', ja: '対処: {next}' },
  'have-verified': { en: 'in hand, verified', ja: '取得済み・検証済み' },
  'have-damaged': { en: 'DAMAGED', ja: '破損' },
  'have-partly': { en: 'fetched in part', ja: '一部取得済み' },
  'have-no': { en: 'not in hand', ja: '未取得' },
  added: {
    en: 'Added {component} {version} to the local store.',
    ja: '{component} {version} をローカルストアに登録しました。',
  },
  'added-before': {
    en: '{component} {version} was in the local store already, the very same.',
    ja: '{component} {version} は同一のものが既にローカルストアにあります。',
  },
  'added-guessed': {
    en: 'Its version was taken from its name; --version names another one.',
    ja: 'バージョンはファイル名から判断しました。変更するには --version を指定してください。',
  },
  'fetch-describe': {
    en: 'Bring a release into the cache and verify it, before a window',
    ja: 'メンテナンス前にリリースをキャッシュへ取得して検証する',
  },
  'fetch-version': {
    en: 'A version, a range such as ^1.26, or latest',
    ja: 'バージョン、^1.26 などの範囲、または latest',
  },
  'fetch-progress': {
    en: 'fetching {file}: {part} % ({bytes} of {of} MiB)',
    ja: '{file} を取得中: {part} % ({of} MiB 中 {bytes} MiB)',
  },
  'fetched-now': {
    en: 'Fetched and verified {component} {version}.',
    ja: '{component} {version} を取得し、検証しました。',
  },
  'fetched-before': {
    en: '{component} {version} was fetched before, and was verified again.',
    ja: '{component} {version} は取得済みです。再度検証しました。',
  },
  'fetched-in-place': {
    en: '{component} {version} is used where it lies, and was verified.',
    ja: '{component} {version} は現在の場所で使用されます。検証しました。',
  },
  'signature-good': { en: 'good', ja: '正常' },
  'signature-not-asked': { en: 'none is asked for', ja: '要求されていません' },
  'size-unpacked': { en: 'unpacked {size}', ja: '展開後 {size}' },
});
export const t = texts.en;
