import { catalogue } from './catalogue.ts';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'notice-none': {
    en: 'no notice is configured; nobody was told',
    ja: '通知は設定されていません。誰にも知らせていません',
  },
  'prepare-begins': { en: 'nothing live changes', ja: '稼働中のものは何も変わりません' },
  'change-begins': { en: 'the live system changes from here on', ja: 'ここから稼働中のシステムを変更します' },
  'check-begins': { en: 'is it what we wanted?', ja: '意図した状態になっているかを確かめます' },
  'committed-forward': { en: 'committed; the way is forward only', ja: '確定しました。ここから先は前進のみです' },
  'old-serves': { en: 'the old version serves', ja: '旧バージョンが稼働しています' },
  'live-unchanged': { en: 'nothing live was changed', ja: '稼働中のものは何も変更していません' },
  'sent-back': { en: 'Sent back by {by}.', ja: '{by} により元に戻します。' },
  'see-status': {
    en: 'Run `flatnet-maint status` to see what is true now.',
    ja: '`flatnet-maint status` で現在の状態を確認してください。',
  },
  'duration-form': {
    en: 'a duration such as 500ms, 30s, 2m or 1h',
    ja: '500ms、30s、2m、1h のような時間',
  },
  'kind-file': { en: 'a file', ja: 'ファイル' },
  'kind-folder': { en: 'a folder', ja: 'フォルダー' },
  'kind-link': { en: 'a link', ja: 'リンク' },
  'kind-other': { en: 'a device, pipe or socket', ja: 'デバイス、パイプまたはソケット' },
  'see-releases': {
    en: 'What can be installed stands under `releases` in the site file; ask for one of these, or add one there.',
    ja: 'インストールできるものはサイトファイルの `releases` にあります。その中から指定するか、そこに追加してください。',
  },
  'version-form': {
    en: '"{wanted}" is not a version. Ranges are not understood; a version is like 1.26, 1.25.3.2, v1.26.0 or latest. Nothing was changed.',
    ja: '"{wanted}" はバージョンではありません。範囲指定には対応していません。1.26、1.25.3.2、v1.26.0、latest のように指定してください。何も変更していません。',
  },
  'version-ambiguous': {
    en: '"{wanted}" fits {count} releases equally well: {versions}. Nothing was changed.',
    ja: '"{wanted}" には {count} 個のリリースが同じように当てはまります: {versions}。何も変更していません。',
  },
  'version-spell': {
    en: 'Ask for one of them as it is spelled under `releases` in the site file; each version may be listed once.',
    ja: 'サイトファイルの `releases` にある表記のとおりに、いずれかを指定してください。同じバージョンは一度だけ記載できます。',
  },
  'version-unknown': {
    en: 'No release fits "{wanted}". There is: {versions}. Nothing was changed.',
    ja: '"{wanted}" に当てはまるリリースがありません。あるのは {versions} です。何も変更していません。',
  },
  'version-unknown-none': {
    en: 'No release fits "{wanted}". No release is known. Nothing was changed.',
    ja: '"{wanted}" に当てはまるリリースがありません。リリースが一つも登録されていません。何も変更していません。',
  },
});
export const t = texts.en;
