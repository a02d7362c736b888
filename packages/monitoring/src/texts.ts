import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
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
  'password-known': {
    en: 'Grafana at {where} is open with the password that everybody knows.',
    ja: '{where} の Grafana は、誰もが知っている初期パスワードのままです。',
  },
  'password-known-next': {
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
  none: { en: 'none', ja: 'なし' },
  sudo: { en: 'Type the command with sudo.', ja: 'sudo を付けて入力してください。' },
  'no-permission': {
    en: 'User {uid} may not replace containers of root. Nothing was changed.',
    ja: 'ユーザー {uid} には、root のコンテナーを置き換える権限がありません。何も変更していません。',
  },
  'compose-absent': {
    en: 'There is no compose file at {path}. Nothing was changed.',
    ja: 'compose ファイル {path} がありません。何も変更していません。',
  },
  'compose-absent-next': {
    en: 'Correct `monitoring.compose` in the site file.',
    ja: 'サイトファイルの `monitoring.compose` を修正してください。',
  },
  'compose-syntax': {
    en: '{path} cannot be read as a compose file: {why}. Nothing was changed.',
    ja: '{path} を compose ファイルとして読めません: {why}。何も変更していません。',
  },
  'compose-syntax-next': { en: 'Correct {path}.', ja: '{path} を修正してください。' },
  'compose-no-services': { en: 'it has no `services`', ja: '`services` がありません' },
  'image-none': { en: 'it names no image', ja: 'イメージの指定がありません' },
  'image-alias': { en: 'its image is shared with others by an anchor', ja: 'イメージがアンカーで他と共有されています' },
  'image-variable': { en: 'its image is made of variables: {ref}', ja: 'イメージの指定に変数が使われています: {ref}' },
  'image-written': {
    en: 'its image is written in a way that cannot be edited without changing more',
    ja: 'イメージの書き方のため、他を変えずに編集できません',
  },
  'compose-edit': {
    en: 'The image of {service} in {path} cannot be edited: {why}. Nothing was changed.',
    ja: '{path} の {service} のイメージを編集できません: {why}。何も変更していません。',
  },
  'compose-edit-next': {
    en: 'Write the image with its tag on one line: `image: NAME:TAG`.',
    ja: 'イメージをタグとともに 1 行で書いてください: `image: 名前:タグ`',
  },
  'service-no-container': { en: 'no container was made of it', ja: 'コンテナーが作成されていません' },
  'service-several': { en: 'it has several containers: {names}', ja: 'コンテナーが複数あります: {names}' },
  'service-no-recipe': {
    en: 'Podman does not tell how its container {container} was made',
    ja: 'コンテナー {container} の作成方法を Podman から取得できません',
  },
  'service-absent': {
    en: 'Service {service} is not maintained: {why}.',
    ja: 'サービス {service} は保守の対象外です: {why}。',
  },
  'service-absent-next': {
    en: 'Make one: podman-compose up -d {service}',
    ja: '作成するには: podman-compose up -d {service}',
  },
  'stack-absent': {
    en: 'No container of project {project} is there, as {path} means it. Nothing was changed.',
    ja: '{path} が示すプロジェクト {project} のコンテナーがありません。何も変更していません。',
  },
  'stack-absent-next': {
    en: 'Start it with podman-compose up -d, or name its `project` in the site file.',
    ja: 'podman-compose up -d で起動するか、サイトファイルで `project` を指定してください。',
  },
  'unkept-outside': { en: 'it lies outside of {own}', ja: '{own} の外にあります' },
  'unkept-large': {
    en: 'it holds more than {files} files or {mib} MiB',
    ja: '{files} 個または {mib} MiB を超えるファイルがあります',
  },
  'not-kept': {
    en: '{path} is mounted and not kept in a generation: {why}.',
    ja: '{path} はマウントされていますが、世代には保存されません: {why}。',
  },
  'not-kept-next': { en: 'Keep it by other means if it matters.', ja: '必要な場合は、別の方法で保存してください。' },
  'default-password': {
    en: 'Grafana was started with a password that everybody knows.',
    ja: 'Grafana が既知の初期パスワードで起動されています。',
  },
  'default-password-next': {
    en: 'Change it in Grafana, and in the file that gives it to the container.',
    ja: 'Grafana と、コンテナーにパスワードを渡しているファイルの両方で変更してください。',
  },
  'asked-form': {
    en: '{request} is no wish for this stack: it is SERVICE=VERSION, several with commas. Services: {services}. Nothing was changed.',
    ja: '{request} は指定として認識できません。サービス=バージョン の形で、複数ならコンマ区切りで指定します。サービス: {services}。何も変更していません。',
  },
  'asked-unknown': {
    en: 'There is no service {service}. Services: {services}. Nothing was changed.',
    ja: 'サービス {service} はありません。サービス: {services}。何も変更していません。',
  },
  'asked-absent': {
    en: 'Service {service} cannot be replaced: {why}. Nothing was changed.',
    ja: 'サービス {service} は置き換えられません: {why}。何も変更していません。',
  },
  'asked-twice': {
    en: 'Service {service} is named twice. Nothing was changed.',
    ja: 'サービス {service} が 2 回指定されています。何も変更していません。',
  },
  'part-unknown': {
    en: 'Generation {id} knows no service {name}; it has: {services}. Nothing was changed.',
    ja: '世代 {id} にサービス {name} はありません。あるもの: {services}。何も変更していません。',
  },
  'stack-same': {
    en: 'The stack is {version} already. Nothing was changed.',
    ja: 'スタックは既に {version} です。何も変更していません。',
  },
  'image-pull': {
    en: 'The image {ref} could not be fetched: {said}. Nothing was changed.',
    ja: 'イメージ {ref} を取得できませんでした: {said}。何も変更していません。',
  },
  'image-pull-next': { en: 'Try it by hand: podman pull {ref}', ja: '手動で確認してください: podman pull {ref}' },
  'image-other': {
    en: '{ref} is image {id} by now, and {want} was kept. Nothing was changed.',
    ja: '{ref} は現在イメージ {id} ですが、保存されているのは {want} です。何も変更していません。',
  },
  'image-changed': {
    en: '{ref} is not image {id}, which the plan was made with; it was looked for in {from}.',
    ja: '{ref} は計画時のイメージ {id} と一致しません (取得元: {from})。',
  },
  'image-changed-next': { en: 'Make a plan anew.', ja: '計画を作り直してください。' },
  registry: { en: 'the registry', ja: 'レジストリ' },
  'image-gone': {
    en: 'The image of {ref} is in no store, so it cannot be kept.',
    ja: '{ref} のイメージが保存先にないため、保存できません。',
  },
  'image-gone-next': { en: 'Fetch it again: podman pull {ref}', ja: '取得し直してください: podman pull {ref}' },
  'podman-failed': { en: '`podman {words}` failed: {said}', ja: '`podman {words}` が失敗しました: {said}' },
  'podman-inspect': { en: 'Podman could not be asked: {said}', ja: 'Podman に問い合わせできませんでした: {said}' },
  'stack-digest': { en: '{path} is not what was planned.', ja: '{path} が計画時の内容と異なります。' },
  'stack-digest-next': {
    en: 'Somebody changed it meanwhile; make a plan anew.',
    ja: '途中で変更されました。計画を作り直してください。',
  },
  'stack-differs': { en: '{path} is not what its generation says.', ja: '{path} が世代の記録と異なります。' },
  'stack-differs-next': {
    en: 'Read all that is kept again: flatnet-maint snapshots verify',
    ja: '保存内容をすべて読み直してください: flatnet-maint snapshots verify',
  },
  'container-make': {
    en: 'No container could be made for {service}: {said}',
    ja: '{service} のコンテナーを作成できませんでした: {said}',
  },
  'container-gone': { en: 'There is no container {container}.', ja: 'コンテナー {container} がありません。' },
  'variable-gone': {
    en: 'The container of {service} needs a value for {name}, which is kept nowhere, and no container of it is there to read it from.',
    ja: '{service} のコンテナーには {name} の値が必要ですが、どこにも保存されておらず、読み取れるコンテナーもありません。',
  },
  'variable-gone-next': {
    en: 'Start it once with podman-compose up -d {service}, then type the command again.',
    ja: 'podman-compose up -d {service} で一度起動してから、もう一度入力してください。',
  },
  'data-copy-damaged': {
    en: 'The record {path} of a copy of data cannot be read.',
    ja: 'データのコピーの記録 {path} を読めません。',
  },
  'data-copy-damaged-next': {
    en: 'Move that folder away; it is used for nothing then.',
    ja: 'そのフォルダーを移動してください。以後は使用されません。',
  },
  'data-copy-failed': {
    en: '{from} could not be copied to {to}: {said}',
    ja: '{from} を {to} にコピーできませんでした: {said}',
  },
  'data-copy-failed-next': {
    en: 'Make room, then type the command again.',
    ja: '空きを確保してから、もう一度入力してください。',
  },
  'data-gone': { en: 'There is no data at {path}.', ja: '{path} にデータがありません。' },
  'data-none': {
    en: 'No copy of the data of {service} is kept that {ref} could read.',
    ja: '{service} のデータのうち、{ref} で読めるコピーは保存されていません。',
  },
  'data-restored': {
    en: 'The data of {service} is as it was before the upgrade, with the passwords of that time; what was written since is set aside: {asides}.',
    ja: '{service} のデータをアップグレード前に戻しました (パスワードも当時のものです)。その後に書き込まれた内容は次に退避しています: {asides}。',
  },
  'data-as-is': {
    en: '{service}: its data stays as it is; {from} reads what {to} writes, and going back loses nothing.',
    ja: '{service}: データはそのままです。{to} が書いた内容は {from} でも読めるため、戻しても失われません。',
  },
  'data-copied': {
    en: '{service}: its data is copied before {to} starts; going back to {from} loses what is written after that (it is set aside, not deleted).',
    ja: '{service}: {to} の起動前にデータをコピーします。{from} に戻すと、その後に書き込まれた内容は失われます (削除せず退避します)。',
  },
  'data-copied-grafana': {
    en: '{service}: its database is copied before {to} starts; going back to {from} loses dashboards, users and settings that are saved after that (set aside, not deleted), and brings the old passwords back.',
    ja: '{service}: {to} の起動前にデータベースをコピーします。{from} に戻すと、その後に保存したダッシュボード、ユーザー、設定は失われ (削除せず退避します)、パスワードも以前のものに戻ります。',
  },
  'data-no-copy': {
    en: '{service}: {to} cannot read what {from} wrote, and no copy is kept that it could.',
    ja: '{service}: {from} が書いた内容は {to} では読めず、読めるコピーも保存されていません。',
  },
  'data-restores': {
    en: '{service}: {to} cannot read what {from} wrote; the copy of run {run} takes its place, with the passwords of that time. What was written since is set aside, not deleted.',
    ja: '{service}: {from} が書いた内容は {to} では読めないため、実行 {run} のコピーに戻します (パスワードも当時のものです)。その後に書き込まれた内容は削除せず退避します。',
  },
  'one-way': {
    en: '{service} from {from} to {to}: what it writes then cannot be read by {from} any more, in one jump. Nothing was changed.',
    ja: '{service} を {from} から {to} へ一度に上げると、書き込んだ内容を {from} では読めなくなります。何も変更していません。',
  },
  'one-way-next': {
    en: 'Go to {stone} first, or bear it by name: with the copy that is made, going back loses what was written since.',
    ja: '先に {stone} へ上げるか、承知のうえで受け入れてください。作成されるコピーで戻せますが、その後に書き込まれた内容は失われます。',
  },
  'no-data': {
    en: '{service} would go back from {from} to {to}, which cannot read its data, and no copy of it is kept. Nothing was changed.',
    ja: '{service} を {from} から {to} に戻してもデータを読めず、コピーも保存されていません。何も変更していません。',
  },
  'no-data-next': {
    en: 'Stay, or bear it by name: {to} may not start on what is there.',
    ja: 'そのままにするか、承知のうえで受け入れてください。{to} が起動しない可能性があります。',
  },
  'made-by-unit': {
    en: 'The container of {service} is made by a unit of systemd, which would make it again. Nothing was changed.',
    ja: '{service} のコンテナーは systemd のユニットが作成しており、再び作り直されます。何も変更していません。',
  },
  'made-by-unit-next': { en: 'Change the image in that unit.', ja: 'そのユニットでイメージを変更してください。' },
  'required-by': {
    en: 'Containers of {others} were made to depend on the container of {service}, and would start the old one. Nothing was changed.',
    ja: '{others} のコンテナーは {service} のコンテナーに依存して作成されており、古いものを起動してしまいます。何も変更していません。',
  },
  'required-by-next': {
    en: 'Make them anew without that: podman-compose up -d --no-deps {services}',
    ja: '依存なしで作り直してください: podman-compose up -d --no-deps {services}',
  },
  'step-image': { en: 'have the image {ref} for {service}', ja: '{service} のイメージ {ref} を用意' },
  'step-lay': { en: 'keep the stack as it will be in {tree}', ja: '変更後のスタックを {tree} に保存' },
  'step-record': { en: 'record generation {id}', ja: '世代 {id} を記録' },
  'step-checks': { en: 'clear throw-away containers of tests', ja: 'テスト用の一時コンテナーを片付け' },
  'step-keep-image': { en: 'keep {ref} as an archive', ja: '{ref} をアーカイブとして保存' },
  'step-config': { en: 'put in place: {paths}', ja: '配置: {paths}' },
  'step-blocks': {
    en: 'copy what never changes of the data of {service}, while it runs',
    ja: '{service} の変更されないデータを稼働中にコピー',
  },
  'step-make': {
    en: 'make a container of {ref} for {service}, beside the old one',
    ja: '{service} 用に {ref} のコンテナーを旧コンテナーの横に作成',
  },
  'step-aside': {
    en: 'stop {service} ({ref}) and set its container aside',
    ja: '{service} ({ref}) を停止し、コンテナーを退避',
  },
  'step-data': { en: 'copy the rest of the data of {service}', ja: '{service} の残りのデータをコピー' },
  'step-restore': {
    en: 'put the data of {service} back from run {run}',
    ja: '{service} のデータを実行 {run} のコピーに戻す',
  },
  'step-start': { en: 'start {service} ({ref})', ja: '{service} ({ref}) を起動' },
  'step-remove': { en: 'remove the old container of {service}', ja: '{service} の旧コンテナーを削除' },
  'step-serve': {
    en: 'make {service} run {ref}, whatever is there',
    ja: '現状にかかわらず {service} を {ref} で稼働させる',
  },
  'gate-valid': { en: '{ref} accepts the configuration of {service}', ja: '{ref} で {service} の設定を検証' },
  'gate-up': { en: '{service} runs {ref}, steadily', ja: '{service} が {ref} で安定して稼働' },
  'config-valid': { en: '{program} accepts it', ja: '{program} が受け入れました' },
  'config-invalid': {
    en: '{program} refuses the configuration of {service}: {said}',
    ja: '{program} が {service} の設定を拒否しました: {said}',
  },
  'config-changed': { en: '{path} was changed since the plan was made.', ja: '計画作成後に {path} が変更されました。' },
  'config-beside': {
    en: '{path} was neither what was there nor what was put there; it is kept as {beside}.',
    ja: '{path} は以前の内容とも配置した内容とも異なっていたため、{beside} として残しました。',
  },
  'config-write': { en: '{path} could not be written: {said}', ja: '{path} に書き込めませんでした: {said}' },
  'config-load': {
    en: '{service} does not take its configuration (status {status}): {said}',
    ja: '{service} が設定を読み込みませんでした (ステータス {status}): {said}',
  },
  'config-load-next': {
    en: 'Look at the log of {service}; a reload may have to be allowed (`--web.enable-lifecycle`).',
    ja: '{service} のログを確認してください。リロードの許可 (`--web.enable-lifecycle`) が必要な場合があります。',
  },
  'config-is-loaded': { en: '{service} has loaded its configuration', ja: '{service} は設定を読み込み済みです' },
  'config-not-loaded': {
    en: '{service} could not load its configuration, and goes on with an older one',
    ja: '{service} は設定を読み込めず、以前の設定で動作しています',
  },
  'version-status': { en: '{url} answers with status {status}.', ja: '{url} の応答ステータスは {status} です。' },
  up: { en: '{service} runs {ref}', ja: '{service} は {ref} で稼働しています' },
  'up-none': { en: 'there is no container {container}', ja: 'コンテナー {container} がありません' },
  'up-image': {
    en: '{container} runs {ref}, and not image {want}',
    ja: '{container} は {ref} で稼働しており、イメージ {want} ではありません',
  },
  'up-loops': {
    en: '{service} ends again and again ({count} times so far): {said}',
    ja: '{service} が終了を繰り返しています (これまで {count} 回): {said}',
  },
  'up-ended': {
    en: '{service} does not run ({status}, code {code}): {said}',
    ja: '{service} は稼働していません ({status}、終了コード {code}): {said}',
  },
  'up-restarted': {
    en: '{service} ended once and was started again: {said}',
    ja: '{service} が一度終了し、再起動されました: {said}',
  },
  'up-not-ready': {
    en: '{service} is not ready: {url} answers with status {status}: {said}',
    ja: '{service} は準備できていません: {url} のステータス {status}: {said}',
  },
  'up-version': {
    en: '{service} reports version {reported}, and its image is {tag}',
    ja: '{service} の報告するバージョンは {reported} ですが、イメージは {tag} です',
  },
  'up-silent': { en: '{service} does not answer: {why}', ja: '{service} が応答しません: {why}' },
  'up-young': { en: '{service} has run for {age} s of {steady} s', ja: '{service} の稼働時間: {age} 秒 / {steady} 秒' },
  targets: {
    en: '{up} of {all} targets answer; not: {down}',
    ja: 'ターゲット {all} 件中 {up} 件が応答。応答なし: {down}',
  },
  rules: { en: '{count} rules are loaded', ja: 'ルール {count} 件を読み込み済み' },
  'log-clean': { en: 'no errors since it was started', ja: '起動以降、エラーはありません' },
  'log-signs': { en: '{count} kinds of errors, the first: {first}', ja: 'エラー {count} 種類。最初のもの: {first}' },
  'image-drift': {
    en: '{path} names {ref} for {service}, and its container runs {now}: somebody edited the file, and nothing was made of it yet.',
    ja: '{path} では {service} のイメージが {ref} ですが、コンテナーは {now} で稼働しています。ファイルの編集がまだ反映されていません。',
  },
  'image-drift-next': {
    en: 'Write back what runs, or upgrade to what the file names: `--to {service}=VERSION`',
    ja: '稼働中のイメージに書き戻すか、ファイルのバージョンにアップグレードしてください: `--to {service}=VERSION`',
  },
  'find-on-windows': {
    en: 'monitoring runs where Podman runs, which is not this side',
    ja: 'monitoring は Podman のある側で稼働しており、こちら側では確認できません',
  },
  'find-root-only': {
    en: 'the containers of root can be seen with sudo only',
    ja: 'root のコンテナーは sudo を付けないと確認できません',
  },
  'find-podman-not-yet': {
    en: 'podman was not used since this host started, and asking it would write; it is asked after: podman ps',
    ja: 'このホストの起動後に podman が使われておらず、問い合わせると書き込みが生じるため確認していません。次のコマンドの後に確認します: podman ps',
  },
  'seen-site': { en: 'so says the site file: {of}', ja: 'サイトファイルの記載: {of}' },
  'seen-chosen': { en: 'chosen: {of}', ja: '指定: {of}' },
  'seen-labels': {
    en: 'the labels of the containers of project {project}',
    ja: 'プロジェクト {project} のコンテナーのラベル',
  },
  'seen-file': { en: 'a compose file in a usual place', ja: '通常の場所にある compose ファイル' },
  'seen-container': { en: 'container {container} was made with it', ja: 'コンテナー {container} の作成時の値' },
  'fill-password': {
    en: 'fill in where the password of Grafana is had from, never the password itself: env: NAME, file: PATH or command: [PROGRAM]',
    ja: 'Grafana のパスワードの取得元を記入してください (パスワード自体は書かないこと): env: 変数名、file: パス、command: [プログラム]',
  },
  'fill-password-env': {
    en: 'fill in where the password of Grafana is had from, never the password itself: env: NAME, file: PATH or command: [PROGRAM]; the compose file takes it from the variable {variable}',
    ja: 'Grafana のパスワードの取得元を記入してください (パスワード自体は書かないこと): env: 変数名、file: パス、command: [プログラム]。compose ファイルは変数 {variable} から取得しています',
  },
  'why-project': {
    en: 'project {project}: {count} containers, of which {running} are running: {services}',
    ja: 'プロジェクト {project}: コンテナー {count} 個 (稼働中 {running} 個): {services}',
  },
  'why-file': {
    en: 'a compose file of {count} services, of which no container is there',
    ja: 'サービス {count} 個の compose ファイルがありますが、コンテナーは 1 つもありません',
  },
  'why-unseen': {
    en: 'a compose file of {count} services; Podman was not asked about their containers',
    ja: 'サービス {count} 個の compose ファイルがあります。コンテナーについて Podman には問い合わせていません',
  },
  'best-running': { en: 'it runs', ja: '稼働中です' },
  'best-stopped': { en: 'its containers are there, and stand still', ja: 'コンテナーはありますが、停止しています' },
  'compose-can-be-read': { en: 'the compose file can be read', ja: 'compose ファイルを読み取れます' },
  'remark-podman-absent': {
    en: 'Podman is not installed, so no container of it can run.',
    ja: 'Podman がインストールされていないため、コンテナーを実行できません。',
  },
  'remark-podman-absent-next': { en: 'Install Podman.', ja: 'Podman をインストールしてください。' },
  'remark-compose-gone': {
    en: 'Containers were made from {path}, which is not there any more, or may not be read.',
    ja: 'コンテナーは {path} から作成されていますが、ファイルがないか、読み取れません。',
  },
  'remark-compose-gone-next': {
    en: 'Put that file back; without it nothing can be upgraded.',
    ja: 'ファイルを元に戻してください。ファイルがないとアップグレードできません。',
  },
  'remark-several-files': {
    en: 'The containers were made from more files than {compose}: {others}. What those say is not maintained.',
    ja: 'コンテナーは {compose} 以外のファイルも使って作成されています: {others}。それらの記載は保守の対象外です。',
  },
  'remark-several-files-next': {
    en: 'Put what they say into one file.',
    ja: '内容を 1 つのファイルにまとめてください。',
  },
  'remark-no-containers': {
    en: 'No container of project {project} is there, so nothing of {compose} runs.',
    ja: 'プロジェクト {project} のコンテナーがないため、{compose} のサービスは稼働していません。',
  },
  'remark-stopped': { en: 'These containers stand still: {names}.', ja: '停止しているコンテナー: {names}。' },
  'remark-several': {
    en: 'Service {service} has several containers: {names}. Compose calls it {usual}; another one was set aside by hand, and until only one bears the label of the service it is not maintained.',
    ja: 'サービス {service} のコンテナーが複数あります: {names}。compose での名前は {usual} で、ほかは手作業で退避されたものです。1 つになるまで、このサービスは保守の対象外です。',
  },
  'remark-several-next': {
    en: 'Remove the one that nobody needs any more with podman rm, then look again. Nothing of this tool touches it. Service: {service}',
    ja: '不要なものを podman rm で削除してから、もう一度確認してください。本ツールは触れません。サービス: {service}',
  },
  'remark-renamed': {
    en: 'The only container of service {service} is called {container}, and was made as {usual}: somebody renamed it.',
    ja: 'サービス {service} の唯一のコンテナーは {container} という名前ですが、作成時の名前は {usual} でした。手作業で変更されています。',
  },
  'remark-left': {
    en: 'Runs set these containers aside, and they are still there: {names}.',
    ja: '実行時に退避したコンテナーが残っています: {names}。',
  },
  'remark-left-next': {
    en: 'When all is well, remove them with podman rm.',
    ja: '問題がなければ podman rm で削除してください。',
  },
  'remark-unknown': {
    en: 'These containers of the project belong to no service of {compose}: {names}.',
    ja: 'プロジェクトのコンテナーのうち、{compose} のどのサービスにも属さないもの: {names}。',
  },
  'remark-leave': {
    en: 'Leave it; nothing of this tool touches it.',
    ja: 'そのままで構いません。本ツールは触れません。',
  },
  'remark-mutable': {
    en: 'These images are named by a tag that moves, so that nobody can say which one comes with the next pull: {images}.',
    ja: '変わりうるタグで指定されたイメージがあり、次の pull で何が取得されるか分かりません: {images}。',
  },
  'remark-mutable-next': {
    en: 'Name a version in the compose file.',
    ja: 'compose ファイルでバージョンを指定してください。',
  },
  'remark-unit': {
    en: 'The unit {unit} makes these containers, and would make them again: {names}.',
    ja: 'ユニット {unit} が次のコンテナーを作成しており、再び作り直します: {names}。',
  },
  'remark-copies': {
    en: 'Copies that hands left lie beside the compose file: {paths}.',
    ja: '手作業で残されたコピーが compose ファイルの横にあります: {paths}。',
  },
  'there-none': { en: 'project {project} has no containers', ja: 'プロジェクト {project} のコンテナーがありません' },
  there: {
    en: '{count} containers are there, with their images',
    ja: 'コンテナー {count} 個とそのイメージがあります',
  },
  'runs-already': {
    en: 'Every container of the stack runs already. Nothing was changed.',
    ja: 'スタックのコンテナーはすべて稼働しています。何も変更していません。',
  },
  'stack-tree': {
    en: '{tree} is not what the containers were made from, which is {compose}. Nothing was changed.',
    ja: 'コンテナーの作成元は {compose} であり、{tree} ではありません。何も変更していません。',
  },
  'stack-tree-next': {
    en: 'Leave out --tree; to go back to other configuration, type: flatnet-maint config monitoring --from FOLDER',
    ja: '--tree を付けずに実行してください。別の設定に戻すには次を入力します: flatnet-maint config monitoring --from フォルダー',
  },
  'step-again': {
    en: 'start {service} ({ref}) where it stands still',
    ja: '停止していれば {service} ({ref}) を起動',
  },
  'expect-start': {
    en: 'Containers that stand still are started; those that run are left alone, and no container is made or removed.',
    ja: '停止しているコンテナーを起動します。稼働中のものには触れず、コンテナーの作成や削除は行いません。',
  },
  'config-same': {
    en: 'The configuration is as {folder} has it already. Nothing was changed.',
    ja: '設定は既に {folder} の内容と同じです。何も変更していません。',
  },
  'config-unknown': {
    en: '{path} cannot be changed this way: {why}. Nothing was changed.',
    ja: '{path} はこの方法では変更できません: {why}。何も変更していません。',
  },
  'config-unknown-next': {
    en: 'Leave it out of the folder; the folder mirrors that of the compose file.',
    ja: 'そのファイルをフォルダーから除いてください。フォルダーの構成は compose ファイルのフォルダーに合わせます。',
  },
  'config-is-compose': {
    en: 'the compose file says what containers are made of; an upgrade changes its images',
    ja: 'compose ファイルはコンテナーの作成方法を定めるものです。イメージの変更はアップグレードで行います',
  },
  'config-unseen': { en: 'it is read only when containers are made', ja: 'コンテナーの作成時にしか読まれません' },
  'config-nobody': { en: 'no container sees it', ja: 'どのコンテナーからも参照されていません' },
  'config-seen': {
    en: 'the container sees {count} changed files',
    ja: '変更した {count} 個のファイルがコンテナーから見えています',
  },
  'config-not-seen': {
    en: '{container} still sees something else at {paths}',
    ja: '{container} からは {paths} がまだ別の内容に見えています',
  },
  'config-reloads': {
    en: '{service} reads its configuration anew without a restart.',
    ja: '{service} は再起動せずに設定を読み直します。',
  },
  'config-restarts': {
    en: '{service} reads its configuration only when it starts, and is restarted.',
    ja: '{service} は起動時にしか設定を読まないため、再起動します。',
  },
  'gate-seen': { en: '{service} sees the changed files', ja: '{service} から変更後のファイルが見える' },
  'login-not-asked': {
    en: 'No password of Grafana is in hand here, so its login, its datasources and its dashboards are not asked for.',
    ja: 'Grafana のパスワードがここにないため、ログイン、データソース、ダッシュボードは確認しません。',
  },
  'login-not-asked-next': {
    en: 'Set the variable that `monitoring.grafana.password` names, or write it into the site file where it is had from.',
    ja: '`monitoring.grafana.password` が指す変数を設定するか、取得元をサイトファイルに書いてください。',
  },
  'step-left': {
    en: 'clear containers that were made and never used',
    ja: '作成されたまま使われていないコンテナーを片付け',
  },
  'step-sweep': {
    en: 'remove archives of images and copies of data that no generation needs any more',
    ja: 'どの世代にも不要になったイメージのアーカイブとデータのコピーを削除',
  },
  'asked-next': {
    en: 'Ask in this form: --to {service}=1.2.3',
    ja: '次の形で指定してください: --to {service}=1.2.3',
  },
  'attached-to': {
    en: 'Containers of {others} share the network, processes or volumes of the container of {service}, and would stay with the old one. Nothing was changed.',
    ja: '{others} のコンテナーは {service} のコンテナーのネットワーク、プロセスまたはボリュームを共有しており、古いものにつながったままになります。何も変更していません。',
  },
  'attached-to-next': {
    en: 'Change the image by hand, and make them anew together: podman-compose -f {path} up -d {services}',
    ja: 'イメージを手動で変更し、まとめて作り直してください: podman-compose -f {path} up -d {services}',
  },
  'unkept-writable': {
    en: 'the container may write in it, so that it is taken for data',
    ja: 'コンテナーが書き込めるため、データとして扱われます',
  },
  'compose-encoding': {
    en: '{path} is not written in UTF-8, and cannot be edited without loss. Nothing was changed.',
    ja: '{path} は UTF-8 ではないため、内容を失わずに編集することができません。何も変更していません。',
  },
  'compose-encoding-next': {
    en: 'Convert it first, for instance from Shift JIS: iconv -f CP932 -t UTF-8 {path} -o utf8.yml',
    ja: '先に変換してください。Shift JIS の場合の例: iconv -f CP932 -t UTF-8 {path} -o utf8.yml',
  },
  'container-beside': {
    en: 'A container that this run did not make had the name {container}; it was stopped, and is kept as {beside}.',
    ja: 'この実行が作成したものではないコンテナーが {container} という名前になっていたため、停止して {beside} として残しました。',
  },
  'step-config-goes': { en: 'take away: {gone}', ja: '取り除く: {gone}' },
  'step-config-and-goes': { en: 'put in place: {paths}; take away: {gone}', ja: '配置: {paths}、取り除く: {gone}' },
  'step-read-again': {
    en: 'let what runs read its configuration again where that is another one by now',
    ja: '設定が変わったサービスに、設定を読み直させる',
  },
  'not-read-again': {
    en: '{service} could not be made to read its configuration again and goes on with what it had loaded ({why}); `podman restart {container}` makes it.',
    ja: '{service} に設定を読み直させることができず、読み込み済みの設定のまま動いています ({why})。`podman restart {container}` で読み直します。',
  },
  'data-put-back': {
    en: 'The data of {service} is the copy of run {run} again, with the passwords of that time; what was written since is set aside: {asides}.',
    ja: '{service} のデータは実行 {run} のコピーに戻りました (パスワードも当時のものです)。その後に書き込まれた内容は次に退避しています: {asides}。',
  },
  'data-mounted': {
    en: 'The data of {service} would have to be copied, and {path} is a mount point of its own ({from} is mounted there): it cannot be set aside and put back, so that there would be no way back.',
    ja: '{service} のデータをコピーする必要がありますが、{path} はそれ自体がマウントポイントです ({from} がマウントされています)。退避して戻すことができないため、戻る手段がなくなります。',
  },
  'data-mounted-next': {
    en: 'Move the data of {service} into a folder below that mount, name that folder in the compose file, run `podman-compose up -d`, and ask again.',
    ja: '{service} のデータをそのマウントの下のフォルダーに移し、compose ファイルにそのフォルダーを書いて `podman-compose up -d` を実行し、もう一度実行してください。',
  },
  'allowed-errors': { en: 'judged or told', ja: 'judged または told' },
});
export const t = texts.en;
