import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'scratch-outside': {
    en: '{path} lies outside of {folder}, the only place that may be written to here. Nothing was changed.',
    ja: '{path} は {folder} の外にあります。ここで書き込めるのは {folder} の中だけです。何も変更していません。',
  },
  'scratch-bug': {
    en: 'This is a fault of flatnet-maint itself. Report it with what was typed.',
    ja: 'flatnet-maint 自体の不具合です。入力した内容とともに報告してください。',
  },
  'lock-held': {
    en: 'Process {pid} is at work there and holds {path}. Nothing was changed.',
    ja: 'プロセス {pid} が作業中で、{path} を保持しています。何も変更していません。',
  },
  'lock-held-next': {
    en: 'Wait until the other command has ended, then run this one again.',
    ja: 'もう一方のコマンドが終わるのを待って、もう一度実行してください。',
  },
  'download-unanswered': {
    en: '{url} could not be read: {why}. Nothing was fetched.',
    ja: '{url} を読み取れませんでした: {why}。何も取得していません。',
  },
  'download-unanswered-next': {
    en: 'Check the network and the address; without a network use `flatnet-maint releases add COMPONENT FILE`.',
    ja: 'ネットワークとアドレスを確認してください。ネットワークがない場合は `flatnet-maint releases add COMPONENT FILE` を使用してください。',
  },
  'download-unfinished': {
    en: '{url} was not fetched whole: {why}. {have} of {bytes} bytes are in the cache.',
    ja: '{url} を最後まで取得できませんでした: {why}。{bytes} バイトのうち {have} バイトがキャッシュにあります。',
  },
  'download-unfinished-next': {
    en: 'Run the same command again; it goes on where this one ended.',
    ja: '同じコマンドをもう一度実行してください。中断した箇所から再開します。',
  },
  'download-proxied': {
    en: 'It was asked through the proxy that {name} names, unless NO_PROXY exempts it.',
    ja: '{name} で指定されたプロキシ経由で要求しました (NO_PROXY で除外されている場合を除く)。',
  },
  'proxy-form': {
    en: '{name} is set to something that is not the address of a proxy. Nothing was fetched.',
    ja: '{name} の値は プロキシのアドレスではありません。何も取得していません。',
  },
  'proxy-form-next': {
    en: 'Set {name} to http://HOST:PORT, or unset it.',
    ja: '{name} を http://ホスト:ポート の形式で設定するか、設定を外してください。',
  },
  'download-status': { en: 'the server answered {status}', ja: 'サーバーの応答は {status} でした' },
  'download-ended-early': { en: 'the server ended before all was sent', ja: 'サーバーが送信を途中で終えました' },
  'download-other-range': {
    en: 'the server did not go on where the last attempt ended',
    ja: 'サーバーが前回の続きを送信しませんでした',
  },
  'download-coded': {
    en: 'the server sent it in the coding {coding}, which was not asked for',
    ja: 'サーバーが、要求していない形式 {coding} で送信しました',
  },
  'download-stalled': {
    en: 'the server sent nothing for {stall} s',
    ja: 'サーバーから {stall} 秒間何も届きませんでした',
  },
  'download-over': {
    en: 'it took longer than {total} s in all',
    ja: '全体で {total} 秒を超えました',
  },
  'download-broken': { en: 'the connection failed with {why}', ja: '接続エラー {why}' },
  'download-refused': {
    en: '{url} was refused by its server with status {status}. Nothing was fetched.',
    ja: '{url} はサーバーにステータス {status} で拒否されました。何も取得していません。',
  },
  'download-refused-next': {
    en: 'Correct the source in the site file, tell whoever keeps it, or use another one (`flatnet-maint releases`).',
    ja: 'サイトファイルのリリース元を修正するか、管理者に連絡するか、別のリリース元を使用してください (`flatnet-maint releases`)。',
  },
  'download-too-large': {
    en: '{url} sent more than the {most} bytes that it may have, and was cut off. Nothing of it was kept.',
    ja: '{url} は上限の {most} バイトを超えて送信したため打ち切りました。内容は保持していません。',
  },
  'download-size': {
    en: '{url} is {length} bytes long at its server, and {bytes} by its index. Nothing of it was kept.',
    ja: '{url} はサーバー上では {length} バイトですが、索引では {bytes} バイトです。内容は保持していません。',
  },
  'redirect-refused': {
    en: '{url} was redirected, which was not followed: {why}. Nothing was fetched.',
    ja: '{url} はリダイレクトされましたが、従いませんでした: {why}。何も取得していません。',
  },
  'redirect-many': { en: 'there were more than {most} redirects in a row', ja: 'リダイレクトが {most} 回を超えました' },
  'redirect-nowhere': { en: 'its new address is none', ja: '転送先がアドレスとして正しくありません' },
  'redirect-scheme': {
    en: 'its new address begins with {scheme}, and only http and https are used',
    ja: '転送先が {scheme} で始まります。使用できるのは http と https だけです',
  },
  'redirect-downgrade': {
    en: 'it leads from https to http, where anybody could change it',
    ja: 'https から http への転送であり、途中で改変されるおそれがあります',
  },
  'partial-kind': {
    en: '{path} is not a file, so nothing can be fetched into it.',
    ja: '{path} はファイルではないため、取得先として使用できません。',
  },
  'partial-kind-next': { en: 'Look at what {path} is, and remove it.', ja: '{path} を確認し、削除してください。' },
  'partial-full': {
    en: 'The disk became full while {path} was fetched; its first {size} bytes are kept.',
    ja: '{path} の取得中にディスクがいっぱいになりました。先頭の {size} バイトは保持しています。',
  },
  'partial-full-next': {
    en: 'Free some space (`df -h`), then run the same command again; it goes on where this one ended.',
    ja: '空き容量を確保し (`df -h`)、同じコマンドをもう一度実行してください。中断した箇所から再開します。',
  },
  'path-relative': {
    en: '{path} is no absolute path. Nothing was done.',
    ja: '{path} は絶対パスではありません。何も行っていません。',
  },
  'give-whole-path': { en: 'Give the whole path, from / on.', ja: '/ から始まる絶対パスを指定してください。' },

  // Files.
  'cannot-lock': {
    en: 'Could not lock {path}: {why} ({errno}).',
    ja: '{path} をロックできませんでした: {why} ({errno})。',
  },
  'cannot-list': {
    en: 'Could not list {path}: {why} ({errno}).',
    ja: '{path} の一覧を取得できませんでした: {why} ({errno})。',
  },
  'cannot-follow': {
    en: 'Could not follow {path}: {why} ({errno}).',
    ja: '{path} のリンク先をたどれませんでした: {why} ({errno})。',
  },
  'cannot-ask-free': {
    en: 'Could not ask the free space at {path}: {why} ({errno}).',
    ja: '{path} の空き容量を確認できませんでした: {why} ({errno})。',
  },
  'cannot-look': {
    en: 'Could not look at {path}: {why} ({errno}).',
    ja: '{path} を調べられませんでした: {why} ({errno})。',
  },
  'cannot-read': {
    en: 'Could not read {path}: {why} ({errno}).',
    ja: '{path} を読み取れませんでした: {why} ({errno})。',
  },
  'cannot-write': {
    en: 'Could not write {path}: {why} ({errno}).',
    ja: '{path} に書き込めませんでした: {why} ({errno})。',
  },
  'cannot-make-folder': {
    en: 'Could not make the folder {path}: {why} ({errno}).',
    ja: 'フォルダー {path} を作成できませんでした: {why} ({errno})。',
  },
  'cannot-rename': {
    en: 'Could not rename {from} to {to}: {why} ({errno}).',
    ja: '{from} の名前を {to} に変更できませんでした: {why} ({errno})。',
  },
  'cannot-point': {
    en: 'Could not point {path} to {to}: {why} ({errno}).',
    ja: '{path} を {to} へのリンクにできませんでした: {why} ({errno})。',
  },
  'cannot-remove': {
    en: 'Could not remove {path}: {why} ({errno}).',
    ja: '{path} を削除できませんでした: {why} ({errno})。',
  },
  'cannot-copy': {
    en: 'Could not copy {from} to {to}: {why} ({errno}).',
    ja: '{from} を {to} にコピーできませんでした: {why} ({errno})。',
  },
  'cannot-set-mode': {
    en: 'Could not set the mode of {path}: {why} ({errno}).',
    ja: '{path} のモードを変更できませんでした: {why} ({errno})。',
  },
  'rename-exists': {
    en: 'Could not rename {from}: {path} is there already. Nothing was changed.',
    ja: '{from} の名前を変更できませんでした: {path} がすでにあります。何も変更していません。',
  },
  'make-folder-exists': {
    en: 'Could not make the folder {path}: {path} is there already. Nothing was changed.',
    ja: 'フォルダー {path} を作成できませんでした: 同じ名前のものがすでにあります。何も変更していません。',
  },
  'point-exists': {
    en: 'Could not point {path} to {to}: {path} is there already. Nothing was changed.',
    ja: '{path} を {to} へのリンクにできませんでした: リンクでないものがすでにあります。何も変更していません。',
  },
  'copy-exists': {
    en: 'Could not copy {from}: {path} is there already. Nothing was changed.',
    ja: '{from} をコピーできませんでした: {path} がすでにあります。何も変更していません。',
  },
  'copy-into-itself': {
    en: 'Could not copy {from} into itself ({to}).',
    ja: '{from} をそれ自身の中 ({to}) にはコピーできません。',
  },
  'copy-special': {
    en: 'Could not copy {path}: it is a device, pipe or socket. Nothing is left of the copy.',
    ja: '{path} をコピーできませんでした: デバイス、パイプまたはソケットです。コピーの途中のものは残していません。',
  },
  'read-no-file': {
    en: 'Could not read {path}: it is {kind}, not a file.',
    ja: '{path} を読み取れませんでした: ファイルではなく{kind}です。',
  },
  'file-absent': { en: 'it is not there', ja: '存在しません' },
  'file-no-folder': { en: 'a part of the path is not a folder', ja: 'パスの途中にフォルダーでないものがあります' },
  'file-exists': { en: 'something is there already', ja: 'すでに何かがあります' },
  'file-folder': { en: 'a folder is there', ja: 'フォルダーがあります' },
  'file-space': { en: 'the disk is full', ja: 'ディスクに空きがありません' },
  'file-quota': { en: 'the quota is used up', ja: 'クォータを使い切っています' },
  'file-refused': { en: 'this user may not', ja: 'このユーザーには権限がありません' },
  'file-not-permitted': { en: 'the system does not permit it', ja: 'システムが許可していません' },
  'file-read-only': { en: 'the file system is read-only', ja: 'ファイルシステムが読み取り専用です' },
  'file-busy': { en: 'it is in use', ja: '使用中です' },
  'file-running': { en: 'a running program is in it', ja: '実行中のプログラムがあります' },
  'file-other-disk': {
    en: 'the two paths are on different file systems',
    ja: '2 つのパスが別々のファイルシステムにあります',
  },
  'file-io': { en: 'the disk answered with an error', ja: 'ディスクがエラーを返しました' },
  'look-at-path': { en: 'Look at the path.', ja: 'パスを確認してください。' },
  'look-at-path-moved': {
    en: 'Look at the path; something may have been moved.',
    ja: 'パスを確認してください。何かが移動された可能性があります。',
  },
  'look-move-aside': {
    en: 'Look at it, and move it aside if it is not wanted.',
    ja: '内容を確認し、不要であれば別の場所に移してください。',
  },
  'look-at-move-aside': {
    en: 'Look at {path}, and move it aside if it is not wanted.',
    ja: '{path} を確認し、不要であれば別の場所に移してください。',
  },
  'free-space': {
    en: 'Free some space (`df -h`), then run the same command again, or `flatnet-maint resume` if a run is open.',
    ja: '空き容量を確保してから (`df -h`)、同じコマンドをもう一度実行してください。開いたままの実行がある場合は `flatnet-maint resume` で続行します。',
  },
  'free-quota': {
    en: 'Free some space, then run the same command again, or `flatnet-maint resume` if a run is open.',
    ja: '空き容量を確保してから、同じコマンドをもう一度実行してください。開いたままの実行がある場合は `flatnet-maint resume` で続行します。',
  },
  'run-as-root': { en: 'Run it again as root.', ja: 'root で実行し直してください。' },
  'run-as-root-lsattr': {
    en: 'Run it again as root, or look at the attributes with `lsattr`.',
    ja: 'root で実行し直すか、`lsattr` で属性を確認してください。',
  },
  'look-mount': {
    en: 'Look with `mount` and `dmesg` why it is.',
    ja: '`mount` と `dmesg` で理由を確認してください。',
  },
  'end-user': {
    en: 'End what uses it, then go on with `flatnet-maint resume`.',
    ja: '使用しているものを終了してから、`flatnet-maint resume` で続行してください。',
  },
  'end-running': {
    en: 'End what runs, then go on with `flatnet-maint resume`.',
    ja: '実行中のものを終了してから、`flatnet-maint resume` で続行してください。',
  },
  'choose-same-disk': {
    en: 'Choose a path on the same file system.',
    ja: '同じファイルシステムのパスを選んでください。',
  },
  'look-dmesg': {
    en: 'Look at `dmesg`; the disk may be failing.',
    ja: '`dmesg` を確認してください。ディスクが故障しかけている可能性があります。',
  },
  'choose-outside': { en: 'Choose a path outside of it.', ja: 'その外のパスを選んでください。' },
  'take-out-of-tree': { en: 'Take {path} out of the tree.', ja: '{path} をツリーから取り除いてください。' },

  // Commands.
  'no-working-folder': {
    en: '{program} was not started: its working folder {cwd} is not there.',
    ja: '{program} を起動しませんでした: 作業フォルダー {cwd} がありません。',
  },
  'look-at': { en: 'Look at {path}.', ja: '{path} を確認してください。' },
  'no-program': {
    en: '{program} was not started: there is no such program on this host.',
    ja: '{program} を起動しませんでした: このホストにそのプログラムはありません。',
  },
  'install-program': {
    en: 'Install {program}, or give its path in the site file.',
    ja: '{program} をインストールするか、サイトファイルにパスを指定してください。',
  },
  'program-refused': {
    en: '{program} was not started: the system refused it ({why}).',
    ja: '{program} を起動しませんでした: システムに拒否されました ({why})。',
  },
  'look-at-rights': { en: 'Look at the rights of {program}.', ja: '{program} の権限を確認してください。' },
  limit: {
    en: '{what} did not end within {limit} ms and was stopped.',
    ja: '{what} は {limit} ミリ秒以内に終わらなかったため、停止しました。',
  },
  'processes-left': {
    en: 'Processes {pids} could not be ended.',
    ja: 'プロセス {pids} は終了できませんでした。',
  },
  'daemon-goes-on': {
    en: 'What it had made a daemon by then goes on.',
    ja: 'それまでにデーモンになったものは動き続けます。',
  },
  connecting: { en: 'Connecting to {address}', ja: '{address} への接続' },
  'work-on-host': { en: 'Work on host {host}', ja: 'ホスト {host} での作業' },
  waiting: { en: 'Waiting', ja: '待機' },
  released: {
    en: '{what} was refused or stopped: host {host} had been given back.',
    ja: '{what} は拒否または停止されました: ホスト {host} はすでに返却されています。',
  },
  'released-bug': {
    en: 'This is a fault in the program: an action went on after its step had ended.',
    ja: 'プログラムの不具合です: 手順の終了後に処理が続いていました。',
  },
  'see-status': {
    en: 'Run `flatnet-maint status` to see what is true now.',
    ja: '`flatnet-maint status` で現在の状態を確認してください。',
  },

  // Connections and answers.
  'not-asked-url': { en: '{url} could not be asked: {why}.', ja: '{url} に問い合わせできませんでした: {why}。' },
  'work-stopped': { en: 'the work was stopped', ja: '作業が中止されました' },
  'look-whether-listens': {
    en: 'Look whether the service runs and listens there (`flatnet-maint status`).',
    ja: 'サービスが動作し、そこで待ち受けているか確認してください (`flatnet-maint status`)。',
  },
  'look-at-name': {
    en: 'Look whether {host} is the right name.',
    ja: '{host} という名前が正しいか確認してください。',
  },
  'connection-closed': { en: 'the connection was closed', ja: '接続が閉じられました' },
  'not-accepted': {
    en: 'A connection to {url} was made, but no process took it from the queue in time.',
    ja: '{url} に接続しましたが、時間内に受け付けたプロセスがありませんでした。',
  },
  'listener-hangs': {
    en: 'The process that listens there may hang: look at it with `flatnet-maint status`.',
    ja: '待ち受けているプロセスが応答しなくなっている可能性があります。`flatnet-maint status` で確認してください。',
  },
  'accepted-by-other': {
    en: 'A connection to {url} was not asked: process {pid} accepted it.',
    ja: '{url} への接続には問い合わせませんでした: プロセス {pid} が受け付けました。',
  },
  'accepted-by-unknown': {
    en: 'A connection to {url} was not asked: it could not be told which process accepted it.',
    ja: '{url} への接続には問い合わせませんでした: どのプロセスが受け付けたか判別できませんでした。',
  },
  'others-were-asked': {
    en: 'Nothing; other connections were.',
    ja: '対処は不要です。ほかの接続には問い合わせました。',
  },

  // Hosts, processes, services.
  'no-host': {
    en: 'There is no host "{id}"; there are: {ids}.',
    ja: 'ホスト "{id}" はありません。あるのは {ids} です。',
  },
  'look-at-site': { en: 'Look at the site file.', ja: 'サイトファイルを確認してください。' },
  'program-unreadable': {
    en: 'The program of process {pid} cannot be read: {why}.',
    ja: 'プロセス {pid} のプログラムを読み取れません: {why}。',
  },
  'run-as-root-or-look': {
    en: 'Run it again as root, or look which process serves now with `flatnet-maint status`.',
    ja: 'root で実行し直すか、`flatnet-maint status` で現在稼働しているプロセスを確認してください。',
  },
  'not-ended': {
    en: 'Process {pid} was to be ended, but {why}. Nothing else was done.',
    ja: 'プロセス {pid} を終了しようとしましたが、{why}。ほかには何も行っていません。',
  },
  'may-not-end': { en: 'this user may not end it', ja: 'このユーザーには終了する権限がありません' },
  'survives-kill': {
    en: 'it still runs {limit} ms after SIGKILL',
    ja: 'SIGKILL から {limit} ミリ秒たっても動いています',
  },
  'end-by-hand': {
    en: 'Look at it with `cat /proc/{pid}/status`; end it by hand, as root, or restart the machine.',
    ja: '`cat /proc/{pid}/status` で確認し、root で手動で終了するか、マシンを再起動してください。',
  },
  'signal-refused': {
    en: '{signal} could not be sent to process {pid}: it belongs to another user. It runs on as before.',
    ja: '{signal} をプロセス {pid} に送れませんでした: 別のユーザーのプロセスです。これまでどおり動作しています。',
  },
  'no-secret': {
    en: 'The secret "{name}" is needed, and this host was given none. Nothing was sent.',
    ja: 'シークレット "{name}" が必要ですが、このホストには与えられていません。何も送信していません。',
  },
  'name-secret': {
    en: 'Name the secret "{name}" in the site file.',
    ja: 'サイトファイルにシークレット "{name}" を記載してください。',
  },
  'systemctl-failed': {
    en: 'systemctl {args} ended with {code}: {said}',
    ja: 'systemctl {args} が {code} で終了しました: {said}',
  },
  'look-systemctl': {
    en: 'Look with `systemctl status {unit}` and `journalctl -u {unit}`.',
    ja: '`systemctl status {unit}` と `journalctl -u {unit}` で確認してください。',
  },
  'service-name': {
    en: '{name} is no name of a service.',
    ja: '{name} はサービスの名前として使えません。',
  },
  'look-at-site-name': { en: 'Look at the name in the site file.', ja: 'サイトファイルの名前を確認してください。' },
  'start-no-systemd': {
    en: 'Could not start {name}: no systemd runs on this host. Nothing was changed.',
    ja: '{name} を開始できませんでした: このホストでは systemd が動いていません。何も変更していません。',
  },
  'stop-no-systemd': {
    en: 'Could not stop {name}: no systemd runs on this host. Nothing was changed.',
    ja: '{name} を停止できませんでした: このホストでは systemd が動いていません。何も変更していません。',
  },
  'install-no-systemd': {
    en: 'Could not install {name}: no systemd runs on this host. Nothing was changed.',
    ja: '{name} を登録できませんでした: このホストでは systemd が動いていません。何も変更していません。',
  },
  'start-systemd': {
    en: 'Start systemd (in WSL: `systemd=true` in /etc/wsl.conf), or do without this service.',
    ja: 'systemd を起動するか (WSL では /etc/wsl.conf に `systemd=true`)、このサービスなしで進めてください。',
  },
  'service-nul': { en: 'An argument of a service holds a NUL.', ja: 'サービスの引数に NUL が含まれています。' },
  'take-it-out': { en: 'Take it out.', ja: '取り除いてください。' },
  fileChanged: {
    en: 'Could not read {path}: somebody wrote to it meanwhile, so what was read is no version of it.',
    ja: '{path} を読み取れませんでした。読み取り中に書き込みがあったため、読み取った内容はどの時点のものとも一致しません。',
  },
  fileChangedNext: {
    en: 'Stop what writes to {path}, then run the command again.',
    ja: '{path} に書き込んでいるものを止めてから、もう一度実行してください。',
  },
});
export const t = texts.en;
