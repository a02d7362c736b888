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
  'grafana-absent': {
    en: 'No container of the stack is a Grafana. Nothing was changed.',
    ja: 'スタックに Grafana のコンテナーがありません。何も変更していません。',
  },
  'grafana-absent-next': {
    en: 'If one is, say so in the site file: `is: grafana` below its service.',
    ja: 'ある場合は、サイトファイルの該当サービスに `is: grafana` と記述してください。',
  },
  'grafana-several': {
    en: 'Several services are a Grafana, and nobody guesses which is meant: {names}. Nothing was changed.',
    ja: 'Grafana のサービスが複数あり、どれを対象とするか判断できません: {names}。何も変更していません。',
  },
  'grafana-several-next': {
    en: 'Say in the site file of all but one: `is: other` below its service.',
    ja: 'サイトファイルで、対象以外のサービスに `is: other` と記述してください。',
  },
  'grafana-address': {
    en: 'Grafana ({name}) publishes no port, so it cannot be asked. Nothing was changed.',
    ja: 'Grafana ({name}) がポートを公開していないため、問い合わせできません。何も変更していません。',
  },
  'grafana-address-next': {
    en: 'Say in the site file where this host reaches it: `address` below the service {name}.',
    ja: 'サイトファイルのサービス {name} に、このホストからの接続先を `address` として記述してください。',
  },
  'grafana-anonymous': {
    en: 'Grafana at {where} wants a login, and the site file names no password for it.',
    ja: '{where} の Grafana はログインが必要ですが、サイトファイルにパスワードの取得元がありません。',
  },
  'grafana-anonymous-next': {
    en: 'Say in the site file where it is had from: `password` below `grafana` in the part `monitoring`.',
    ja: 'サイトファイルの `monitoring` の `grafana` に、取得元を `password` として記述してください。',
  },
  'grafana-login': {
    en: 'Grafana at {where} refuses the login of {user}.',
    ja: '{where} の Grafana が {user} のログインを拒否しました。',
  },
  'grafana-login-next': {
    en: 'Log in as {user} by hand, and see that the place which the site file names holds that password; after several wrong ones Grafana waits five minutes.',
    ja: '{user} で手動ログインを試し、サイトファイルの取得元が同じパスワードであることを確認してください。何度か誤ると Grafana は 5 分間受け付けません。',
  },
  'grafana-rights': {
    en: 'Grafana at {where} knows {user}, who may not do that.',
    ja: '{where} の Grafana で、{user} にはその操作の権限がありません。',
  },
  'grafana-rights-next': {
    en: 'Let {user} be an administrator of the organisation, or name another user in the site file.',
    ja: '{user} を組織の管理者にするか、サイトファイルで別のユーザーを指定してください。',
  },
  'grafana-answer': {
    en: 'Grafana answered {path} otherwise than it should: {said}.',
    ja: 'Grafana の {path} への応答が想定と異なります: {said}。',
  },
  'grafana-answer-next': {
    en: 'See whether it is well: flatnet-maint verify monitoring',
    ja: '正常に動作しているか確認してください: flatnet-maint verify monitoring',
  },
  'logged-in': { en: '{user} can log in', ja: '{user} はログインできます' },
  'health-only': {
    en: 'Grafana {version} says that it is well; its login was not asked, for the site file names no password',
    ja: 'Grafana {version} は正常と応答しています (サイトファイルにパスワードの取得元がないため、ログインは確認していません)',
  },
  'health-bad': {
    en: 'Grafana {version} says that it is not well: {said}',
    ja: 'Grafana {version} が異常を報告しています: {said}',
  },
  holds: {
    en: '{sources} data sources and {dashboards} dashboards',
    ja: 'データソース {sources} 件、ダッシュボード {dashboards} 件',
  },
  'all-there': {
    en: 'all {count} dashboards are as imported',
    ja: '{count} 件のダッシュボードはすべて取り込んだとおりです',
  },
  'not-there': {
    en: 'not there, or not as their files say: {uids}',
    ja: '存在しないか、ファイルの内容と異なります: {uids}',
  },
  'file-changed': {
    en: '{path} was changed since the plan was made. Nothing was changed in Grafana.',
    ja: '計画の作成後に {path} が変更されました。Grafana は何も変更していません。',
  },
  'import-again': {
    en: 'See what is different now (flatnet-maint dashboards compare), then import again.',
    ja: '現在の差分を確認し (flatnet-maint dashboards compare)、もう一度取り込んでください。',
  },
  'dashboard-changed': {
    en: 'Somebody saved, moved or deleted the dashboard {uid} since the plan was made; that was left as it is.',
    ja: '計画の作成後に、ダッシュボード {uid} が保存、移動または削除されました。その変更はそのまま残しています。',
  },
  'dashboard-file': {
    en: '{path} cannot be imported: {why}. Nothing was started.',
    ja: '{path} は取り込めません: {why}。何も開始していません。',
  },
  'dashboard-file-next': {
    en: 'Put a dashboard’s JSON into {path}: what `flatnet-maint dashboards export` writes, or Grafana’s own export.',
    ja: '{path} にダッシュボードの JSON を用意してください (`flatnet-maint dashboards export` の出力、または Grafana のエクスポート)。',
  },
  'is-no-json': { en: 'it is not JSON ({said})', ja: 'JSON ではありません ({said})' },
  'is-no-dashboard': {
    en: 'it holds no dashboard, which has a title and panels',
    ja: 'ダッシュボード (タイトルとパネルを持つもの) ではありません',
  },
  'has-no-uid': {
    en: 'its dashboard has no `uid`, so that each import would make another one; give it one of letters and digits',
    ja: 'ダッシュボードに `uid` がなく、取り込むたびに別のものが作られます。英数字の `uid` を付けてください',
  },
  'has-odd-uid': {
    en: 'its `uid` is {uid}, and Grafana takes at most 40 letters, digits, - and _',
    ja: '`uid` が {uid} です。Grafana で使えるのは 40 文字以内の英数字、- および _ です',
  },
  'is-too-large': {
    en: 'its dashboard is larger than {most} bytes, and could not be read back',
    ja: 'ダッシュボードが {most} バイトを超えており、読み戻して確認できません',
  },
  'kept-changed': {
    en: '{path} is not what was kept there for this run; it was not put into Grafana.',
    ja: '{path} がこの実行のために保管した内容と異なるため、Grafana に書き込んでいません。',
  },
  'was-deleted': {
    en: 'the dashboard {uid} was deleted meanwhile; it is put back as it was before this run',
    ja: 'ダッシュボード {uid} はその間に削除されていたため、この実行前の内容で作り直します',
  },
  'set-aside': {
    en: 'somebody saved the dashboard {uid} after this run had; what it was then lies in {path}',
    ja: 'この実行の後に誰かがダッシュボード {uid} を保存していたため、その内容を {path} に残しました',
  },
  'dashboard-refused': {
    en: 'Grafana does not take the dashboard {uid}: {said}.',
    ja: 'Grafana がダッシュボード {uid} を受け付けませんでした: {said}。',
  },
  'dashboard-refused-next': {
    en: 'See what is in its way: flatnet-maint dashboards compare FILE',
    ja: '原因を確認してください: flatnet-maint dashboards compare FILE',
  },
  'lay-dashboards': {
    en: 'copy {count} files for the import to {folder}',
    ja: '取り込む {count} 個のファイルを {folder} に複写',
  },
  'keep-dashboards': {
    en: 'keep {count} dashboards as they are now in {folder}',
    ja: '現在のダッシュボード {count} 件を {folder} に保管',
  },
  'import-new': { en: 'make the dashboard “{title}” ({uid})', ja: 'ダッシュボード「{title}」({uid}) を作成' },
  'import-over': { en: 'save the dashboard “{title}” ({uid})', ja: 'ダッシュボード「{title}」({uid}) を保存' },
  'is-same': {
    en: '“{title}” ({uid}) is there as its file says, and is left alone',
    ja: '「{title}」({uid}) はファイルと同じ内容のため、変更しません',
  },
  'keeps-before': {
    en: 'What the dashboards were before stays in {folder}, and can be imported from there.',
    ja: '変更前のダッシュボードは {folder} に残り、そこから取り込めます。',
  },
  provisioned: {
    en: '“{title}” ({uid}) comes from {file}, and Grafana saves no dashboard that does. Nothing was changed.',
    ja: '「{title}」({uid}) は {file} から読み込まれており、Grafana はそのようなダッシュボードを保存できません。何も変更していません。',
  },
  'provisioned-next': {
    en: 'Edit {file} instead; Grafana reads it again by itself.',
    ja: '代わりに {file} を編集してください。Grafana が自動で読み直します。',
  },
  'some-file': { en: 'its provisioning file', ja: 'プロビジョニング用ファイル' },
  'folder-unknown': {
    en: '“{title}” ({uid}) is to be in the folder {folder}, and Grafana has none of that uid.',
    ja: '「{title}」({uid}) の保存先フォルダー {folder} が Grafana にありません。',
  },
  'folder-unknown-next': {
    en: 'Make it first, or name another with --folder UID (`general` = none).',
    ja: '先に作成するか、--folder UID で別のフォルダーを指定してください (`general` はフォルダーなし)。',
  },
  'inputs-open': {
    en: '“{title}” ({uid}) leaves its data sources open ({inputs}), and nobody would fill them in: its panels would show nothing.',
    ja: '「{title}」({uid}) はデータソース ({inputs}) が未指定です。埋められることはなく、パネルには何も表示されません。',
  },
  'inputs-open-next': {
    en: 'Import it in the browser once, where they are asked for, then export it here.',
    ja: '一度ブラウザーで取り込んでデータソースを指定し、その後ここでエクスポートしてください。',
  },
  'title-taken': {
    en: 'Another dashboard of the same folder ({other}) is called “{title}” as well; releases of Grafana before 11 refuse that.',
    ja: '同じフォルダーの別のダッシュボード ({other}) も「{title}」という名前です。バージョン 11 より前の Grafana は受け付けません。',
  },
  'title-taken-next': {
    en: 'Give it another title, or the uid of the one that is there.',
    ja: 'タイトルを変えるか、既存のものと同じ uid にしてください。',
  },
  'uid-twice': {
    en: '{path} and {other} both hold the dashboard {uid}. Nothing was started.',
    ja: '{path} と {other} は同じダッシュボード {uid} です。何も開始していません。',
  },
  'uid-twice-next': { en: 'Name one of the two only.', ja: 'どちらか一方だけを指定してください。' },
  'default-password': {
    en: 'Grafana at {where} is open with the password that everybody knows.',
    ja: '{where} の Grafana は、誰もが知っている初期パスワードのままです。',
  },
  'default-password-next': {
    en: 'Change it in Grafana, then where the site file has it from.',
    ja: 'Grafana で変更し、続けてサイトファイルの取得元も変更してください。',
  },
  'secret-here-only': {
    en: 'Grafana’s password is in the environment of this command alone: if it is killed, whoever takes over cannot go back without it.',
    ja: 'Grafana のパスワードはこのコマンドの環境変数にしかありません。強制終了された場合、引き継いだ側はパスワードなしでは元に戻せません。',
  },
  'secret-here-only-next': {
    en: 'Better name a `file` or a `command` in the site file; else type `flatnet-maint resume` with the variable set.',
    ja: 'サイトファイルで `file` または `command` を指定するほうが安全です。それ以外は、変数を設定して `flatnet-maint resume` を実行してください。',
  },
});
export const t = texts.en;
