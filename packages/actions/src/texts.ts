import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'no-service-manager': {
    en: 'Windows did not tell of its service manager, so nothing could bring an interrupted run back. Nothing was changed.',
    ja: 'Windows のサービスマネージャーを確認できないため、中断した実行を元に戻すものがありません。何も変更していません。',
  },
  'look-session': {
    en: 'Look whether this session may ask it: sc query',
    ja: 'このセッションに問い合わせの権限があるか確認してください: sc query',
  },
  'dead-man': {
    en: 'flatnet-maint: brings an interrupted maintenance run back',
    ja: 'flatnet-maint: 中断したメンテナンスの実行を元に戻します',
  },
  'tree-exists': {
    en: '{path} is there already. Nothing was changed.',
    ja: '{path} がすでにあります。何も変更していません。',
  },
  'new-name': {
    en: 'A new run takes a new name; try again.',
    ja: '新しい実行には新しい名前が付きます。もう一度お試しください。',
  },
  'tree-in-use': {
    en: '{path} stays, for these still run from it: {programs}.',
    ja: '次のプログラムがそこから実行中のため、{path} は残します: {programs}。',
  },
  'program-of': { en: '{exe} (process {pid})', ja: '{exe} (プロセス {pid})' },
  'end-them': {
    en: 'End them, then run `flatnet-maint resume`.',
    ja: 'それらを終了してから、`flatnet-maint resume` を実行してください。',
  },
  'pointer-only': {
    en: '{path} is {kind}, and only a pointer can be replaced. Nothing was changed.',
    ja: '{path} は{kind}です。置き換えられるのはポインターだけです。何も変更していません。',
  },
  'pointer-aside-taken': {
    en: '{path} is {kind}, and {aside}, where it would be set aside, is taken. Nothing was changed.',
    ja: '{path} は{kind}で、退避先の {aside} はすでに使われています。何も変更していません。',
  },
  'move-away': {
    en: 'Move it away by hand if it is not needed: {path}',
    ja: '不要であれば手動で移動してください: {path}',
  },
  'found-in-place': {
    en: 'Somebody put {kind} where the pointer {path} was; it is kept as {name}.',
    ja: 'ポインター {path} のあった場所に{kind}が置かれていたため、{name} として残しました。',
  },
  'is-protected': { en: 'it is protected: {reason}', ja: '保護されています: {reason}' },
  'is-live': { en: '{pointer} leads to its folder {folder}', ja: '{pointer} がフォルダー {folder} を指しています' },
  'is-way-back': { en: 'it is a way back that is ready', ja: '準備済みの復帰先です' },
  'is-mounted': {
    en: '{mount} is mounted in it, and would be emptied; unmount it first',
    ja: '{mount} がマウントされており、その中身まで消えてしまいます。先にアンマウントしてください',
  },
  'is-running': {
    en: 'process {pid} still runs from it ({exe})',
    ja: 'プロセス {pid} がここから実行中です ({exe})',
  },
  'still-needed': {
    en: '{id} is still needed, so it was not removed: {why}.',
    ja: '{id} はまだ必要なため削除しませんでした: {why}。',
  },
  'still-needed-next': {
    en: 'Nothing needs doing; once it is free the next `flatnet-maint snapshots prune` removes it.',
    ja: '対応は不要です。使われなくなった後、次回の `flatnet-maint snapshots prune` で削除されます。',
  },
  'is-sound': {
    en: 'generation {id} is what was recorded of it, every byte read',
    ja: '世代 {id} は記録と一致しています (全バイトを確認済み)',
  },
  differs: {
    en: 'generation {id} is not what was recorded of it: {lines}',
    ja: '世代 {id} は記録と一致しません: {lines}',
  },
  'adopt-changed': {
    en: '{path} was changed while it was copied: {lines}. The copy was removed; nothing else was changed.',
    ja: '{path} はコピー中に変更されました: {lines}。コピーは削除しました。ほかは何も変更していません。',
  },
  'adopt-again': {
    en: 'Find out who writes there, then type the command again.',
    ja: '書き込んでいるものを確認してから、もう一度コマンドを実行してください。',
  },
  'file-occupied': {
    en: '{path} is to be a file and is {kind}. Nothing was changed.',
    ja: '{path} はファイルのはずですが、{kind}です。何も変更していません。',
  },
  'file-changed': {
    en: '{path} is not what it was when the plan was made.',
    ja: '{path} が、計画を作ったときのものではありません。',
  },
  'plan-anew': {
    en: 'Look who changed it, then type the command again.',
    ja: '変更した人を確認し、コマンドをもう一度入力してください。',
  },
  'file-digest': {
    en: 'The kept file {path} is not what was planned: its sha256 is not {want}. It was not put in place.',
    ja: '保管したファイル {path} が計画したものではありません (sha256 が {want} ではありません)。配置していません。',
  },
  'file-beside': {
    en: 'what stood at {path} was nobody’s of this run; a copy of it is {name}',
    ja: '{path} にあったものはこの実行によるものではないため、{name} に写しを残しました',
  },
  'command-failed': { en: '{command} ended with {code}: {said}', ja: '{command} が {code} で終了しました: {said}' },
  'command-ended': { en: '{command} ended with {code}', ja: '{command} が {code} で終了しました' },
  'find-refused': {
    en: '{path} may not be read; with sudo it can.',
    ja: '{path} を読み取る権限がありません。sudo を付けると読み取れます。',
  },
  'find-refused-several': {
    en: '{count} entries of {folder} may not be read, {path} for one; with sudo they can.',
    ja: '{folder} 内の {count} 項目を読み取る権限がありません (例: {path})。sudo を付けると読み取れます。',
  },
  'find-silent': {
    en: '{path} did not answer, so it was not looked at.',
    ja: '{path} から応答がないため、確認していません。',
  },
  'find-many': {
    en: '{path} holds more than {most} names; only the first {most} were looked at.',
    ja: '{path} の項目が {most} 個を超えています。確認したのは最初の {most} 個だけです。',
  },
  'is-placed': {
    en: 'it is live: {path} holds what it holds',
    ja: '稼働中です: {path} がこの世代の内容です',
  },
  'podman-rights': {
    en: 'The containers of root can be asked for with sudo only.',
    ja: 'root のコンテナーの確認には sudo が必要です。',
  },
  'podman-unused': {
    en: 'Podman was never used as root on this host ({store} is not there), and asking it would make its store.',
    ja: 'このホストでは root の Podman が一度も使われていません ({store} がありません)。問い合わせると保存先が作成されるため、確認していません。',
  },
  'podman-unused-next': {
    en: 'If its containers are to run as root, type once: podman ps',
    ja: 'root でコンテナーを動かす場合は、一度次を実行してください: podman ps',
  },
  'podman-failed': { en: '`podman {words}` failed: {said}', ja: '`podman {words}` が失敗しました: {said}' },
  'podman-rights-next': { en: 'Type the command with sudo.', ja: 'sudo を付けて入力してください。' },
  'secret-env': {
    en: 'A secret is to be had from the environment variable {name}, which is not set here.',
    ja: '秘密の値は環境変数 {name} から取得する設定ですが、ここでは設定されていません。',
  },
  'secret-env-next': {
    en: 'Set {name} for this command, or let the site file name a `file` or a `command` for it.',
    ja: 'このコマンドに {name} を設定するか、サイトファイルで `file` または `command` を指定してください。',
  },
  'secret-file': {
    en: 'A secret is to be had from {path}, and no file is there.',
    ja: '秘密の値は {path} から取得する設定ですが、そこにファイルがありません。',
  },
  'secret-file-odd': {
    en: 'A secret is to be had from {path}, which is empty or larger than {most} bytes.',
    ja: '秘密の値は {path} から取得する設定ですが、ファイルが空か、{most} バイトを超えています。',
  },
  'secret-file-next': {
    en: 'Put it into {path}, readable for its owner only.',
    ja: '所有者だけが読めるようにして、{path} に保存してください。',
  },
  'secret-open': {
    en: 'Everybody on this host may read {path}, which holds a secret. It was not used.',
    ja: '秘密の値を保存した {path} が、このホストのすべての利用者から読める状態です。使用していません。',
  },
  'secret-command': {
    en: 'A secret is to be had from the command {program}, and that gave none: {ended}.',
    ja: '秘密の値はコマンド {program} から取得する設定ですが、得られませんでした: {ended}。',
  },
  'secret-no-end': {
    en: 'it is not there, or did not end within {limit} ms',
    ja: 'コマンドがないか、{limit} ミリ秒以内に終了しませんでした',
  },
  'secret-command-next': {
    en: 'Type the command of the site file that begins with {program}: it must print the secret alone and end with 0.',
    ja: 'サイトファイルにある {program} のコマンドを実行し、秘密の値だけを出力して 0 で終了することを確認してください。',
  },
  'alertmanager-silent': {
    en: 'Alertmanager at {url} could not be asked: {why}.',
    ja: '{url} の Alertmanager に問い合わせできませんでした: {why}。',
  },
  'alertmanager-refused': {
    en: 'Alertmanager at {url} answered {status}: {said}',
    ja: '{url} の Alertmanager が {status} を返しました: {said}',
  },
  'alertmanager-strange': {
    en: 'What answers at {url} is no Alertmanager; it said: {said}',
    ja: '{url} で応答しているのは Alertmanager ではありません。応答内容: {said}',
  },
  'alertmanager-next': {
    en: 'Look whether Alertmanager runs and whether {url} is its address (`silence.alertmanager` in the site file).',
    ja: 'Alertmanager が動作しているか、{url} が正しいアドレスか (サイトファイルの `silence.alertmanager`) を確認してください。',
  },
  'not-silenced': {
    en: 'The alarms are not silenced, for the site file wants that only as best effort: {why}',
    ja: 'アラームを抑止できませんでした。サイトファイルでは必須ではないため、抑止せずに続けます: {why}',
  },
  'silence-required': {
    en: 'The alarms could not be silenced, and the site file requires it. {why} Nothing was changed.',
    ja: 'アラームを抑止できませんでした。サイトファイルで必須とされています。{why} 何も変更していません。',
  },
  'silence-required-next': {
    en: 'Mend Alertmanager, or write `need: best-effort` below `silence` in the site file.',
    ja: 'Alertmanager を復旧するか、サイトファイルの `silence` に `need: best-effort` と書いてください。',
  },
  'silence-not-active': {
    en: 'Alertmanager at {url} took the silence, and says that it is {state} (its end: {until}). Its clock may differ from this one.',
    ja: '{url} の Alertmanager は抑止を受け付けましたが、状態は {state} です (終了: {until})。このホストと時計がずれている可能性があります。',
  },
  'silence-gone': { en: 'not there', ja: '存在しません' },
  'silence-not-active-next': {
    en: 'Compare the clocks of both hosts: date -u',
    ja: '両方のホストの時計を比べてください: date -u',
  },
  'silence-untold': {
    en: '{why} Whatever it still silences for this run ends by itself, at {until} at the latest.',
    ja: '{why} この実行による抑止が残っていても、遅くとも {until} には自動的に終わります。',
  },
  'silence-untold-next': {
    en: 'To see it once Alertmanager answers: flatnet-maint silence',
    ja: 'Alertmanager が応答するようになったら確認できます: flatnet-maint silence',
  },
  'prometheus-strange': {
    en: 'Prometheus at {url} answered {status}: {said}',
    ja: '{url} の Prometheus が {status} を返しました: {said}',
  },
  'prometheus-next': {
    en: 'Look whether Prometheus runs and whether {url} is its address (`silence.prometheus` in the site file).',
    ja: 'Prometheus が動作しているか、{url} が正しいアドレスか (サイトファイルの `silence.prometheus`) を確認してください。',
  },
  'others-quiet': { en: 'no alert of anything else fires', ja: '他のアラートは発生していません' },
  'others-fire': { en: 'firing: {alerts}', ja: '発生中: {alerts}' },
  'silences-not-ended': {
    en: 'What the run before it silenced was not ended, and ends by itself: {why}',
    ja: '前の実行による抑止を終了できませんでした。期限が来ると自動的に終わります: {why}',
  },
  'lay-digest': {
    en: '{path} is not what was planned: its sha256 is not {want}. It was not kept.',
    ja: '{path} が計画したものではありません (sha256 が {want} ではありません)。保管していません。',
  },
  'lay-digest-next': {
    en: 'Look who changed it, then type the command again.',
    ja: '変更した人を確認し、コマンドをもう一度入力してください。',
  },
  'kept-differs': {
    en: 'The kept {path} is not what it was when it was kept: its sha256 is not {want}. It was not written to.',
    ja: '保管した {path} が保管時のものではありません (sha256 が {want} ではありません)。書き込んでいません。',
  },
  'kept-differs-next': {
    en: 'Look at it, move its folder away, then type the command again: flatnet-maint snapshots verify',
    ja: '内容を確認し、フォルダーを別の場所に移動してから、コマンドをもう一度入力してください: flatnet-maint snapshots verify',
  },
  'keys-kept': { en: 'keys can be kept', ja: '鍵を保管できます' },
  'seal-two': {
    en: 'Part {part} is to be sealed both for a recipient and with a passphrase; age takes one of them. Nothing was changed.',
    ja: '{part} に受信者とパスフレーズの両方が指定されていますが、age で使えるのはどちらか一方です。何も変更していません。',
  },
  'seal-two-next': {
    en: 'Leave one of them in the site file.',
    ja: 'サイトファイルにはどちらか一方だけを残してください。',
  },
});
export const t = texts.en;
