import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'allowed-service': { en: 'the name of a service, such as nebula', ja: 'サービス名 (例: nebula)' },
  'allowed-peer': { en: 'a name of letters, digits, . and -', ja: '英数字・ . ・ - からなる名前' },
  'allowed-address': {
    en: 'an address in the tunnel, such as 10.100.0.1',
    ja: 'トンネル内のアドレス (例: 10.100.0.1)',
  },
  'allowed-recipient': { en: 'an age recipient, age1…', ja: 'age の受信者 (age1…)' },
  'allowed-version': { en: 'a version, such as 1.9.3', ja: 'バージョン (例: 1.9.3)' },
  'config-absent': { en: 'there is no configuration file there', ja: 'そこに設定ファイルがありません' },
  'config-unread': { en: 'the configuration could not be read: {why}', ja: '設定を読み取れませんでした: {why}' },
  'cert-unread': {
    en: 'nebula-cert does not read {path}: {said}. Nothing was changed.',
    ja: 'nebula-cert が {path} を読み取れません: {said}。何も変更していません。',
  },
  'cert-odd': {
    en: 'nebula-cert printed a certificate in a form that is not known. Nothing was changed.',
    ja: 'nebula-cert が未知の形式で証明書を出力しました。何も変更していません。',
  },
  'cert-odd-next': {
    en: 'Look at what nebula-cert print -json says of the certificate of this host.',
    ja: 'このホストの証明書について nebula-cert print -json の出力を確認してください。',
  },
  'no-cert-program': {
    en: 'there is no nebula-cert to read certificates with',
    ja: '証明書を読む nebula-cert がありません',
  },
  'pki-unsaid': { en: 'the configuration does not say where {what} is', ja: '設定に {what} の場所が書かれていません' },
  'pki-unsaid-next': { en: 'Look at pki in the configuration.', ja: '設定の pki を確認してください。' },
  'program-absent': {
    en: '{path} is not there, or is no file. Nothing was changed.',
    ja: '{path} がないか、ファイルではありません。何も変更していません。',
  },
  stays: {
    en: 'The service {service} does not end: {pids} is still there. Its program was not replaced.',
    ja: 'サービス {service} が終了しません ({pids} が残っています)。プログラムは置き換えていません。',
  },
  'other-program': {
    en: 'The service {service} runs another program than was put in place: process {pid}, sha256 {sha256}',
    ja: 'サービス {service} は、配置したものとは別のプログラムを実行しています (プロセス {pid}、sha256 {sha256})',
  },
  died: {
    en: 'The service {service} was started, and its process ended right after',
    ja: 'サービス {service} を起動しましたが、直後にプロセスが終了しました',
  },
  'not-up': {
    en: 'The service {service} was started and did not run within {wait} ms',
    ja: 'サービス {service} を起動しましたが、{wait} ms 以内に稼働しませんでした',
  },
  'and-said': { en: '{what}; its log: {said}', ja: '{what}。ログ: {said}' },
  'not-running': {
    en: 'the service {service} does not run: {state}',
    ja: 'サービス {service} は稼働していません ({state})',
  },
  'no-process': { en: 'the service {service} has no process', ja: 'サービス {service} のプロセスがありません' },
  runs: {
    en: 'the service {service} runs nebula {version} as process {pid}',
    ja: 'サービス {service} は nebula {version} をプロセス {pid} として実行中',
  },
  'runs-other': {
    en: 'the service {service} runs something else as process {pid}: {program}, sha256 {sha256}',
    ja: 'サービス {service} のプロセス {pid} は別のもの: {program}、sha256 {sha256}',
  },
  steady: {
    en: 'the service {service} runs on; started again by itself: {restarts}',
    ja: 'サービス {service} は継続稼働中、自動再起動 {restarts} 回',
  },
  unsteady: {
    en: 'the service {service} does not run on; started again by itself: {restarts}; its log: {said}',
    ja: 'サービス {service} が継続稼働していません。自動再起動 {restarts} 回、ログ: {said}',
  },
  'no-ping': { en: 'no answer to a ping of {address}: {said}', ja: '{address} への ping に応答なし: {said}' },
  'no-tcp': { en: 'no TCP connection to {address}, port {port}', ja: '{address} のポート {port} に TCP 接続できない' },
  'not-back': { en: '{name} does not reach this host: {said}', ja: '{name} からこのホストに到達できない: {said}' },
  'peer-answers': {
    en: '{name} answers through the tunnel at {address}',
    ja: '{name} はトンネル経由で応答 ({address})',
  },
  'peer-silent': { en: '{name} does not answer as it should: {why}', ja: '{name} が正しく応答しません: {why}' },
  'shook-hands': {
    en: 'handshakes since this start with {count} of {of} peers: {peers}',
    ja: '今回の起動以降のハンドシェイク: {of} 台中 {count} 台 ({peers})',
  },
  'no-start-in-log': {
    en: '{count} of {of} peers answer; the start is no longer in the log: {peers}',
    ja: '{of} 台中 {count} 台が応答、起動時のログは残っていない ({peers})',
  },
  listeners: {
    en: '{count} listeners on the address in the tunnel take connections: {all}',
    ja: 'トンネルのアドレスで待ち受け、接続を受け付けているもの {count} 件: {all}',
  },
  reports: { en: '{program} says that it is nebula {version}', ja: '{program} は nebula {version} と報告' },
  'reports-other': {
    en: '{program} does not say that it is nebula {version}, but: {said}',
    ja: '{program} は nebula {version} ではなく次のように報告: {said}',
  },
  'config-passes': { en: '{program} takes {config}', ja: '{program} は {config} を受け入れる' },
  'config-fails': { en: '{program} refuses {config}: {said}', ja: '{program} は {config} を拒否: {said}' },
  'peers-idle': { en: 'no run is open on any of the peers', ja: 'どのピアでも実行中の作業はない' },
  'peer-busy': { en: 'on {name} the run {run} is open', ja: '{name} で実行 {run} が進行中' },
  'peer-odd': {
    en: '{name} did not say whether a run is open there: {said}',
    ja: '{name} で作業が進行中かどうか確認できない: {said}',
  },
  'release-no-program': {
    en: 'The release {version} holds no program {name}, but: {held}. Nothing was changed.',
    ja: 'リリース {version} にプログラム {name} がありません。中身: {held}。何も変更していません。',
  },
  'release-next': {
    en: 'Offer a release as it is published: an archive with nebula and nebula-cert.',
    ja: '公開されているリリース (nebula と nebula-cert を含むアーカイブ) を用意してください。',
  },
  'same-programs': {
    en: 'The programs of nebula {version} are in place already. Nothing was changed.',
    ja: 'nebula {version} のプログラムはすでに配置されています。何も変更していません。',
  },
  'step-lay': { en: 'lay nebula {version} in {tree}', ja: 'nebula {version} を {tree} に展開' },
  'step-record': { en: 'record generation {id} of nebula', ja: 'nebula の世代 {id} を記録' },
  'step-keep': { en: 'keep what is in place as generation {id} of nebula', ja: '現在の nebula を世代 {id} として保管' },
  'step-snapshot': {
    en: 'keep a snapshot of the programs, the configuration and the certificates of nebula',
    ja: 'nebula のプログラム・設定・証明書のスナップショットを取得',
  },
  'step-stop': { en: 'stop the service {service} and see it stopped', ja: 'サービス {service} を停止し、停止を確認' },
  'step-start': {
    en: 'start the service {service} and see nebula {version} run',
    ja: 'サービス {service} を起動し、nebula {version} の稼働を確認',
  },
  'step-put': { en: '{path} becomes that of nebula {version}', ja: '{path} を nebula {version} のものに置き換え' },
  'gate-version': {
    en: 'the staged program says that it is nebula {version}',
    ja: '展開したプログラムが nebula {version} と報告',
  },
  'gate-test': {
    en: 'nebula {version} takes the configuration and the certificates',
    ja: 'nebula {version} が設定と証明書を受け入れる',
  },
  'gate-keys': { en: 'certificates and keys can be kept', ja: '証明書と鍵を保管できる' },
  'gate-holds': { en: 'it is still the same process a moment later', ja: 'しばらく後も同じプロセスのまま' },
  'gate-idle': { en: 'no run is open on {peers}', ja: '{peers} で実行中の作業がない' },
  'note-before-run': { en: 'nebula before run {run}', ja: '実行 {run} の前の nebula' },
  'expect-cut': {
    en: 'The tunnel is cut while nebula is stopped; the way back needs nothing but this host.',
    ja: 'nebula の停止中はトンネルが切れます。復旧はこのホストだけで行えます。',
  },
  'expect-no-peers': {
    en: 'No peers are named in the site file, so whether the tunnel carries anything is not asked.',
    ja: '設定ファイルにピアがないため、トンネルが通じるかどうかは確認しません。',
  },
  'no-permission': {
    en: '{path} can be replaced by root alone, and this is user {uid}.',
    ja: '{path} を置き換えられるのは root だけですが、現在のユーザーは {uid} です。',
  },
  sudo: { en: 'Type the command again with sudo.', ja: 'sudo を付けてコマンドをもう一度入力してください。' },
  'no-manager': {
    en: 'No service manager runs here, and nebula is started and stopped through one.',
    ja: 'サービスマネージャーが稼働していません。nebula の起動と停止に必要です。',
  },
  'no-manager-next': {
    en: 'Look why systemd does not run on this host.',
    ja: 'このホストで systemd が稼働していない理由を確認してください。',
  },
  'service-absent': {
    en: 'There is no service {service}.',
    ja: 'サービス {service} がありません。',
  },
  'not-enabled': {
    en: 'The service {service} is not started at boot.',
    ja: 'サービス {service} はホスト起動時に開始されません。',
  },
  'other-instances': {
    en: '{program} is run by others as well, which keep what they have until they are started anew: {pids}',
    ja: '{program} は他のプロセスも実行しており、再起動するまで今のまま動きます: {pids}',
  },
  'other-instances-next': {
    en: 'Start them anew afterwards, one at a time.',
    ja: '作業後に 1 つずつ再起動してください。',
  },
  'certificates-unread': {
    en: 'How long the certificates last could not be read: {why}. With an expired one nothing starts again, not even the present version.',
    ja: '証明書の有効期限を読み取れませんでした: {why}。期限切れの場合、現在のバージョンも再起動できません。',
  },
  'certificates-unread-next': {
    en: 'Look at pki in the configuration, and at nebula-cert.',
    ja: '設定の pki と nebula-cert を確認してください。',
  },
  'wrong-authority': {
    en: 'The certificate of {name} was signed by {issuer}…, which is none of the authorities that this host trusts: {known}.',
    ja: '{name} の証明書は {issuer}… が署名していますが、このホストが信頼する認証局 ({known}) に含まれていません。',
  },
  'wrong-authority-next': {
    en: 'Put the right file in the place of pki.ca or pki.cert, then type the command again.',
    ja: 'pki.ca または pki.cert を正しいファイルにしてから、コマンドをもう一度入力してください。',
  },
  'of-host': { en: 'of this host, {name}', ja: 'このホスト {name} の証明書' },
  'of-authority': { en: 'of the authority {name}', ja: '認証局 {name} の証明書' },
  expired: {
    en: 'The certificate {whose} expired at {until}. The tunnel may still be up, but once stopped nothing starts again, not even the present version.',
    ja: '{whose}は {until} に期限切れになりました。トンネルは通じていても、停止すると現在のバージョンも起動できません。',
  },
  expiring: {
    en: 'The certificate {whose} expires at {until}, in {minutes} minutes: within the time of a run. Then nothing starts again.',
    ja: '{whose}は {until} (あと {minutes} 分) に期限切れになり、作業中に切れるおそれがあります。切れると何も起動できません。',
  },
  'renew-first': {
    en: 'Renew it first: nebula-cert sign on the host that has the key of the authority.',
    ja: '先に更新してください (認証局の鍵があるホストで nebula-cert sign)。',
  },
  'renew-soon': {
    en: 'The certificate {whose} expires at {until}, in {days} days.',
    ja: '{whose}は {until} (あと {days} 日) に期限切れになります。',
  },
  'renew-soon-next': {
    en: 'Renew it in time: nebula-cert sign on the host that has the key of the authority.',
    ja: '期限前に更新してください (認証局の鍵があるホストで nebula-cert sign)。',
  },
  'runs-another': {
    en: 'The service {service} runs {runs}, not {program}.',
    ja: 'サービス {service} は {program} ではなく {runs} を実行しています。',
  },
  'replaced-by-hand': {
    en: '{program} was replaced while the service {service} ran: what runs is not what lies there, and could not be gone back to.',
    ja: 'サービス {service} の稼働中に {program} が置き換えられています。動いているものはファイルと異なり、元に戻せません。',
  },
  'replaced-by-hand-next': {
    en: 'Restart it when it suits and see that it works: systemctl restart {service}',
    ja: '都合のよい時に再起動して動作を確認してください: systemctl restart {service}',
  },
  'config-refused': {
    en: 'The present program refuses the present configuration, so it could not be started again: {said}.',
    ja: '現在のプログラムが現在の設定を拒否するため、再起動できません: {said}。',
  },
  'config-added': {
    en: '{path} was not there when {version} was kept, and would be read with the kept configuration.',
    ja: '{path} は {version} の保管時にはなかったもので、戻した設定と一緒に読み込まれます。',
  },
  'config-added-next': {
    en: 'Move {path} out of the folder, or bear it: --accept config-added --reason TEXT',
    ja: '{path} をフォルダーの外に移動するか、次を付けてください: --accept config-added --reason TEXT',
  },
  'config-refused-next': {
    en: 'Correct the configuration, then type the command again.',
    ja: '設定を修正してから、コマンドをもう一度入力してください。',
  },
  'same-version': {
    en: 'nebula {version} is live already.',
    ja: 'nebula {version} はすでに稼働しています。',
  },
  downgrade: {
    en: '{version} is older than {present}, which is live.',
    ja: '{version} は稼働中の {present} より古いバージョンです。',
  },
  'downgrade-next': {
    en: 'To go back to a kept version: flatnet-maint rollback nebula',
    ja: '保管したバージョンに戻すには: flatnet-maint rollback nebula',
  },
  'two-versions': {
    en: 'nebula is {program} and nebula-cert {cert}.',
    ja: 'nebula は {program}、nebula-cert は {cert} です。',
  },
  'two-versions-next': { en: 'The upgrade replaces both.', ja: '更新で両方が置き換わります。' },
  'target-cannot-read': {
    en: 'nebula {version} does not read certificates of version 2, and these are such: {names}.',
    ja: 'nebula {version} はバージョン 2 の証明書を読めませんが、次の証明書が該当します: {names}。',
  },
  'peer-cannot-read': {
    en: '{name} runs nebula {version}, which does not read certificates of version 2, and these are such: {names}.',
    ja: '{name} の nebula {version} はバージョン 2 の証明書を読めませんが、次の証明書が該当します: {names}。',
  },
  'certificate-version-next': {
    en: 'Upgrade that end to 1.10 or newer, or sign certificates of version 1.',
    ja: 'その側を 1.10 以降に更新するか、バージョン 1 の証明書で署名してください。',
  },
  'peer-is-self': {
    en: 'The peer {name} has the address of this host, {address}: it would answer itself.',
    ja: 'ピア {name} のアドレス {address} はこのホスト自身のもので、自分で応答してしまいます。',
  },
  'peer-is-self-next': {
    en: 'Name hosts at the other end below peers in the site file.',
    ja: '設定ファイルの peers には、相手側のホストを書いてください。',
  },
  'tool-absent': {
    en: 'What is needed to ask peers is not there: {programs}.',
    ja: 'ピアの確認に必要なものがありません: {programs}。',
  },
  'no-peers': {
    en: 'No peers are named, so nobody will be asked whether the tunnel carries anything.',
    ja: 'ピアが指定されていないため、トンネルが通じるかどうかを確認できません。',
  },
  'no-peers-next': {
    en: 'Name at least one below peers in the site file.',
    ja: '設定ファイルの peers に少なくとも 1 台を指定してください。',
  },
  'hosts-not-asked': {
    en: 'This is a lighthouse, and no peer has a `status` command: whether one of its hosts is in the middle of an upgrade is not known.',
    ja: 'このホストはライトハウスですが、`status` コマンドを持つピアがないため、更新中のホストがあるかどうか分かりません。',
  },
  'hosts-not-asked-next': {
    en: 'See that no host is being upgraded now.',
    ja: '更新中のホストがないことを確認してください。',
  },
  'peers-asked': {
    en: 'Peers are asked whether a run is open there, and one that is or cannot be asked stops this one.',
    ja: 'ピアで作業が進行中でないか確認します。進行中か、確認できない場合は開始しません。',
  },
  'peers-asked-next': { en: 'Nothing, if they can be reached.', ja: 'ピアに到達できれば、必要な操作はありません。' },
  'carries-you': {
    en: 'Connections come in through this tunnel and will be cut: from {addresses}.',
    ja: 'このトンネル経由の接続があり、切断されます (接続元: {addresses})。',
  },
  'carries-you-next': {
    en: 'If your own terminal is one of them, add: --detach --confirm-within 5m',
    ja: 'ご自身の端末が含まれる場合は、次を付けてください: --detach --confirm-within 5m',
  },
  'no-ca-key': {
    en: 'The key of the certificate authority is not kept; `keys.ca-key` would say that it is to be.',
    ja: '認証局の鍵は保管しません。保管するには `keys.ca-key` を指定してください。',
  },
  'keys-inline': {
    en: 'The configuration holds certificate or key itself: they lie with it in kept versions, for root alone, and come back with it.',
    ja: '設定の中に証明書または鍵が直接書かれています。保管したバージョンにも root だけが読める形で含まれ、設定と一緒に戻ります。',
  },
  'keys-in-clear': {
    en: 'Certificates and keys are kept in clear, for root alone; `keys.recipient` or `keys.passphrase` would have them encrypted.',
    ja: '証明書と鍵は暗号化せずに root だけが読める形で保管します。暗号化するには `keys.recipient` または `keys.passphrase` を指定してください。',
  },
  'find-on-windows': {
    en: 'Nebula on Windows is not looked for yet.',
    ja: 'Windows の Nebula の検出にはまだ対応していません。',
  },
  'find-not-asked': {
    en: 'not asked: only the {most} newest programs are',
    ja: '未確認: 確認するのは新しい {most} 個のプログラムだけです',
  },
  'find-empty': { en: 'it is an empty file', ja: '空のファイルです' },
  'find-not-executable': { en: 'it may not be executed', ja: '実行権限がありません' },
  'find-time-over': { en: 'it was not asked, for the time was up', ja: '制限時間に達したため確認していません' },
  'find-open-to-others': {
    en: 'it was not asked, for others than root can change {path}; to trust it: --use {program}',
    ja: '{path} は root 以外のユーザーも変更できるため確認していません。信頼する場合は --use {program} を指定してください',
  },
  'find-no-version': { en: 'it does not say that it is a Nebula', ja: 'Nebula のバージョンを報告しません' },
  'find-no-config': { en: 'no configuration is seen to ask it with', ja: '確認に使う設定が見つかりません' },
  'find-config-read': { en: 'the configuration can be read', ja: '設定を読み取れます' },
  'best-answers': {
    en: 'it is in its place and takes the configuration',
    ja: '本来の場所にあり、設定を受け入れます',
  },
  'best-refused': {
    en: 'it is in its place and answers; none that is here takes the configuration',
    ja: '本来の場所にあり、応答します。設定を受け入れるものはこのホストにありません',
  },
  'best-copy': {
    en: 'the newest copy that takes the configuration',
    ja: '設定を受け入れるコピーのうち最も新しいものです',
  },
  'best-build': {
    en: 'the newest kept generation that takes the configuration',
    ja: '設定を受け入れる保管済みの世代のうち最も新しいものです',
  },
  'best-copy-new': {
    en: 'nothing else takes the configuration; it was put there as a new one',
    ja: '設定を受け入れるものがほかにありません。新しいものとして置かれたプログラムです',
  },
  'best-copy-failed': {
    en: 'nothing else takes the configuration; it was put aside as a failed one',
    ja: '設定を受け入れるものがほかにありません。失敗したものとして退避されたプログラムです',
  },
  'why-service': {
    en: 'the service {service} runs it with {config} as process {pid}',
    ja: 'サービス {service} が {config} を使ってプロセス {pid} として実行中',
  },
  'why-by-hand': {
    en: 'it runs with {config} as process {pid}, which no service started',
    ja: '{config} を使ってプロセス {pid} として稼働中 (サービスが起動したものではありません)',
  },
  'why-unit': {
    en: 'the service {service} would start it with {config}',
    ja: 'サービス {service} が {config} を使って起動します (停止中)',
  },
  'why-lies': {
    en: '{program} lies where it usually does, and nothing starts it',
    ja: '{program} は通常の場所にありますが、起動するものがありません',
  },
  'seen-site': { en: 'so says the site file: {of}', ja: 'サイトファイルの記載: {of}' },
  'seen-chosen': { en: 'found: {of}, for it was chosen', ja: '検出: 選択された {of}' },
  'seen-unit': { en: 'found: {file} starts it so', ja: '検出: {file} の起動方法' },
  'seen-launcher': {
    en: 'found: what {launcher} starts, which {file} runs',
    ja: '検出: {file} が実行する {launcher} が起動するもの',
  },
  'seen-process': { en: 'found: process {pid} runs so', ja: '検出: プロセス {pid} の起動方法' },
  'seen-usual': { en: 'found: where it usually lies', ja: '検出: 通常の場所' },
  'seen-lighthouse': {
    en: 'found: a lighthouse of this host, by its configuration; `asks` would say how it is asked whether it reaches this host',
    ja: '検出: 設定にあるこのホストのライトハウス。相手からこのホストへの到達確認の方法は `asks` に書きます',
  },
  'fill-config': {
    en: 'the configuration that is passed with -config, usually /etc/nebula/config.yml',
    ja: '-config で渡す設定 (通常は /etc/nebula/config.yml)',
  },
  'fill-service': {
    en: 'the service that starts it; none is seen, and no upgrade goes without one',
    ja: 'これを起動するサービス。見つかっていませんが、更新には必要です',
  },
  'fill-peers': {
    en: 'this is a lighthouse: name hosts that must answer through the tunnel, with the `address` of each',
    ja: 'このホストはライトハウスです。トンネル経由で応答すべきホストを、それぞれの `address` とともに書いてください',
  },
  'init-names-it': {
    en: '`flatnet-maint init` names the command that puts a good one in its place.',
    ja: '正常なものを戻すコマンドは `flatnet-maint init` が示します。',
  },
  'leave-it': {
    en: 'Leave it where it is; no command of this tool uses it or takes it away.',
    ja: 'そのまま残してください。このツールのコマンドが使うことも消すこともありません。',
  },
  'remark-expired': {
    en: 'The certificate {whose} expired at {until}. The tunnel may still be up, but once stopped nothing starts again, whichever version.',
    ja: '{whose}は {until} に期限切れになりました。トンネルは通じていても、停止するとどのバージョンも起動できません。',
  },
  'remark-absent': { en: '{program} is not there.', ja: '{program} がありません。' },
  'remark-by-hand': {
    en: 'Process {pid} was started by hand: no service starts it at boot, and none can be stopped and started by an upgrade.',
    ja: 'プロセス {pid} は手動で起動されています。ホスト起動時に開始するサービスがなく、更新でも停止・起動できません。',
  },
  'remark-by-hand-next': {
    en: 'Write a unit that starts it with the same -config, then type `flatnet-maint init` again.',
    ja: '同じ -config で起動するユニットを作成してから、`flatnet-maint init` をもう一度入力してください。',
  },
  'remark-beside-unit': {
    en: 'Process {pid} was started by hand, beside the service {service}, which cannot start while it runs.',
    ja: 'プロセス {pid} は、サービス {service} とは別に手動で起動されています。動いている間、このサービスは起動できません。',
  },
  'remark-beside-unit-next': {
    en: 'When a short cut suits: kill {pid}; systemctl start {service}',
    ja: '短い中断が許される時に: kill {pid}; systemctl start {service}',
  },
  'remark-other-program': {
    en: 'Process {pid} runs {runs}, while {program} would be started.',
    ja: 'プロセス {pid} は {runs} を実行していますが、起動時に使われるのは {program} です。',
  },
  'remark-other-program-next': {
    en: 'See which of both is right: correct the unit, or restart it when it suits: systemctl restart {service}',
    ja: 'どちらが正しいか確認し、ユニットを修正するか、都合のよい時に再起動してください: systemctl restart {service}',
  },
  'remark-replaced': {
    en: '{program} was replaced while process {pid} ran it: what runs is not what lies there.',
    ja: 'プロセス {pid} の実行中に {program} が置き換えられました。動いているものはファイルと異なります。',
  },
  'remark-config': {
    en: 'The configuration {config} cannot be read: {why}.',
    ja: '設定 {config} を読み取れません: {why}。',
  },
  'remark-config-next': {
    en: 'Correct it, or put the copy back that a backup has.',
    ja: '修正するか、バックアップのコピーに戻してください。',
  },
  'remark-config-open': {
    en: 'A key stands in the configuration, and everybody on this host may read it: {paths}.',
    ja: '設定に鍵が含まれ、このホストの誰でも読み取れます: {paths}。',
  },
  'remark-copy-broken': {
    en: '{path} is no way back: {said}.',
    ja: '{path} には戻せません: {said}。',
  },
  'remark-flat': {
    en: 'Programs, configuration and whatever else lie in one folder: {paths}. Copying all of it back would also put old certificates in place.',
    ja: 'プログラム・設定などが 1 つのフォルダーに混在しています: {paths}。すべて書き戻すと、古い証明書まで戻ってしまいます。',
  },
  'remark-flat-next': {
    en: 'Leave it there; `flatnet-maint adopt nebula --tree FOLDER` keeps its programs apart, and no certificate.',
    ja: 'そのまま残してください。`flatnet-maint adopt nebula --tree FOLDER` はプログラムを分けて保管し、証明書は取り込みません。',
  },
  'remark-copy-same': {
    en: '{paths} holds the same program as {program}: it leads to no other version.',
    ja: '{paths} のプログラムは {program} と同じもので、別のバージョンには戻せません。',
  },
  'remark-keys-open': {
    en: 'Everybody on this host may read these keys: {paths}.',
    ja: '次の鍵は、このホストの誰でも読み取れます: {paths}。',
  },
  'remark-authority-key': {
    en: 'The key of the certificate authority lies on this host, which is no lighthouse: {paths}. Whoever has it can add hosts.',
    ja: '認証局の鍵が、ライトハウスではないこのホストにあります: {paths}。この鍵があればホストを追加できます。',
  },
  'remark-authority-key-next': {
    en: 'Carry it to where certificates are signed, and keep none here; this tool copies it nowhere.',
    ja: '証明書に署名する場所へ移し、ここには残さないでください。このツールは鍵をどこにもコピーしません。',
  },
  'chosen-absent': {
    en: 'There is no nebula at {path}. Nothing was changed.',
    ja: '{path} に nebula がありません。何も変更していません。',
  },
  'step-aside': {
    en: 'keep a copy of {path}, as it stands there now, as {name}',
    ja: '現在の {path} の写しを {name} として残す',
  },
  'expect-asides': {
    en: 'what stands there now stays beside under another name, byte for byte: {paths}',
    ja: '現在あるものは、別の名前でそのまま残します: {paths}',
  },
  'inline-pem': { en: 'what stands in the configuration itself', ja: '設定ファイルに直接書かれた証明書' },
  'gate-as-planned': {
    en: 'the programs and the configuration are those that were backed up',
    ja: 'プログラムと設定がバックアップ時と同じ',
  },
  'as-planned': {
    en: 'nobody changed the programs or the configuration since the backup',
    ja: 'バックアップ以降、プログラムと設定は変更されていない',
  },
  'not-as-planned': {
    en: 'somebody changed {paths} since the backup; nebula was not stopped',
    ja: 'バックアップ以降に {paths} が変更されている (nebula は停止していません)',
  },
  'unit-refuses': {
    en: 'Once stopped, the service {service} could not be started again, by whichever version: {why}.',
    ja: 'サービス {service} は停止すると、どのバージョンでも再び起動できません ({why})。',
  },
  'refuses-by-hand': {
    en: 'RefuseManualStart= or RefuseManualStop= is set',
    ja: 'RefuseManualStart= または RefuseManualStop= が設定されています',
  },
  'takes-along': {
    en: 'Whoever stops the service {service} stops these with it, and its start does not bring them back: {units}.',
    ja: 'サービス {service} を停止すると次のものも停止し、起動しても戻りません: {units}。',
  },
  'takes-along-next': {
    en: 'Write Wants= there instead of Requires=, Requisite=, BindsTo= or PartOf=: {edits}',
    ja: 'Requires= ・ Requisite= ・ BindsTo= ・ PartOf= を Wants= に書き換えてください: {edits}',
  },
  'file-capabilities': {
    en: '{program} runs without root by the capabilities of its file, and no file that is put in its place has them, not even the present one when it comes back.',
    ja: '{program} はファイルの capability により root 以外で動いています。置き換えたファイルにも、元に戻したファイルにも capability は付きません。',
  },
  'file-capabilities-next': {
    en: 'Give them in the unit, and restart it when it suits: AmbientCapabilities=CAP_NET_ADMIN (systemctl edit {service})',
    ja: 'ユニットで与え、都合のよい時に再起動してください: AmbientCapabilities=CAP_NET_ADMIN (systemctl edit {service})',
  },
  'place-full': {
    en: '{folder} has {free} MiB free, and {needs} MiB are wanted there to replace a program; without them that fails once nebula is stopped.',
    ja: '{folder} の空きは {free} MiB ですが、プログラムの置き換えには {needs} MiB 必要です。不足すると nebula の停止後に失敗します。',
  },
  'place-full-next': {
    en: 'Free some space there (df -h), then type the command again.',
    ja: 'そこの空きを増やしてから (df -h)、コマンドをもう一度入力してください。',
  },
  'program-linked': {
    en: '{path} leads to {to} by a link; it has to be a file of its own, for one version would come into what is called after another.',
    ja: '{path} はリンクで {to} を指しています。あるバージョンの内容が別のバージョンの名前の場所に入るのを防ぐため、独立したファイルである必要があります。',
  },
  'program-linked-next': {
    en: 'Make it one, and restart the service when a short cut suits: {command}',
    ja: '独立したファイルにし、短い中断が許される時にサービスを再起動してください: {command}',
  },
});

export const t = texts.en;
