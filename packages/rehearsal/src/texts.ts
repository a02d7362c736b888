import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'rehearsal-unknown': {
    en: 'There is no rehearsal {names}; there are: {known}.',
    ja: '{names} というリハーサルはありません。あるもの: {known}。',
  },
  unknown: { en: 'no such rehearsal', ja: 'そのようなリハーサルはありません' },
  'needs-root': {
    en: 'The practice machine needs root: run this command as root or with sudo.',
    ja: '練習用のマシンには root 権限が必要です。root または sudo で実行してください。',
  },
  'needs-debian': {
    en: 'The practice machine needs Debian or Ubuntu; /etc/os-release says ID={id}.',
    ja: '練習用のマシンには Debian または Ubuntu が必要です。/etc/os-release の ID は {id} です。',
  },
  'needs-merged-usr': {
    en: 'The practice machine needs a merged /usr: /bin is a folder of its own here.',
    ja: '練習用のマシンには統合された /usr が必要です。ここでは /bin が独立したフォルダーです。',
  },
  'needs-source': {
    en: 'No apt source of this machine names suite {suite} with component main.',
    ja: 'このマシンの apt の取得元に、スイート {suite} の main がありません。',
  },
  'needs-keyring': {
    en: 'The practice machine needs the package {distribution}-archive-keyring (no keyring found).',
    ja: '練習用のマシンにはパッケージ {distribution}-archive-keyring が必要です (キーリングがありません)。',
  },
  'no-lists': {
    en: "No package lists for {suite} from this machine's archive ({why}) and nothing complete in {cache}.",
    ja: 'このマシンの取得元から {suite} のパッケージ一覧を得られず ({why})、{cache} にも完全なものがありません。',
  },
  'does-not-start': {
    en: 'the practice gateway does not start: {why}',
    ja: '練習用のゲートウェイが起動しません: {why}',
  },
  'never-began': { en: 'the cutover never began', ja: '切り替えが始まりませんでした' },
  'gone-already': {
    en: 'process {pid} was gone before it could be killed',
    ja: '強制終了する前にプロセス {pid} がなくなっていました',
  },
  'setting-up': {
    en: 'setting up: packages, builds, a practice machine',
    ja: 'パッケージ、ビルド、練習用のマシンを準備しています',
  },
  fetching: { en: 'fetching {packages} of {suite}', ja: '{suite} の {packages} を取得しています' },
  'unpacking-tools': { en: 'unpacking the tools layer', ja: 'ツールのレイヤーを展開しています' },
  'laying-gateway': {
    en: 'laying gateway {version} of {suite}',
    ja: '{suite} のゲートウェイ {version} を配置しています',
  },
  'stopped-by-operator': { en: 'stopped by the operator', ja: 'オペレーターにより停止されました' },
  playing: { en: '── playing: {title}', ja: '── リハーサル: {title}' },
  'not-to-its-end': { en: '{name}: not run to its end: {why}', ja: '{name}: 最後まで実行できませんでした: {why}' },
  'not-run': { en: 'not run: {name}: {reason}', ja: '未実行: {name}: {reason}' },
  'all-passed': { en: 'all passed', ja: 'すべて合格しました' },
  'not-all-passed': { en: 'not all passed', ja: '合格しなかったものがあります' },

  passed: { en: 'passed  {name}: {outcome}', ja: '合格  {name}: {outcome}' },
  failed: { en: 'FAILED  {name}: {outcome}', ja: '不合格  {name}: {outcome}' },
  committed: { en: 'committed', ja: '確定済み' },
  refused: { en: 'refused', ja: '拒否' },
  'rolled-back': { en: 'rolled-back', ja: 'ロールバック済み' },
  stuck: { en: 'stuck', ja: '行き詰まり' },
  'ended-with': { en: 'ended with code {code}', ja: 'コード {code} で終了' },
  requests: { en: '{requests} requests, {lost} lost', ja: 'リクエスト {requests} 件、うち損失 {lost} 件' },
  spoiled: {
    en: '{count} answered badly by the bad build',
    ja: '不良ビルドによる誤った応答 {count} 件',
  },
  gap: { en: 'longest pause {time} ms', ja: '最長の中断 {time} ミリ秒' },
  'proven-after': {
    en: 'the old version proven after {time} s',
    ja: '{time} 秒後に旧バージョンの稼働を確認',
  },

  'scene-good': { en: 'a good upgrade while users are served', ja: '利用者がいる間の正常なアップグレード' },
  'scene-rollback': { en: 'the operator goes back by hand', ja: 'オペレーターが手動で元に戻す' },
  'scene-bad': {
    en: 'a build that fails only when it is live ({fault}) goes back by itself',
    ja: '稼働して初めて失敗するビルド ({fault}) から自動で元に戻る',
  },
  'scene-caught': {
    en: 'a bad build ({fault}) is caught by its rehearsal start',
    ja: '不良ビルド ({fault}) を試験起動で見つける',
  },
  'scene-killed': {
    en: 'the tool is killed in mid-cutover; the dead-man brings the old version back',
    ja: '切り替えの途中でツールが強制終了され、デッドマンが旧バージョンに戻す',
  },
  'was-killed': {
    en: 'process {pid}, which worked on the run, was killed',
    ja: '実行中のプロセス {pid} を強制終了しました',
  },
  'wrong-code': {
    en: 'exit code {code}, wanted {wanted}: {why}',
    ja: '終了コードは {code} でした (期待値 {wanted}): {why}',
  },
  'found-nobody': {
    en: '{count} requests found nobody',
    ja: '{count} 件のリクエストに応答がありませんでした',
  },
  'met-bad-build': {
    en: '{count} users met a build that its rehearsal start can catch',
    ja: '試験起動で見つかるはずのビルドに {count} 人の利用者が接続しました',
  },
  'process-touched': { en: 'a live process was touched', ja: '稼働中のプロセスが変化しました' },
  'tree-left': { en: 'a tree was left', ja: 'ツリーが残されました' },
  'not-closed': {
    en: 'not closed within 30 s of the kill',
    ja: '強制終了から 30 秒以内に実行が終わりませんでした',
  },
  lost: { en: 'lost requests: {losses}', ja: '失われたリクエスト: {losses}' },
  cut: {
    en: '{downloads} downloads and {sockets} WebSockets cut',
    ja: '途中で切れたダウンロード {downloads} 件、WebSocket {sockets} 件',
  },
  'kept-closed': {
    en: '{count} kept connections closed under a request',
    ja: 'リクエスト中に閉じられた持続接続 {count} 件',
  },
  'wrong-version': {
    en: 'version {version} serves, wanted {wanted}',
    ja: '稼働しているバージョンは {version} です (期待値 {wanted})',
  },
  'left-over': { en: 'left over: {what}', ja: '残存: {what}' },
  'routes-differ': {
    en: 'container routes {now} were {before}',
    ja: 'コンテナーの経路が {before} から {now} に変わりました',
  },
  'master-count': { en: '{count} master processes', ja: 'マスタープロセスが {count} 個あります' },
  'other-path': {
    en: '{role} process {pid} runs {program}',
    ja: '{role} プロセス {pid} は {program} を実行しています',
  },
  'other-program': {
    en: '{role} process {pid} has another program',
    ja: '{role} プロセス {pid} のプログラムが異なります',
  },
  'other-status': {
    en: '/api/status says {status} with version {version}',
    ja: '/api/status の応答は {status}、バージョンは {version}',
  },
  'left-tree': { en: 'generation tree {name}', ja: '世代のツリー {name}' },
  'left-drain': { en: 'drain switch in {name}', ja: '{name} 内のドレインスイッチ' },
  'left-marker': { en: 'open marker {name}', ja: '実行中の目印 {name}' },
  'left-half-marker': { en: 'half a marker {name}', ja: '書きかけの目印 {name}' },
  'left-unit': { en: 'systemd unit {name}', ja: 'systemd ユニット {name}' },
  'left-enabled': { en: 'enabled {name}', ja: '有効化された {name}' },
  'left-process': { en: 'process {pid} of a run', ja: '実行のプロセス {pid}' },
  'other-answers': {
    en: '{count} of {all} answers: {builds}',
    ja: '{all} 件の応答のうち {count} 件: {builds}',
  },
  'rehearse-elsewhere': {
    en: 'Put that right, or rehearse on another machine with Debian or Ubuntu.',
    ja: 'これを解決するか、Debian または Ubuntu の別のマシンでリハーサルしてください。',
  },

  'unpacking-podman': { en: 'unpacking Podman', ja: 'Podman を展開しています' },

  'cni-scene-good': {
    en: 'a good upgrade of the plugin while containers run',
    ja: 'コンテナーの稼働中に行うプラグインの正常なアップグレード',
  },
  'cni-scene-rollback': {
    en: 'the operator brings the former plugin back by hand',
    ja: 'オペレーターが手動で以前のプラグインに戻す',
  },
  'cni-scene-bad': {
    en: 'a plugin that fails only when a container needs it ({fault}) goes back by itself',
    ja: 'コンテナーが使うときに初めて失敗するプラグイン ({fault}) から自動で元に戻る',
  },
  'cni-scene-killed': {
    en: 'the tool is killed while it replaces the plugin; the dead-man brings the old one back',
    ja: 'プラグインの置き換え中にツールが強制終了され、デッドマンが以前のプラグインに戻す',
  },
  pings: {
    en: '{sent} pings of running containers, {lost} lost',
    ja: '稼働中のコンテナーへの ping {sent} 回、うち損失 {lost} 回',
  },
  'pings-lost': {
    en: '{lost} of {sent} pings of running containers were lost',
    ja: '稼働中のコンテナーへの ping {sent} 回のうち {lost} 回に応答がありませんでした',
  },
  'containers-differ': {
    en: 'containers {now} were {before}',
    ja: 'コンテナーが {before} から {now} に変わりました',
  },
  'pair-mixed': {
    en: 'plugin {plugin} with list {conflist}',
    ja: 'プラグイン {plugin} と設定リスト {conflist} の組み合わせです',
  },
  'other-rights': {
    en: '{what} has mode {mode} and owner {owner}',
    ja: '{what} のモードは {mode}、所有者は {owner} です',
  },
  'new-container': { en: 'a new container: {why}', ja: '新しいコンテナー: {why}' },
  'left-container': { en: 'trial container {name} ({state})', ja: '試験用コンテナー {name} ({state})' },
  'left-address': {
    en: 'address {address} of {id}, which is no container',
    ja: '存在しないコンテナー {id} のアドレス {address}',
  },
  'left-space': { en: 'network namespace {name}', ja: 'ネットワーク名前空間 {name}' },
  'left-half-made': { en: 'half made {path}', ja: '作りかけの {path}' },
  'left-run-process': { en: 'process {pid} of a run: {command}', ja: '実行のプロセス {pid}: {command}' },
  'left-plugin-process': { en: 'process {pid} of a plugin: {command}', ja: 'プラグインのプロセス {pid}: {command}' },
  'podman-says': { en: 'podman ps says {said}', ja: 'podman ps の出力: {said}' },

  'unpacking-monitoring': {
    en: 'unpacking podman-compose and a registry',
    ja: 'podman-compose とレジストリを展開しています',
  },
  'making-images': { en: 'making images of the monitoring stack', ja: '監視スタックのイメージを作成しています' },

  'compose-other': {
    en: 'the compose file is neither the old nor the new one',
    ja: 'compose ファイルが新旧どちらのものでもありません',
  },
  'samples-gone': {
    en: 'samples from before are gone',
    ja: '以前のサンプルが失われました',
  },
  'dashboards-differ': {
    en: 'dashboards {now} were {before}',
    ja: 'ダッシュボードが {before} から {now} に変わりました',
  },
  'files-differ': {
    en: 'configuration files are not what they were',
    ja: '設定ファイルが以前と異なります',
  },
  'service-failed': {
    en: '{service} did not answer {failed} of {asked} times, though nothing was done to it',
    ja: '変更の対象ではない {service} が {asked} 回のうち {failed} 回応答しませんでした',
  },
  'monitoring-scene-good': {
    en: 'a good upgrade of Prometheus and Alertmanager',
    ja: 'Prometheus と Alertmanager の正常なアップグレード',
  },
  'monitoring-scene-rollback': {
    en: 'the operator brings the former versions back by hand',
    ja: 'オペレーターが手動で以前のバージョンに戻す',
  },
  'monitoring-scene-migrated': {
    en: 'a Grafana that migrates its database and then fails goes back by itself, with its data',
    ja: 'データベースを移行した後に失敗する Grafana から、データごと自動で元に戻る',
  },
  'monitoring-scene-killed': {
    en: 'the tool is killed while it replaces Prometheus; the dead-man brings the old one back',
    ja: 'Prometheus の置き換え中にツールが強制終了され、デッドマンが以前のものに戻す',
  },

  'unpacking-nebula': { en: 'unpacking Nebula', ja: 'Nebula を展開しています' },
  'nebula-scene-good': {
    en: 'a good upgrade of the tunnel on a host',
    ja: 'ホスト上のトンネルの正常なアップグレード',
  },
  'nebula-scene-rollback': {
    en: 'the operator brings the former Nebula back by hand',
    ja: 'オペレーターが手動で以前の Nebula に戻す',
  },
  'nebula-scene-bad': {
    en: 'a Nebula that is good only until it is started ({fault}) goes back by itself',
    ja: '起動するまで異常が分からない Nebula ({fault}) から自動で元に戻る',
  },
  'nebula-scene-killed': {
    en: 'the tool is killed while it replaces Nebula; the dead-man brings the tunnel back',
    ja: 'Nebula の置き換え中にツールが強制終了され、デッドマンがトンネルを元に戻す',
  },
  'open-to-others': {
    en: '{path} can be read by others',
    ja: '{path} が他のユーザーから読めます',
  },
  'of-lighthouse': { en: 'the lighthouse: {why}', ja: 'ライトハウス: {why}' },
});
export const t = texts.en;
