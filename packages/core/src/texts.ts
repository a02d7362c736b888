import { catalogue } from './catalogue.ts';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'version-form': {
    en: '"{request}" is not a version. Understood are 1.26, 1.25.3.2, v1.26.0, 1.26.x, ^1.25, ~1.25.3, ">=1.25 <1.27" and latest. Nothing was changed.',
    ja: '「{request}」はバージョンではありません。1.26、1.25.3.2、v1.26.0、1.26.x、^1.25、~1.25.3、">=1.25 <1.27"、latest の形で指定できます。何も変更していません。',
  },
  'version-see': {
    en: 'See what can be installed with `flatnet-maint releases`; ask for one of these, or add one under `releases` in the site file or with `flatnet-maint releases add`.',
    ja: 'インストールできるものは `flatnet-maint releases` で確認できます。その中から指定するか、サイトファイルの `releases` または `flatnet-maint releases add` で追加してください。',
  },
  'version-ambiguous': {
    en: '"{request}" fits several releases equally well: {names}. Nothing was changed.',
    ja: '「{request}」に等しく当てはまるリリースが複数あります: {names}。何も変更していません。',
  },
  'version-ambiguous-next': {
    en: 'Ask for one of them as it is spelled, or correct the sources: each version may have one archive only.',
    ja: '表記どおりにいずれか 1 つを指定するか、リリース元を修正してください。1 つのバージョンに対するアーカイブは 1 つだけです。',
  },
  'version-unknown': {
    en: 'No release fits "{request}". There is: {there}. Nothing was changed.',
    ja: '「{request}」に当てはまるリリースはありません。あるもの: {there}。何も変更していません。',
  },
  'version-unknown-none': {
    en: 'No release fits "{request}". No release is known. Nothing was changed.',
    ja: '「{request}」に当てはまるリリースはありません。リリースが 1 つも登録されていません。何も変更していません。',
  },
  'notice-none': {
    en: 'no notice is configured; nobody was told',
    ja: '通知は設定されていません。誰にも知らせていません',
  },
  'prepare-begins': { en: 'nothing live changes', ja: '稼働中のものは何も変わりません' },
  'change-begins': { en: 'the live system changes from here on', ja: 'ここから稼働中のシステムを変更します' },
  'keeps-begin': { en: 'nothing live changes here either', ja: 'ここでも稼働中のシステムは変更しません' },
  'check-begins': { en: 'is it what we wanted?', ja: '意図した状態になっているかを確かめます' },
  'committed-forward': {
    en: 'committed; the way is forward only',
    ja: '確定しました。ここから先は元に戻さず、最後まで進めます',
  },
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
  'as-found': { en: 'everything stands as it was found', ja: 'すべて見つけたときのままです' },
});
export const t = texts.en;
