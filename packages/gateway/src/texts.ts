import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  // Steps and gates of an upgrade.
  'step-snapshot': { en: 'keep a snapshot of {tree}', ja: '{tree} のスナップショットを取得' },
  'step-snapshot-both': {
    en: 'keep a snapshot of {tree} and {config}',
    ja: '{tree} と {config} のスナップショットを取得',
  },
  'note-before-run': { en: 'before run {run}', ja: '実行 {run} の前' },
  'step-lay': {
    en: 'unpack {version} into {tree}, its sha256 verified',
    ja: 'sha256 を検証して {version} を {tree} に展開',
  },
  'step-carry': {
    en: 'carry the site’s configuration, pages, own Lua and own files; of what the build brings (lualib, modules, sbin …) the new build’s own stay, edits made in place are not carried',
    ja: 'サイトの設定、ページ、独自の Lua と独自のファイルを引き継ぐ。ビルド付属のもの (lualib、modules、sbin …) は新ビルドのものを使い、直接加えた変更は引き継がない',
  },
  'step-test': {
    en: 'nginx -t by {version} on the configuration it will run',
    ja: 'これから使う設定を {version} の nginx -t で検査',
  },
  'step-record': { en: 'record generation {id}', ja: '世代 {id} を記録' },
  'step-rehearse': {
    en: 'start {version} on private ports, ask it everything, stop it',
    ja: '{version} を非公開ポートで試験起動し、すべて問い合わせてから停止',
  },
  'step-settle': {
    en: 'see {version} running (after a power cut: start it)',
    ja: '{version} の動作を確認 (停電後であれば起動)',
  },
  'step-retire': {
    en: 'let the old build finish what it has, at most {seconds} s',
    ja: '旧ビルドが処理中のものを終えるのを待つ (最大 {seconds} 秒)',
  },
  'step-hold': {
    en: 'hand the container routes to the new build’s boot file; on the way back, see the old build running',
    ja: 'コンテナーの経路を新ビルドの起動ファイルに渡す。ロールバック時は旧ビルドの動作を確認',
  },
  'step-point': { en: 'point {path} to {target}', ja: '{path} を {target} に向ける' },
  'gate-only-new': {
    en: '{connections} of {connections} new connections are answered by {version}',
    ja: '新しい接続 {connections} 本すべてに {version} が応答',
  },
  'step-second-master': {
    en: 'start {version} beside {old} on the same sockets',
    ja: '同じソケットで {version} を {old} と並べて起動',
  },
  'gate-new-answers': {
    en: '{version} answers users beside {old}',
    ja: '{version} が {old} と並んで利用者に応答',
  },
  'step-ask-close': { en: 'ask kept connections to close', ja: '持続中の接続に切断を要求' },
  'step-quiet-old': {
    en: '{old} takes no more connections; its master stays ready',
    ja: '{old} は新しい接続を受け付けず、マスターは待機',
  },
  'step-stop': { en: 'stop {version} and see its processes gone', ja: '{version} を停止し、プロセスの終了を確認' },
  'step-start': { en: 'start {version}', ja: '{version} を起動' },
  'step-keep-routes': {
    en: 'keep the container routes, if the gateway tells them',
    ja: 'ゲートウェイから取得できればコンテナーの経路を保存',
  },
  'step-end-all': { en: 'end every gateway of ours', ja: '管理対象のゲートウェイをすべて終了' },

  // What to expect, and why a handover cannot be had.
  'expect-stop': {
    en: 'Stopped and started, for: {why}. Transfers in flight get 3 s, then they are cut.',
    ja: '停止して起動し直します。理由: {why}。転送中のものは 3 秒待った後に切断します。',
  },
  'expect-no-drain': {
    en: 'The site file names no `drain` switch: about 1 in 1,000 requests on kept connections may have to be sent again.',
    ja: 'サイトファイルに `drain` の指定がありません。持続中の接続では約 1,000 件に 1 件、再送が必要になることがあります。',
  },
  'expect-no-boot': {
    en: 'The site file names no routes boot file: container routes are unknown to the new build until they register again (up to 300 s).',
    ja: 'サイトファイルに経路の起動ファイルの指定がありません。コンテナーが再登録するまで (最大 300 秒)、新ビルドは経路を認識しません。',
  },
  'expect-shared': {
    en: 'Every generation reads these configuration files where they are; they are neither copied nor taken back: {files}.',
    ja: '次の設定ファイルはどの世代も元の場所から読み込みます。コピーもロールバックもされません: {files}。',
  },
  'why-windows': {
    en: 'nginx on Windows has no second master',
    ja: 'Windows の nginx では2 つ目のマスターを起動できません',
  },
  'why-not-running': { en: 'the gateway does not run', ja: 'ゲートウェイが動いていません' },
  'why-plain': {
    en: '{path} is a plain directory; with this upgrade it becomes a pointer, and the next ones hand over without a gap',
    ja: '{path} は通常のフォルダーです。今回のアップグレードでポインターになり、次回からは中断なしに切り替わります',
  },
  'why-pid-file': {
    en: 'the pid file {path} lies inside the tree that is switched',
    ja: 'PID ファイル {path} が切り替え対象のツリーの中にあります',
  },
  'why-replaced': {
    en: 'the running program was replaced on disk',
    ja: '実行中のプログラムがディスク上で置き換えられています',
  },
  'why-other-program': {
    en: 'the running program is not the one in the tree',
    ja: '実行中のプログラムがツリーのものと異なります',
  },
  'why-no-daemon': {
    en: 'the master is not a daemon (`daemon off` ignores the signal that quiets its workers)',
    ja: 'マスターがデーモンではありません (`daemon off` ではワーカーを静止させるシグナルが無視されます)',
  },
  'why-service-type': {
    en: 'service {service} is of type {type}; only a forking one follows the new master',
    ja: 'サービス {service} の種別は {type} です (新しいマスターに追従するのは forking だけです)',
  },
  unknown: { en: 'unknown', ja: '不明' },

  // What is looked at before.
  'no-permission': {
    en: 'This needs root: it signals the gateway and writes below {generations}; this process runs as user {uid}.',
    ja: 'root 権限が必要です: ゲートウェイへシグナルを送り、{generations} 以下に書き込みます。このプロセスはユーザー {uid} で動いています。',
  },
  sudo: { en: 'Run it with sudo.', ja: 'sudo で実行してください。' },
  'foreign-port': {
    en: 'Port {port} is held by {exe} (process {pid}), which is not the gateway at {home}.',
    ja: 'ポート {port} は {home} のゲートウェイではない {exe} (プロセス {pid}) が使用しています。',
  },
  'foreign-port-next': {
    en: 'End that program, or correct `gateway.home` in the site file.',
    ja: 'そのプログラムを終了するか、サイトファイルの `gateway.home` を修正してください。',
  },
  'not-running': {
    en: 'The gateway at {home} does not run, so nothing could be compared with before.',
    ja: '{home} のゲートウェイが動いていないため、変更前と比較できません。',
  },
  'not-running-next': {
    en: 'Start it, or go back: flatnet-maint rollback gateway --emergency',
    ja: '起動するか、元に戻してください: flatnet-maint rollback gateway --emergency',
  },
  'same-version': { en: 'The gateway already runs {version}.', ja: 'ゲートウェイはすでに {version} で動いています。' },
  downgrade: {
    en: '{version} is older than the running {running}.',
    ja: '{version} は稼働中の {running} より古いバージョンです。',
  },
  'downgrade-next': {
    en: 'flatnet-maint rollback gateway, or add: --accept downgrade --reason TEXT',
    ja: 'flatnet-maint rollback gateway を実行するか、次を付けてください: --accept downgrade --reason TEXT',
  },
  'generations-inside': {
    en: "The generations folder {generations} lies inside the gateway's tree {tree}.",
    ja: '世代フォルダー {generations} がゲートウェイのツリー {tree} の中にあります。',
  },
  'generations-inside-next': {
    en: 'Name a folder beside it as `gateway.generations` in the site file.',
    ja: 'その外のフォルダーをサイトファイルの `gateway.generations` に指定してください。',
  },
  'config-folder': {
    en: "The configuration's folder becomes a pointer to a generation's copy; {folder} is not the configuration's alone: {why}.",
    ja: '設定フォルダーは世代のコピーを指すポインターになりますが、{folder} は設定専用ではありません: {why}。',
  },
  'system-folder': { en: 'it is a folder of the system', ja: 'システムのフォルダーです' },
  'lies-in-it': { en: '{path} lies in it', ja: '{path} がその中にあります' },
  'config-folder-next': {
    en: 'Move the configuration into a folder of its own, start the gateway with it, and correct `gateway.config` in the site file.',
    ja: '設定を専用のフォルダーに移してゲートウェイを起動し、サイトファイルの `gateway.config` を修正してください。',
  },
  'place-taken': {
    en: '{path} is a plain folder, and its place among the generations, {place}, is taken by an earlier one of the same build.',
    ja: '{path} は通常のフォルダーですが、世代としての置き場所 {place} は同じビルドの以前のものに使われています。',
  },
  'place-taken-next': {
    en: 'Move the one that is not needed away, or go back to the kept one: flatnet-maint rollback gateway --emergency',
    ja: '不要なほうを移動するか、保存されているものに戻してください: flatnet-maint rollback gateway --emergency',
  },
  'other-file-system': {
    en: '{folder} is a plain folder on {mount}, the generations are on {other}; it cannot become a generation by being renamed.',
    ja: '{folder} は {mount} にある通常のフォルダーで、世代は {other} にあります。名前の変更では世代にできません。',
  },
  'other-file-system-next': {
    en: 'Name a folder on the same file system as `gateway.generations` in the site file.',
    ja: '同じファイルシステムのフォルダーをサイトファイルの `gateway.generations` に指定してください。',
  },
  'relative-link': {
    en: '{path} is a relative link that leads out of its tree ({to}); from {generations} it would lead elsewhere.',
    ja: '{path} はツリーの外に出る相対リンク ({to}) です。{generations} からは別の場所を指すことになります。',
  },
  'relative-links': {
    en: '{path} is a relative link that leads out of its tree ({to}), and so are {more} more; from {generations} it would lead elsewhere.',
    ja: '{path} はツリーの外に出る相対リンク ({to}) です (ほかに {more} 件)。{generations} からは別の場所を指すことになります。',
  },
  'relative-link-next': {
    en: 'Make it an absolute one, to {target}.',
    ja: '{target} への絶対リンクに変更してください。',
  },

  // Reading the gateway.
  'gateway-absent': {
    en: 'There is no gateway at {home}. Nothing was changed.',
    ja: '{home} にゲートウェイがありません。何も変更していません。',
  },
  'gateway-no-program': {
    en: '{home} has no sbin/nginx, so it is not a gateway. Nothing was changed.',
    ja: '{home} に sbin/nginx がないため、ゲートウェイではありません。何も変更していません。',
  },
  'gateway-absent-next': {
    en: 'Correct `gateway.home` in the site file, or, where it was before: flatnet-maint rollback gateway --emergency',
    ja: 'サイトファイルの `gateway.home` を修正してください。以前そこにあった場合: flatnet-maint rollback gateway --emergency',
  },
  'no-version': {
    en: '{program} -v did not tell a version: {said}',
    ja: '{program} -v からバージョンを取得できませんでした: {said}',
  },
  'no-version-next': {
    en: 'Is it an nginx or OpenResty for this machine?',
    ja: 'このマシン用の nginx または OpenResty か確認してください。',
  },
  'several-gateways': {
    en: 'More than one gateway runs: {programs}. Nothing was changed.',
    ja: '複数のゲートウェイが動いています: {programs}。何も変更していません。',
  },
  'several-gateways-next': {
    en: 'End the one that should not run (`kill -QUIT PID`), or finish an open run: flatnet-maint status',
    ja: '不要なほうを終了するか (`kill -QUIT PID`)、進行中の実行を完了してください: flatnet-maint status',
  },
  'serves-elsewhere': {
    en: '{home} leads to {tree}, but process {pid} serves from {exe}. Nothing was changed.',
    ja: '{home} は {tree} を指していますが、プロセス {pid} は {exe} から稼働しています。何も変更していません。',
  },
  'serves-elsewhere-next': {
    en: 'flatnet-maint rollback gateway --emergency   (or restart the gateway through its home)',
    ja: 'flatnet-maint rollback gateway --emergency   (または gateway.home を通してゲートウェイを再起動)',
  },
  'other-command-line': {
    en: 'The gateway runs as `{runs}`, the site file means `{means}`. Nothing was changed.',
    ja: 'ゲートウェイは `{runs}` で動いていますが、サイトファイルでは `{means}` です。何も変更していません。',
  },
  'other-command-line-next': {
    en: 'Correct `gateway.home` and `gateway.config` in the site file, or start the gateway as the site file means it.',
    ja: 'サイトファイルの `gateway.home` と `gateway.config` を修正するか、サイトファイルのとおりにゲートウェイを起動してください。',
  },
  'config-absent': {
    en: "The gateway's configuration {path} is not there. Nothing was changed.",
    ja: 'ゲートウェイの設定 {path} がありません。何も変更していません。',
  },
  'config-absent-next': {
    en: 'Correct `gateway.config` in the site file, or `gateway.home` when the configuration is inside the tree.',
    ja: 'サイトファイルの `gateway.config` を修正してください。設定がツリーの中にある場合は `gateway.home` です。',
  },
  'config-no-listen': {
    en: '{path} listens nowhere, so nothing can be rehearsed.',
    ja: '{path} に待ち受けの設定がないため、試験起動できません。',
  },
  'config-no-listen-next': {
    en: 'Is it the configuration that really runs?',
    ja: '実際に使われている設定か確認してください。',
  },

  // The rehearsal of a build.
  'rehearsal-failed': {
    en: 'The new build failed its rehearsal start: {why} No user met it; nothing live was changed.',
    ja: '新ビルドが試験起動に失敗しました: {why}利用者への影響はありません。稼働中のものは何も変更していません。',
  },
  'rehearsal-failed-log': {
    en: 'The new build failed its rehearsal start: {why} Its log: {log} No user met it; nothing live was changed.',
    ja: '新ビルドが試験起動に失敗しました: {why}ログ: {log} 利用者への影響はありません。稼働中のものは何も変更していません。',
  },
  'sound-build': {
    en: 'Get a sound build of this version, or stay on the present one.',
    ja: 'このバージョンの正常なビルドを入手するか、現在のバージョンのままにしてください。',
  },
  'says-other-version': {
    en: 'it says it is {said}, the release says {version}.',
    ja: '自身のバージョンは {said} ですが、リリースでは {version} です。',
  },
  'does-not-start': { en: 'it does not start (code {code}): {said}.', ja: '起動しません (コード {code}): {said}。' },
  'no-connections': { en: 'it started, but takes no connections.', ja: '起動しましたが、接続を受け付けません。' },
  'not-steady': { en: 'it did not stay up for {steady} ms.', ja: '{steady} ミリ秒のあいだ動き続けませんでした。' },
  'path-answers': { en: '{path} answers {status}.', ja: '{path} の応答が {status} です。' },
  'path-slow': {
    en: '{path} takes {rehearsed} ms, {live} ms on the live build.',
    ja: '{path} に {rehearsed} ミリ秒かかります (稼働中のビルドでは {live} ミリ秒)。',
  },
  'routes-unknown': {
    en: 'it does not know the container routes {routes}.',
    ja: 'コンテナーの経路 {routes} を認識していません。',
  },
  'not-listening': {
    en: 'the configuration does not listen on {address}, which the site file asks.',
    ja: 'サイトファイルで問い合わせ先になっている {address} を、設定では待ち受けていません。',
  },

  // Deeds.
  'gateway-gone-handover': {
    en: 'The old master ended during the handover.',
    ja: '切り替え中に旧マスターが終了しました。',
  },
  'gateway-gone-before': {
    en: 'The old master ended before the handover.',
    ja: '切り替えの前に旧マスターが終了しました。',
  },
  'gateway-stopped': {
    en: 'The gateway stopped running since the plan was made.',
    ja: '計画の作成後にゲートウェイが停止しました。',
  },
  'no-second-master': {
    en: 'The new build did not come up beside the old one: {said}',
    ja: '新ビルドが旧ビルドと並んで起動しませんでした: {said}',
  },
  'wrote-nothing': { en: 'it wrote nothing', ja: '何も出力されていません' },
  'old-still-serves': { en: 'The old build still serves.', ja: '旧ビルドは引き続き稼働しています。' },
  'nginx-unkillable': { en: 'nginx of {roots} could not be ended.', ja: '{roots} の nginx を終了できませんでした。' },
  'look-ps': {
    en: 'Look with `ps`; a process in state D waits for its disk.',
    ja: '`ps` で確認してください。状態が D のプロセスはディスクを待っています。',
  },
  'no-worker': {
    en: 'The gateway was started, but no worker of {tree} takes connections after {wait} ms.',
    ja: 'ゲートウェイを起動しましたが、{wait} ミリ秒たっても {tree} のワーカーが接続を受け付けません。',
  },
  'error-log-tells': { en: 'Its error log tells why.', ja: '理由はエラーログを確認してください。' },
  'routes-unreadable': {
    en: 'The build that takes over did not tell its container routes.',
    ja: '引き継ぐビルドからコンテナーの経路を取得できませんでした。',
  },
  'routes-unwritable': {
    en: '{count} container routes could not be registered at the build that takes over: {routes}.',
    ja: 'コンテナーの経路 {count} 件を、引き継ぐビルドに登録できませんでした: {routes}。',
  },

  // Answers.
  'config-passes': { en: 'the configuration passes its test', ja: '設定は検査に合格しました' },
  'config-fails': { en: 'the configuration fails its test: {said}', ja: '設定が検査に不合格です: {said}' },
  'url-answers': { en: '{url} answers {status}', ja: '{url} の応答が {status} です' },
  'url-answers-json': { en: '{url} answers 200 with JSON', ja: '{url} の応答は 200 で、JSON です' },
  'url-answers-no-json': {
    en: '{url} answers 200, but not with JSON',
    ja: '{url} の応答は 200 ですが、JSON ではありません',
  },
  'other-bytes': {
    en: '{exe} runs from other bytes than lie on disk',
    ja: '{exe} はディスク上と異なる内容で動いています',
  },
  'reports-other': {
    en: '{exe} reports {said}, wanted {version}',
    ja: '{exe} の報告は {said} です (期待は {version})',
  },
  'answered-by': {
    en: '{ours} of {connections} new connections answered by {version} from {tree}',
    ja: '新しい接続 {connections} 本のうち {ours} 本に {tree} の {version} が応答',
  },
  'answered-by-failed': {
    en: '{ours} of {connections} new connections answered by {version} from {tree}, while {failed} failed',
    ja: '新しい接続 {connections} 本のうち {ours} 本に {tree} の {version} が応答、{failed} 本が失敗',
  },
  'url-median': { en: '{url}: median {ms} ms', ja: '{url}: 中央値 {ms} ミリ秒' },
  'log-quiet': { en: 'no serious line in the error log', ja: 'エラーログに深刻な行はありません' },
  'log-signs': { en: 'serious lines: {lines}', ja: '深刻な行: {lines}' },
  'routes-known': { en: '{count} container routes known', ja: 'コンテナーの経路 {count} 件を認識' },
  'routes-lost': { en: 'routes lost: {routes}', ja: '失われた経路: {routes}' },
  unresolved: {
    en: 'Not resolved, so not in the snapshot: {setting}, in {where}.',
    ja: 'パスを確定できないためスナップショットに含まれません: {where} の {setting}。',
  },
  absent: {
    en: 'Not there, so not in the snapshot: {path}, which {directive} in {where} names.',
    ja: '存在しないためスナップショットに含まれません: {where} の {directive} が指す {path}。',
  },
  'left-system': { en: 'it is a folder of the system', ja: 'システムのフォルダーです' },
  'left-own': {
    en: 'it holds the gateway, its generations or the snapshots themselves',
    ja: 'ゲートウェイ、世代、またはスナップショット自体を含んでいます',
  },
  'left-special': {
    en: '{path} is no file, folder or link',
    ja: '{path} はファイル・フォルダー・リンクのいずれでもありません',
  },
  'left-unreadable': { en: 'it could not be looked at: {why}', ja: '確認できませんでした: {why}' },
  'left-large': {
    en: 'it holds more than {mib} MiB or {entries} entries',
    ja: '{mib} MiB または {entries} 個を超えています',
  },
  'left-out': {
    en: 'The configuration refers to {path}, and the snapshot does not hold it: {why}.',
    ja: '設定が {path} を参照していますが、スナップショットには含まれません: {why}。',
  },
  'left-out-tree': {
    en: '{path} lies in the tree of the gateway, and the snapshot does not hold it: {why}.',
    ja: '{path} はゲートウェイのツリーにありますが、スナップショットには含まれません: {why}。',
  },
  'left-nowhere': { en: 'the link leads to nothing', ja: 'リンク先がありません' },
  'left-out-next': {
    en: 'Keep {path} by other means if it cannot be had again.',
    ja: '再取得できない場合は、別の方法で {path} を保管してください。',
  },

  'boot-file-broken': { en: '{path} cannot be read as routes', ja: '{path} を経路として読み取れません' },
  'podman-absent': { en: 'Podman is not there', ja: 'Podman がありません' },
  'podman-silent': {
    en: 'Podman did not tell its containers: {why}',
    ja: 'Podman からコンテナーを取得できません: {why}',
  },
  'podman-none': {
    en: 'Podman runs no container that has an address and a port',
    ja: 'アドレスとポートのあるコンテナーは Podman で動いていません',
  },
  'podman-unclear': {
    en: 'address, port or name not clear: {names}',
    ja: 'アドレス、ポート、または名前を確定できません: {names}',
  },
  'note-routes-file': {
    en: 'Container routes: {count} from {path}, written {written}: {names}.',
    ja: 'コンテナーの経路: {path} ({written} に書き込み) から {count} 件: {names}。',
  },
  'note-routes-podman': {
    en: 'Container routes: rebuilt from Podman: {names}.',
    ja: 'コンテナーの経路: Podman から再作成: {names}。',
  },
  'note-routes-nowhere': {
    en: 'Nobody tells the container routes: containers are reached again when they register again (within 300 s as a rule), or are restarted.',
    ja: 'コンテナーの経路を取得できません。コンテナーが再登録するか (通常 300 秒以内)、再起動されるまで、コンテナーには接続できません。',
  },
  'note-routes-also': { en: 'Besides: {said}.', ja: '補足: {said}。' },
  'gate-routes-there': { en: 'the container routes are there', ja: 'コンテナーの経路があることを確認' },
  'routes-told-none': {
    en: 'no container routes, as the gateway before it told',
    ja: 'コンテナーの経路はありません (直前のゲートウェイの報告どおり)',
  },
  'routes-missing': {
    en: 'container routes are missing; looked in {looked}; containers register again by themselves (within 300 s as a rule), else restart them',
    ja: 'コンテナーの経路がありません (調べた場所: {looked})。コンテナーは自動で再登録します (通常 300 秒以内)。再登録されない場合はコンテナーを再起動してください',
  },
  'address-absent': {
    en: 'The gateway listens on {addresses}, which no interface of this host has now; in a Flatnet, Nebula brings it. Stopped, the gateway could not start again.',
    ja: 'ゲートウェイは {addresses} で待ち受けますが、現在このホストのどのインターフェースにもありません。Flatnet ではこのアドレスは Nebula が用意します。停止すると、ゲートウェイは再び起動できません。',
  },
  'address-absent-next': {
    en: 'Start Nebula (its service), then look: flatnet-maint status',
    ja: 'Nebula (そのサービス) を起動してから確認してください: flatnet-maint status',
  },
  'start-address-absent': {
    en: 'The gateway does not start: it listens on {addresses}, which no interface of this host has; in a Flatnet, Nebula brings it. It said: {said}',
    ja: 'ゲートウェイが起動しません。{addresses} で待ち受けますが、このホストのどのインターフェースにもありません。Flatnet ではこのアドレスは Nebula が用意します。出力: {said}',
  },
  'own-test-no-program': {
    en: 'it cannot be tested: there is no program {program}',
    ja: '検査できません: プログラム {program} がありません',
  },
  'own-test-unasked': { en: 'its test could not be asked: {why}', ja: '検査できませんでした: {why}' },
  'own-test-outside': {
    en: '{path} leads out of the copy that is tested, so it was not written.',
    ja: '{path} は検査用コピーの外を指しているため、書き込んでいません。',
  },
  'own-test-large': {
    en: '{folder} holds more than {entries} entries, too many for a test',
    ja: '{folder} の項目が {entries} 個を超えており、検査には多すぎます',
  },

  'find-no-windows': {
    en: 'The gateway can be found on Linux only.',
    ja: 'ゲートウェイの検出は Linux でのみ行えます。',
  },
  'find-program-hidden': {
    en: 'From which tree nginx process {pid} runs may not be read; with sudo it can.',
    ja: 'nginx プロセス {pid} がどのツリーで動いているかを読み取る権限がありません。sudo を付けると読み取れます。',
  },
  'find-port-hidden': {
    en: 'Who holds port {port} may not be read; with sudo it can.',
    ja: 'ポート {port} を使用しているプログラムを読み取る権限がありません。sudo を付けると読み取れます。',
  },
  'find-no-time': {
    en: 'it was not asked, for the time was over',
    ja: '時間切れのため確認していません',
  },
  'find-not-tested': {
    en: 'not tested: only the {most} newest trees are',
    ja: '未検査: 検査するのは新しい {most} 個のツリーだけです',
  },
  'find-only-config': {
    en: 'it holds configuration only, and no program that could test it',
    ja: '設定だけで、検査できるプログラムがありません',
  },
  'find-no-program': { en: 'there is no program sbin/nginx in it', ja: 'プログラム sbin/nginx がありません' },
  'found-process': { en: 'found: command line of process {of}', ja: '検出: プロセス {of} のコマンドライン' },
  'found-unit': { en: 'found: systemd unit {of}', ja: '検出: systemd ユニット {of}' },
  'found-disk': { en: 'found: on the disk, in {of}', ja: '検出: ディスク上の {of}' },
  'found-chosen': { en: 'found: {of}, as it was chosen', ja: '検出: 指定された {of}' },
  'found-site': { en: 'the site file says {of}', ja: 'サイトファイルの指定: {of}' },
  'found-in': { en: 'found: in {of}', ja: '検出: {of} 内' },
  'found-names-home': {
    en: 'found: it names {of}; nothing runs that would tell for certain',
    ja: '検出: {of} を参照しています (何も動いていないため確実ではありません)',
  },
  'found-listen': { en: 'found: listen {listen} in {file}', ja: '検出: {file} の listen {listen}' },
  'fill-site': {
    en: 'fill in: where the gateway answers /health, as http://127.0.0.1:80; no server for it was found, and nothing can be verified without',
    ja: '要記入: /health に応答するアドレス (例: http://127.0.0.1:80)。該当する server が見つかりません。指定がないと何も検証できません',
  },
  'fill-api': {
    en: 'fill in: where the gateway answers /api/status, as http://10.100.1.1:8080; no server for it was found, and without it the API and the container routes are not verified',
    ja: '要記入: /api/status に応答するアドレス (例: http://10.100.1.1:8080)。該当する server が見つかりません。指定がないと API とコンテナーの経路は検証されません',
  },
  'fill-boot': {
    en: 'fill in: the file of container routes that init_worker loads, relative to the tree, as boot/routes.json; none was found, and without it a new build knows no routes until containers register again',
    ja: '要記入: init_worker が読み込むコンテナー経路のファイル (ツリーからの相対パス、例: boot/routes.json)。見つかりません。指定がないと、コンテナーが再登録するまで新ビルドは経路を認識しません',
  },
  'fill-drain': {
    en: 'fill in: the file that makes every answer close its connection, relative to the tree; no such switch was found, and without it about 1 in 1,000 requests on kept connections is lost at a handover',
    ja: '要記入: 存在する間すべての応答で接続を閉じさせるファイル (ツリーからの相対パス)。該当する設定が見つかりません。指定がないと、切り替え時に維持中の接続のリクエストが約 1,000 件に 1 件失われます',
  },
  'why-flatnet': { en: 'it speaks of Flatnet', ja: 'Flatnet の記述があります' },
  'why-no-flatnet': { en: 'nothing in it speaks of Flatnet', ja: 'Flatnet の記述がありません' },
  'why-runs': {
    en: 'process {pid} was started through {home}; {what}',
    ja: 'プロセス {pid} は {home} を通して起動されています。{what}',
  },
  'why-unit': {
    en: 'systemd unit {unit} starts {home}; {what}',
    ja: 'systemd ユニット {unit} が {home} を起動します。{what}',
  },
  'why-disk': {
    en: 'nothing runs; in {folder} there is {names}; {what}',
    ja: '何も動いていません。{folder} に {names} があります。{what}',
  },
  'why-nothing': {
    en: 'nothing runs, and there is no program at {home} or beside it',
    ja: '何も動いておらず、{home} にもその隣にもプログラムがありません',
  },
  'best-live': { en: 'it serves', ja: '稼働中です' },
  'best-live-fails': {
    en: 'it serves, though its configuration on disk fails its test',
    ja: '稼働中です (ただしディスク上の設定は検査に不合格です)',
  },
  'best-home': { en: 'it lies at the home and passes its test', ja: '本来の場所にあり、検査に合格しました' },
  'best-old': {
    en: 'the one before, set aside by hand, passes its test',
    ja: '手作業で退避された以前のツリーで、検査に合格しました',
  },
  'best-other': {
    en: 'the newest one that was set aside and passes its test',
    ja: '退避されたツリーのうち、検査に合格した最新のものです',
  },
  'best-kept': {
    en: 'the newest kept generation that passes its test',
    ja: '保存されている世代のうち、検査に合格した最新のものです',
  },
  'best-new': {
    en: 'nothing else passes its test; whether it ever served is not known',
    ja: 'ほかに検査に合格したものがありません。稼働実績は不明です',
  },
  'best-failed': {
    en: 'nothing else passes its test; its name says that it failed before',
    ja: 'ほかに検査に合格したものがありません。名前からは以前失敗したことがうかがえます',
  },
  'remark-home-absent': {
    en: 'There is nothing at {home}, where the gateway is started.',
    ja: 'ゲートウェイの起動元 {home} に何もありません。',
  },
  'remark-home-absent-next': {
    en: 'flatnet-maint init   (it names the tree that is best started)',
    ja: 'flatnet-maint init   (起動に最適なツリーが表示されます)',
  },
  'remark-serves-elsewhere': {
    en: 'Process {pid} serves from {tree}, which is not what {home} leads to: folders were renamed while it ran.',
    ja: 'プロセス {pid} は {tree} から稼働していますが、{home} の指す先ではありません (稼働中にフォルダーの名前が変更されています)。',
  },
  'remark-serves-deleted': {
    en: 'Process {pid} serves from {tree}, which is no more on the disk: what runs cannot be started again.',
    ja: 'プロセス {pid} は {tree} から稼働していますが、すでにディスク上にありません。終了すると再起動できません。',
  },
  'remark-serves-elsewhere-next': {
    en: 'Stop nothing before it is adopted; the command for it: flatnet-maint init',
    ja: '取り込むまで何も停止しないでください。取り込むコマンドの確認: flatnet-maint init',
  },
  'remark-handover': {
    en: 'Two masters run ({pids}): one has started the other, as a handover does.',
    ja: 'マスターが 2 つ動いています ({pids})。切り替えのように、一方が他方を起動しています。',
  },
  'remark-two-masters': {
    en: 'More than one master of this gateway runs: processes {pids}.',
    ja: 'このゲートウェイのマスターが複数動いています: プロセス {pids}。',
  },
  'remark-command-line': {
    en: 'Process {pid} was started as `{runs}`, which no site file can mean, so it would not be upgraded.',
    ja: 'プロセス {pid} は `{runs}` として起動されています。サイトファイルで表せない形式のため、アップグレードの対象になりません。',
  },
  'remark-command-line-next': {
    en: 'At a quiet hour stop it and start it as: {means}',
    ja: '影響の少ない時間帯に停止し、次のコマンドで起動し直してください: {means}',
  },
  'remark-orphan': {
    en: 'Process {pid} is a worker without a master, of {tree}; it still takes connections on port {ports} and nobody can tell it to stop by `nginx -s`.',
    ja: 'プロセス {pid} はマスターのないワーカーです ({tree})。まだポート {ports} で接続を受け付けており、`nginx -s` では停止できません。',
  },
  'remark-orphan-quiet': {
    en: 'Process {pid} is a worker without a master, of {tree}; it takes no new connections.',
    ja: 'プロセス {pid} はマスターのないワーカーです ({tree})。新しい接続は受け付けていません。',
  },
  'remark-orphan-next': {
    en: 'flatnet-maint adopt gateway --start   (it ends it), or by hand: kill -QUIT {pid}',
    ja: 'flatnet-maint adopt gateway --start   (そこで終了されます)。手作業の場合: kill -QUIT {pid}',
  },
  'remark-orphan-serving-next': {
    en: 'It may end what it began; to end it: kill -QUIT {pid}',
    ja: '処理中のものは最後まで続けさせて構いません。終了させる場合: kill -QUIT {pid}',
  },
  'remark-pid-empty': {
    en: 'The pid file {path} is empty, as `nginx -t` leaves it; `nginx -s stop` fails with it.',
    ja: 'PID ファイル {path} が空です (`nginx -t` を実行するとこうなります)。このままでは `nginx -s stop` は失敗します。',
  },
  'remark-pid-nonsense': {
    en: 'The pid file {path} holds no process number.',
    ja: 'PID ファイル {path} にプロセス番号がありません。',
  },
  'remark-pid-nobody': {
    en: 'The pid file {path} names process {pid}, which is gone.',
    ja: 'PID ファイル {path} のプロセス {pid} はすでに終了しています。',
  },
  'remark-pid-stranger': {
    en: 'The pid file {path} names process {pid}, which is no master of this gateway but {program}; `nginx -s` would signal it.',
    ja: 'PID ファイル {path} のプロセス {pid} はこのゲートウェイのマスターではなく {program} です。`nginx -s` を実行するとこちらにシグナルが送られます。',
  },
  'remark-pid-file-next': {
    en: 'Believe the processes, not this file, and type no `nginx -s`: flatnet-maint status',
    ja: 'このファイルではなく実際のプロセスを確認し、`nginx -s` は実行しないでください: flatnet-maint status',
  },
  'remark-address-absent': {
    en: 'The gateway listens on {address}, and no interface of this host has that address now, so it cannot start. In a Flatnet it is the address of the overlay network, which Nebula brings.',
    ja: 'ゲートウェイは {address} で待ち受けますが、現在このホストのどのインターフェースにもこのアドレスがないため起動できません。Flatnet では Nebula が用意するオーバーレイネットワークのアドレスです。',
  },
  'remark-address-absent-next': {
    en: 'Start Nebula first, then look again: flatnet-maint status',
    ja: '先に Nebula を起動してから、もう一度確認してください: flatnet-maint status',
  },
  'remark-half': {
    en: '{path} is a copy that was broken off, or something else: it has no {lacks}.',
    ja: '{path} は途中で終わったコピーか、別のものです。{lacks} がありません。',
  },
  'remark-left': {
    en: '{path} was set aside by hand; its version is {version}.',
    ja: '{path} は手作業で退避されたものです (バージョン: {version})。',
  },
  'remark-left-next': {
    en: 'Nothing here touches it; remove it by hand when it is not needed any more.',
    ja: '本ツールは触れません。不要になったら手作業で削除してください。',
  },
  'remark-mixed': {
    en: 'The vendor Lua in {path} belongs to another build of the Lua module; the program may refuse to start, which `nginx -t` does not see.',
    ja: '{path} のベンダー Lua は別ビルドの Lua モジュール用です。プログラムが起動しないおそれがありますが、`nginx -t` では検出できません。',
  },
  'remark-mixed-with': {
    en: 'The vendor Lua in {path} is that of {other}, an older version, as a copied lualib leaves it; the program may refuse to start, which `nginx -t` does not see.',
    ja: '{path} のベンダー Lua は旧バージョン {other} のものと同じです (lualib をコピーするとこうなります)。プログラムが起動しないおそれがありますが、`nginx -t` では検出できません。',
  },
  'remark-mixed-next': {
    en: 'Rather start another tree; which one is best: flatnet-maint init',
    ja: 'できれば別のツリーを起動してください。最適なツリーの確認: flatnet-maint init',
  },
  'remark-foreign': {
    en: '{program} (process {pid}) is an nginx that is none of a gateway of its own folder; it holds port {ports}.',
    ja: '{program} (プロセス {pid}) は独自フォルダーのゲートウェイではない nginx で、ポート {ports} を使用しています。',
  },
  'remark-foreign-quiet': {
    en: '{program} (process {pid}) is an nginx that is none of a gateway of its own folder; it holds no port that can be seen.',
    ja: '{program} (プロセス {pid}) は独自フォルダーのゲートウェイではない nginx です。確認できる使用ポートはありません。',
  },
  'remark-foreign-away-next': {
    en: 'Its program is not on this disk: it runs in a container, and is maintained there.',
    ja: 'プログラムがこのディスク上にありません。コンテナーの中で動いているため、そちらで管理してください。',
  },
  'remark-foreign-next': {
    en: 'If it holds a port of the gateway, stop it; if it is the gateway: flatnet-maint init --use {folder}',
    ja: 'ゲートウェイのポートを使用している場合は停止してください。これがゲートウェイの場合: flatnet-maint init --use {folder}',
  },

  'no-such-tree': {
    en: '{path} is no tree of a gateway: it holds no sbin/nginx. Nothing was changed.',
    ja: '{path} はゲートウェイのツリーではありません。sbin/nginx がありません。何も変更していません。',
  },
  'no-such-tree-next': {
    en: 'Look at what there is with `flatnet-maint status`, and name one of these trees.',
    ja: '`flatnet-maint status` であるものを確認し、そのツリーのいずれかを指定してください。',
  },
  'step-adopt': { en: 'copy {tree} to {into}', ja: '{tree} を {into} にコピー' },
  'step-adopt-record': { en: 'record generation {id}', ja: '世代 {id} を記録' },
  'step-end-left': {
    en: 'end what is left running, for good',
    ja: '残っているプロセスを終了 (元に戻せません)',
  },
  'expect-revive': {
    en: 'What stands at {home} and is no pointer is kept as {aside}.',
    ja: '{home} にあるものは、ポインターでなければ {aside} として残します。',
  },
  'serves-already': {
    en: 'A gateway runs already: process {pid} runs {exe}. It would be ended, and not be started again on the way back.',
    ja: 'ゲートウェイがすでに動いています。プロセス {pid} が {exe} を実行しています。終了させることになり、元に戻すときも再び起動しません。',
  },
  'serves-already-next': {
    en: 'If it serves users, leave out --start: nothing live changes then, and what works becomes the way back.',
    ja: '利用者に応答しているなら --start を付けずに実行してください。稼働中のものは変更せず、動いているものが戻り先になります。',
  },
  'routes-next': {
    en: 'Look whether that is all of them; what is missing registers again, or is restarted.',
    ja: 'それがすべてか確認してください。足りないものは自ら再登録するか、再起動が必要です。',
  },
  'system-tree': {
    en: '{path} is a folder of the system, not a tree of a gateway alone. Nothing was changed.',
    ja: '{path} はシステムのフォルダーで、ゲートウェイ専用のツリーではありません。何も変更していません。',
  },
  'lies-in-tree': { en: 'it lies in {path}', ja: '{path} の中にあります' },
  'unit-besides': {
    en: 'The unit {unit} starts {home} too, and the site file names no service: it is started without the unit, which may go on trying and take the pid file away.',
    ja: 'ユニット {unit} も {home} を起動しますが、サイトファイルにサービスの指定がありません。ユニットを使わずに起動するため、ユニットが起動を繰り返し、pid ファイルを消すことがあります。',
  },
  'unit-besides-next': {
    en: 'Write `service: {unit}` below `gateway:` in the site file, and the unit starts it.',
    ja: 'サイトファイルの `gateway:` の下に `service: {unit}` と書けば、ユニットが起動します。',
  },
  'find-strangers': {
    en: '{program} was not run, for others than root can change {path}; to trust it: --use {tree}',
    ja: '{path} は root 以外のユーザーも変更できるため、{program} は実行していません。信頼する場合は --use {tree} を指定してください',
  },
  'find-disk-time': {
    en: 'Not all of {path} was looked at, for the time was over.',
    ja: '時間切れのため、{path} の一部は確認していません。',
  },
  'remark-left-by-run': {
    en: '{path} was set aside by an earlier run; its version is {version}.',
    ja: '{path} は以前の実行が退避したものです (バージョン {version})。',
  },
  'remark-serves-deleted-next': {
    en: 'Let it run until users can bear a stop. Then stop it and type: flatnet-maint status',
    ja: '利用者への影響が許容できる時間まで動かしたままにしてください。その後に停止し、次を実行してください: flatnet-maint status',
  },
  'remark-serves-replaced': {
    en: 'Process {pid} serves from a program that lay at {program} and was replaced or removed while it ran: what lies there now does not serve, and what runs cannot be started again.',
    ja: 'プロセス {pid} が実行しているプログラムは、稼働中に {program} から差し替えられたか削除されました。現在そこにあるものは稼働していません。実行中のものは終了すると再起動できません。',
  },

  'identity-hidden': {
    en: 'Which program answered {hidden} of {connections} new connections may not be read; with sudo it can.',
    ja: '新しい接続 {connections} 件のうち {hidden} 件について、応答したプログラムを読み取る権限がありません。sudo を付けると読み取れます。',
  },

  'path-variable': {
    en: 'nginx takes a $ in a path for a variable and has no way to escape it, so a gateway in such a folder cannot be upgraded.',
    ja: 'nginx はパスの $ を変数とみなし、エスケープする方法がないため、このようなフォルダーのゲートウェイはアップグレードできません。',
  },
  'allowed-in-tree': {
    en: 'a path relative to the tree, without `..`',
    ja: 'ツリーからの相対パス (`..` を含まないもの)',
  },
  'allowed-service': { en: 'the name of a service', ja: 'サービスの名前' },
  'command-failed': { en: '{command} ended with {code}: {said}', ja: '{command} が {code} で終了しました: {said}' },
  'step-copy-live': {
    en: 'copy the live tree {tree} to {into}; it serves on as it is',
    ja: '稼働中のツリー {tree} を {into} にコピーします (稼働中のものはそのままです)',
  },
  'step-carry-changed': {
    en: 'carry configuration, pages and Lua, then put the new configuration in their place',
    ja: '設定、ページ、Lua を引き継ぎ、新しい設定に置き換えます',
  },
  'expect-config': {
    en: '{count} files change, in a generation of its own: {files}; the live tree is not written to',
    ja: '{count} 個のファイルが、新しい世代の中で変わります: {files} (稼働中のツリーには書き込みません)',
  },
  'config-no-place': {
    en: '{path} would lie behind a link that leads out of the generation, where every generation reads it. Nothing was changed.',
    ja: '{path} は世代の外につながるリンクの先にあり、すべての世代から読まれるため変更できません。何も変更していません。',
  },
  'config-no-place-next': {
    en: 'Leave it out of the folder, and change it where the link leads to.',
    ja: 'フォルダーから外し、リンク先のファイルを直接変更してください。',
  },
  'config-not-planned': {
    en: '{path} is not what it was when this was planned. Nothing was changed.',
    ja: '{path} が計画時の内容と異なります。何も変更していません。',
  },
  'config-not-planned-next': {
    en: 'Run the command again when nobody writes there.',
    ja: '書き込みが終わってから、もう一度コマンドを実行してください。',
  },
  'config-pid': {
    en: '{path} says `pid {pid}`, and the gateway runs with {present}: a change of that needs a restart and is not made while it serves. Nothing was changed.',
    ja: '{path} に `pid {pid}` とありますが、ゲートウェイは {present} で稼働しています。この変更には再起動が必要なため、稼働中には行いません。何も変更していません。',
  },
  'config-pid-next': { en: 'Leave `pid` as it is.', ja: '`pid` を元のままにしてください。' },
});
export const t = texts.en;
