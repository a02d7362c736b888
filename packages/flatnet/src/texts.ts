import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'release-nowhere-else': {
    en: 'No other source has anything that fits "{request}". Nothing was changed.',
    ja: '「{request}」に当てはまるものは、ほかのリリース元にもありません。何も変更していません。',
  },
  'release-without': {
    en: 'The release was chosen without what {source} may have new.',
    ja: '{source} の最新の内容を確認せずにリリースを選択しました。',
  },
  'nothing-started': { en: 'Nothing was started.', ja: '何も開始していません。' },
  'nothing-changed': { en: 'Nothing was changed.', ja: '何も変更していません。' },
  none: { en: 'none', ja: 'なし' },

  'site-absent': {
    en: 'There is no site file: looked for {places}. Nothing was started.',
    ja: 'サイトファイルがありません。探した場所: {places}。何も開始していません。',
  },
  'site-absent-next': {
    en: 'Write one with `flatnet-maint init`, or name it with --site FILE.',
    ja: '`flatnet-maint init` で作成するか、--site FILE で指定してください。',
  },
  'site-named-absent': {
    en: 'There is no site file {path}. Nothing was started.',
    ja: 'サイトファイル {path} がありません。何も開始していません。',
  },
  'site-hidden': {
    en: '{path} could not be looked at ({why}). Nothing was started.',
    ja: '{path} を調べられませんでした ({why})。何も開始していません。',
  },
  'site-hidden-next': {
    en: 'Give this user the right to read it, or name another one with --site FILE.',
    ja: 'このユーザーに読み取り権限を与えるか、--site FILE で別のファイルを指定してください。',
  },
  'site-unreadable': {
    en: '{path} could not be read ({why}). Nothing was started.',
    ja: '{path} を読み取れませんでした ({why})。何も開始していません。',
  },
  'site-too-large': {
    en: '{path} is larger than 1 MiB, which no site file is. Nothing was started.',
    ja: '{path} は 1 MiB を超えており、サイトファイルではありません。何も開始していません。',
  },
  'site-unreadable-next': {
    en: 'Name a readable UTF-8 file with --site FILE.',
    ja: '読み取り可能な UTF-8 のファイルを --site FILE で指定してください。',
  },
  'site-path-sign': {
    en: '{where}: `{key}` is {path}. {why} Nothing was changed.',
    ja: '{where}: `{key}` が {path} になっています。{why}何も変更していません。',
  },
  'site-path-sign-next': {
    en: 'Move the {component} to a folder without {sign} in its path and name that one.',
    ja: '{component} をパスに {sign} を含まないフォルダーへ移し、そのフォルダーを指定してください。',
  },
  'site-syntax': {
    en: '{where}: the YAML is not right: {what}',
    ja: '{where}: YAML の書き方が正しくありません: {what}',
  },
  'site-second-document': {
    en: '{where}: a second document begins here; allowed is one.',
    ja: '{where}: ここから 2 つ目の文書が始まっています。書けるのは 1 つだけです。',
  },
  'site-key-twice': {
    en: '{where}: the key `{key}` stands twice; allowed is once.',
    ja: '{where}: キー `{key}` が 2 回書かれています。書けるのは 1 回だけです。',
  },
  'site-key-guess': {
    en: '{where}: the key `{key}` is not known. Did you mean `{guess}`? Allowed here: {listed}.',
    ja: '{where}: キー `{key}` は認識できません。`{guess}` のことですか。ここに書けるもの: {listed}。',
  },
  'site-key': {
    en: '{where}: the key `{key}` is not known. Allowed here: {listed}.',
    ja: '{where}: キー `{key}` は認識できません。ここに書けるもの: {listed}。',
  },
  'site-key-missing': {
    en: '{where}: the key `{name}` is missing; needed is {allowed}.',
    ja: '{where}: キー `{name}` がありません。必要なもの: {allowed}。',
  },
  'site-value': {
    en: '{where}: `{name}` is not right; allowed is {allowed}.',
    ja: '{where}: `{name}` の値が正しくありません。書けるもの: {allowed}。',
  },
  'site-file-value': {
    en: '{where}: the file is not right; allowed is {allowed}.',
    ja: '{where}: ファイルの内容が正しくありません。書けるもの: {allowed}。',
  },
  'site-more': { en: '{count} more after this one.', ja: 'ほかに {count} 件あります。' },
  'site-correct': {
    en: 'Correct {where} and run the command again.',
    ja: '{where} を修正し、もう一度コマンドを実行してください。',
  },
  'allowed-language': { en: 'en or ja', ja: 'en または ja' },
  'allowed-path': { en: 'a path without control characters', ja: '制御文字を含まないパス' },
  'allowed-paths': { en: 'a list of paths', ja: 'パスのリスト' },
  'allowed-each': { en: 'groups by name, each name being {allowed}', ja: '名前ごとのグループ（名前は{allowed}）' },
  'allowed-env': { en: 'the name of an environment variable', ja: '環境変数の名前' },
  'allowed-secret': {
    en: 'where the secret is had from, one of `env: NAME`, `file: PATH` and `command: [PROGRAM, …]`; never the secret itself',
    ja: '秘密の取得元 (`env: 名前`、`file: パス`、`command: [プログラム, …]` のいずれか)。秘密そのものは書けません',
  },
  'allowed-port': { en: 'a port from 1 to 65535', ja: '1 から 65535 までのポート番号' },
  'allowed-url': { en: 'an http:// or https:// address', ja: 'http:// または https:// のアドレス' },
  'allowed-id': { en: 'a name of letters, digits, `.`, `_` and `-`', ja: '英数字と `.`、`_`、`-` からなる名前' },
  'allowed-program': { en: 'a program', ja: 'プログラム' },
  'allowed-argument': { en: 'text; put quotes around a number', ja: '文字列 (数値は引用符で囲む)' },
  'allowed-command': {
    en: 'a list of a program and its arguments, not a line for a shell',
    ja: 'プログラムと引数のリスト (シェルの 1 行ではないもの)',
  },
  'allowed-check': { en: 'a group of `id`, `command` and `limit`', ja: '`id`、`command`、`limit` のまとまり' },
  'allowed-version': { en: 'a version in quotes, such as "1.26.3"', ja: '引用符で囲んだバージョン (例: "1.26.3")' },
  'allowed-sha256': { en: '64 hexadecimal digits in quotes', ja: '引用符で囲んだ 64 桁の 16 進数' },
  'allowed-release': {
    en: 'a group of `version`, `path` and `sha256`, or of `version`, `source`, `commit`, `command` and `output`, with `folder`, `limit` and `as` if wanted',
    ja: '`version`、`path`、`sha256` のまとまり、または `version`、`source`、`commit`、`command`、`output` のまとまり (必要に応じて `folder`、`limit`、`as` を追加)',
  },
  'allowed-group': { en: 'a group of {keys}', ja: '{keys} のまとまり' },
  'allowed-group-more': {
    en: 'a group of {keys} and, if wanted, {more}',
    ja: '{keys} と、必要なら {more} のまとまり',
  },
  'allowed-checks': { en: 'a list of checks', ja: '検査のリスト' },
  'allowed-unique-ids': { en: 'a list in which each `id` stands once', ja: '各 `id` が 1 回だけ現れるリスト' },
  'allowed-source': {
    en: 'a group of either `path` or `url`, and `key` where its releases are signed',
    ja: '`path` または `url` のどちらか一方と、署名がある場合は `key` のまとまり',
  },
  'allowed-sources': { en: 'a list of sources', ja: 'リリース元のリスト' },
  'allowed-unique-sources': {
    en: 'a list in which each source stands once',
    ja: '各リリース元が 1 回だけ現れるリスト',
  },
  'allowed-releases': { en: 'a list of releases', ja: 'リリースのリスト' },
  'allowed-unique-versions': {
    en: 'a list in which each `version` stands once',
    ja: '各 `version` が 1 回だけ現れるリスト',
  },
  'allowed-settings': { en: 'a group of settings', ja: '設定のまとまり' },
  'allowed-components': { en: 'a group of components', ja: 'コンポーネントのまとまり' },

  'component-unset': {
    en: '{path} says nothing of {component}. Nothing was changed.',
    ja: '{path} に {component} の記述がありません。何も変更していません。',
  },
  'component-unset-next': {
    en: 'Add a `{component}:` part to it.',
    ja: 'このファイルに `{component}:` の部分を追加してください。',
  },
  'component-unknown': {
    en: '{name} is not a component; there are: {components}.',
    ja: '{name} というコンポーネントはありません。あるもの: {components}。',
  },
  'last-good-absent': {
    en: 'There is no record of a last good {component} below {state}.',
    ja: '{state} の下に、最後に正常だった {component} の記録がありません。',
  },
  'last-good-gone': {
    en: 'The way back that was written leads to {path}, and nothing is there.',
    ja: '記録されている復帰先は {path} ですが、そこには何もありません。',
  },
  'kept-generations': {
    en: 'Kept generations: {generations}. Nothing was changed.',
    ja: '保存されている世代: {generations}。何も変更していません。',
  },
  'back-up-or-choose': {
    en: 'flatnet-maint backup {component}   (while it is healthy), or flatnet-maint rollback {component} --to GENERATION',
    ja: 'flatnet-maint backup {component}   (正常なうちに)、または flatnet-maint rollback {component} --to GENERATION',
  },
  'going-all-the-same': { en: 'Going to {generation} all the same.', ja: 'それでも {generation} へ戻します。' },
  'generation-absent': {
    en: 'No run has left a generation of {component} behind to return to; kept are: {generations}. Nothing was changed.',
    ja: '{component} の戻り先となる世代を残した実行がありません。保存されている世代: {generations}。何も変更していません。',
  },
  'generation-unknown': {
    en: 'No kept generation of {component} is {wanted}; kept are: {generations}. Nothing was changed.',
    ja: '{component} の保存された世代に {wanted} はありません。保存されている世代: {generations}。何も変更していません。',
  },
  'room-wanted': {
    en: '{place} has {free} MiB free; twice what is written there is {needs} MiB.',
    ja: '{place}の空きは {free} MiB です。書き込む量の 2 倍は {needs} MiB です。',
  },
  'allowed-count': { en: 'a whole number, at least {least}', ja: '{least} 以上の整数' },
  'allowed-at-most': { en: 'a whole number, at most {most}', ja: '{most} 以下の整数' },
  'allowed-retention': { en: 'a group of `generations` and `days`', ja: '`generations` と `days` のまとまり' },
  'generations-folder': { en: 'the generations folder', ja: '世代のフォルダー' },
  'state-folder': { en: 'the state folder {state}', ja: '状態フォルダー {state} ' },
  'free-space': {
    en: 'Free some space, or look for old generations: flatnet-maint snapshots',
    ja: '空き容量を増やすか、古い世代がないか確認してください: flatnet-maint snapshots',
  },
  'right-root': { en: 'root, for the whole run', ja: 'root (実行の間ずっと)' },
  'needs-posix': {
    en: '{hosts} runs Windows, which has no signals; without them these steps cannot be done: {steps}.',
    ja: '{hosts} は Windows で動作しており、シグナルがありません。シグナルなしでは次の手順を実行できません: {steps}。',
  },
  'needs-posix-next': {
    en: 'Do it by hand, as the documents say, or run it on Linux.',
    ja: '文書に従って手作業で行うか、Linux で動かしてください。',
  },

  'run-unknown': { en: 'There is no run {run} below {state}.', ja: '{state} の下に実行 {run} はありません。' },
  'journal-unreadable': { en: 'its journal cannot be read: {why}', ja: 'ジャーナルを読み取れません: {why}' },
  'journal-set-aside': { en: 'its journal was set aside', ja: 'ジャーナルは別の場所に退避されました' },
  'confirm-early': {
    en: 'Run {run} does not wait for a confirmation. Nothing was changed.',
    ja: '実行 {run} は承認を待っていません。何も変更していません。',
  },
  'run-waits': {
    en: 'Run {run} is verified and waits for somebody to confirm it. Nothing was changed.',
    ja: '実行 {run} は検証に合格し、承認を待っています。何も変更していません。',
  },
  'confirm-or-abort': {
    en: 'flatnet-maint confirm, or flatnet-maint abort',
    ja: 'flatnet-maint confirm または flatnet-maint abort',
  },
  'journal-unwritable': {
    en: 'The journal of run {run} cannot be written ({why}), so nothing more was done; the run is open.',
    ja: '実行 {run} のジャーナルに書き込めないため ({why})、これ以上の操作は行っていません。実行は進行中のままです。',
  },
  'journal-unwritable-next': {
    en: 'See to the disk of {state}; the dead-man then ends the run by itself, or: flatnet-maint resume',
    ja: '{state} のディスクを確認してください。その後はデッドマンが実行を終わらせます。手動なら: flatnet-maint resume',
  },
  'state-unwritable': {
    en: 'The state folder {state} cannot be written ({why}). Nothing was changed.',
    ja: '状態フォルダー {state} に書き込めません ({why})。何も変更していません。',
  },
  'free-some-space': { en: 'Free some space there.', ja: 'そのディスクの空き容量を増やしてください。' },
  'run-with-sudo': { en: 'Run it with sudo.', ja: 'sudo で実行してください。' },
  'a-signal': { en: 'a signal', ja: 'シグナル' },
  'emergency-unproven': {
    en: 'The way was gone to its end, and not all of it could be proven: {leftovers}',
    ja: '最後まで実行しましたが、次のものは確認できませんでした: {leftovers}',
  },
  'stuck-next': {
    en: 'flatnet-maint show {run}, then flatnet-maint resume, or flatnet-maint rollback {component} --emergency',
    ja: 'flatnet-maint show {run} を確認し、flatnet-maint resume または flatnet-maint rollback {component} --emergency',
  },
  'changed-by-run': {
    en: 'Run {run} is changing it, so it cannot be looked at as a whole: {why}',
    ja: '実行 {run} が変更している途中のため、全体を調べられません: {why}',
  },
  'see-open-run': { en: 'See OPEN RUN.', ja: '「進行中の実行」を参照してください。' },
  'could-not-ask': { en: 'could not ask: {why}', ja: '確認できませんでした: {why}' },

  'not-compared': {
    en: 'Not asked, for there is no earlier state to compare with: {probes}.',
    ja: '比較する以前の状態がないため、確認していません: {probes}。',
  },
  'arm-dead-man': {
    en: 'arm the dead-man (service {service}): brings the run back when this process ends, also after a power cut; it disarms itself when the run is closed',
    ja: 'デッドマン (サービス {service}) を設置: このプロセスが終了したときや停電後にも実行を元に戻し、実行が終わると自動で解除',
  },
  'write-ready-way': { en: 'write the ready way to {generation}', ja: '{generation} へすぐに戻れる手順を記録' },
  'record-generation': { en: 'record generation {generation}', ja: '世代 {generation} を記録' },
  'accept-idle': {
    en: '--accept {id} accepts nothing: there is no such finding that blocks.',
    ja: '--accept {id} に当てはまる、実行を妨げる指摘がないため、何も許容していません。',
  },
  'accept-refused': { en: 'Finding {id} cannot be accepted.', ja: '指摘 {id} は許容できません。' },
  'accept-next': {
    en: 'See the findings of `flatnet-maint plan`: those that may be accepted say so.',
    ja: '`flatnet-maint plan` の指摘をご覧ください。許容できるものにはその旨が書かれています。',
  },
  'no-dead-man': {
    en: 'No dead-man could be armed ({why}), so nothing brings this to its end when this process dies; going on all the same.',
    ja: 'デッドマンを設置できませんでした ({why})。このプロセスが終了すると続きを行うものがありませんが、このまま続行します。',
  },
  'one-way': {
    en: 'Step {step} cannot be taken back: {title}',
    ja: '手順 {step} は元に戻せません: {title}',
  },
  'one-way-next': {
    en: 'Go on only when you may lose the way back.',
    ja: '戻れなくなってもよい場合にだけ進めてください。',
  },
  'probe-red': {
    en: 'Probe {probe} is not green now: {why}. Afterwards nobody could tell what the upgrade did.',
    ja: 'プローブ {probe} が現在正常ではありません: {why}。このままではアップグレードの影響を判断できません。',
  },
  'probe-red-next': {
    en: 'Mend it first: flatnet-maint status',
    ja: '先に正常な状態にしてください: flatnet-maint status',
  },
  'record-left': { en: 'record what generation {id} holds as it is left', ja: '切り替え時点の世代 {id} の内容を記録' },
  'record-present': { en: 'record what generation {id} holds now', ja: '世代 {id} の現在の内容を記録' },
  'why-live': { en: 'live', ja: '稼働中' },
  'why-last-good': { en: 'last good', ja: '最後に正常だった世代' },
  'why-previous-good': { en: 'previous good', ja: 'その前に正常だった世代' },
  'why-open-run': { en: 'needed by open run {run}', ja: '進行中の実行 {run} に必要' },
  'why-protected': { en: 'protected: {reason}', ja: '保護中: {reason}' },
  'why-of': { en: 'belongs to generation {generation}', ja: '世代 {generation} に付属' },
  'why-newest': { en: 'one of the newest {count}', ja: '新しい方から {count} 件以内' },
  'why-young': { en: 'younger than {days} days', ja: '{days} 日以内' },
  'why-damaged': { en: 'needs a look: it is not what was recorded', ja: '要確認: 記録と一致しません' },
  'why-elsewhere': {
    en: 'needs a look: it lies outside of the generations folder',
    ja: '要確認: 世代フォルダーの外にあります',
  },
  'why-no-time': { en: 'needs a look: nobody recorded when it was made', ja: '要確認: 作成時刻の記録がありません' },
  'why-future': { en: 'needs a look: it is recorded as made later than now', ja: '要確認: 作成時刻が現在より後です' },
  'none-sound': { en: 'none of the others is sound', ja: 'ほかに健全な世代はありません' },
  'generation-unrecorded': {
    en: 'Generation {id} has no record, so nobody can say whether it is still what it was.',
    ja: '世代 {id} には記録がないため、元の内容のままか確認できません。',
  },
  'generation-damaged': {
    en: 'The record of generation {id} is damaged, so its folders cannot be verified: {lines}',
    ja: '世代 {id} の記録が破損しているため、フォルダーを検証できません: {lines}',
  },
  'generation-unreadable': {
    en: 'Generation {id} could not be read as a whole, so nobody can say whether it is still what it was: {why}',
    ja: '世代 {id} を最後まで読めないため、元の内容のままか確認できません: {why}',
  },
  'generation-changed': {
    en: 'Generation {id} is no longer what was recorded of it: {lines}.',
    ja: '世代 {id} は記録された内容と異なります: {lines}。',
  },
  'kept-next': {
    en: 'Go back to a sound one (flatnet-maint rollback {component} --to GENERATION); sound are: {others}',
    ja: '健全な世代に戻してください (flatnet-maint rollback {component} --to GENERATION)。健全な世代: {others}',
  },
  'sound-gate': {
    en: 'generation {id} is what was recorded of it, every byte read again',
    ja: '全バイトを読み直し、世代 {id} が記録と一致することを確認',
  },
  'remove-generation': { en: 'remove generation {id}: {folders}', ja: '世代 {id} を削除: {folders}' },
  'remove-snapshot': { en: 'remove snapshot {id}', ja: 'スナップショット {id} を削除' },
  'protections-next': {
    en: 'Look at the record of what is protected and move it away when it is of no use; then protect again what is to stay: flatnet-maint snapshots {component}',
    ja: '保護の記録を確認し、使えない場合は移動してから、残すものを改めて保護してください: flatnet-maint snapshots {component}',
  },
  'way-back-next': {
    en: 'Write the ready way back anew while the component is healthy: flatnet-maint backup {component}',
    ja: '正常なうちに、すぐに戻れる手順を記録し直してください: flatnet-maint backup {component}',
  },
  'kept-unknown': {
    en: 'No generation or snapshot of {component} that is kept and sound is called {id}; there are: {known}. Nothing was changed.',
    ja: '{component} に {id} という健全な世代・スナップショットはありません。現在あるもの: {known}。何も変更していません。',
  },
  'nothing-kept': { en: 'nothing at all', ja: 'なし' },
  'see-kept': {
    en: 'Look at the list of it: flatnet-maint snapshots {component}',
    ja: '一覧を確認してください: flatnet-maint snapshots {component}',
  },
  'retention-refused': {
    en: 'At least 1 generation is kept, and days are counted from 0: {given} cannot be. Nothing was started.',
    ja: '残す世代は 1 件以上、日数は 0 以上で指定してください (指定された値: {given})。何も開始していません。',
  },
  'evidence-not-there': { en: 'it is not there', ja: '存在しません' },
  'evidence-kind': { en: 'it is no file but {kind}', ja: 'ファイルではなく{kind}です' },
  'evidence-key': {
    en: 'left out: key; only its name and its digest are told',
    ja: '除外: 鍵のため。名前とダイジェストのみ記録します',
  },
  'evidence-no-text': { en: 'left out: it is no text', ja: '除外: テキストではありません' },
  'evidence-one-line': {
    en: 'left out: it is one line that is too long, and half of a line may hold half a secret',
    ja: '除外: 1 行が長すぎます。行の一部だけでは秘密情報を取り除けないことがあります',
  },
  'evidence-full': { en: 'left out: the archive is full', ja: '除外: アーカイブの上限に達しました' },
  'evidence-time': { en: 'left out: the time was over', ja: '除外: 制限時間を過ぎました' },
  'evidence-none-found': { en: 'nothing of it was found on this host', ja: 'このホストでは見つかりませんでした' },
  'evidence-folder': {
    en: 'There is no folder {folder} to write to. Nothing was written.',
    ja: '書き込み先のフォルダー {folder} がありません。何も書き込んでいません。',
  },
  'evidence-folder-next': {
    en: 'Make that folder, or name a file in another one with --to.',
    ja: 'そのフォルダーを作成するか、--to で別のフォルダーのファイルを指定してください。',
  },
  'install-source': {
    en: 'This runs from {cli}, which is no installed package, so there is nothing to copy. Nothing was changed.',
    ja: '実行中の {cli} はインストールされたパッケージではないため、コピーできません。何も変更していません。',
  },
  'install-source-next': {
    en: 'Build the package and run it from there: `npx pnpm@12 build`',
    ja: 'パッケージをビルドし、そこから実行してください: `npx pnpm@12 build`',
  },
  'install-run': {
    en: 'The copy of the tool does not run ({node}): {said}. Nothing leads to it.',
    ja: 'ツールのコピーを実行できません ({node}): {said}。このコピーは使用されません。',
  },
  'install-run-next': {
    en: 'Look whether that disk runs programs (`findmnt -o OPTIONS`, without noexec), and use an official build of Node.',
    ja: 'そのディスクでプログラムを実行できるか (`findmnt -o OPTIONS` に noexec がないこと) を確認し、公式ビルドの Node を使用してください。',
  },

  'find-limit': {
    en: 'The search for the {component} did not end within {limit} ms.',
    ja: '{component} の検索は {limit} ミリ秒以内に終わりませんでした。',
  },
  'see-status-again': {
    en: 'Run `flatnet-maint status` again when the host is less busy.',
    ja: 'ホストの負荷が下がってから、もう一度 `flatnet-maint status` を実行してください。',
  },
  'use-nothing': {
    en: '{path} is nothing that this tool maintains. Nothing was changed.',
    ja: '{path} は、このツールで管理できるものではありません。何も変更していません。',
  },
  'use-nothing-next': {
    en: 'Name where one of them is, such as the folder that the gateway is started through: /srv/flatnet/openresty.',
    ja: '構成要素のある場所を指定してください (例: ゲートウェイの起動に使うフォルダー /srv/flatnet/openresty)。',
  },
  'use-hidden': {
    en: 'Nothing that this tool maintains could be seen at {path}. Could not be looked at: {hidden}. Nothing was changed.',
    ja: '{path} には、このツールで管理できるものが見つかりませんでした。調べられなかったもの: {hidden}。何も変更していません。',
  },
  'init-nothing': {
    en: 'Nothing of a Flatnet that this tool maintains was found: looked at the running programs, the service files and the usual folders (/srv, /opt, /usr/local, /var/lib, /mnt, /home, /root). Nothing was changed.',
    ja: 'このツールで管理できる Flatnet の構成要素は見つかりませんでした。調べた場所: 実行中のプログラム、サービスの定義、通常のフォルダー (/srv、/opt、/usr/local、/var/lib、/mnt、/home、/root)。何も変更していません。',
  },
  'init-use-next': {
    en: 'Name the folder where it lies: flatnet-maint init --use PATH{more}',
    ja: '置かれているフォルダーを指定してください: flatnet-maint init --use PATH{more}',
  },
  'init-ambiguous': {
    en: '{count} things here may be the {component}, and each has a flag that chooses it: {flags}. Nothing was changed.',
    ja: '{component} の候補が {count} 件あります。それぞれを選ぶオプション: {flags}。何も変更していません。',
  },
  'init-unsure': {
    en: '{path} may be the {component}, and may as well be somebody else’s: {why}. If it is, choose it with {flags}. Nothing was changed.',
    ja: '{path} は {component} の可能性がありますが、別のものかもしれません: {why}。正しければ {flags} で選んでください。何も変更していません。',
  },
  'init-choose-next': {
    en: 'Choose one by its path: flatnet-maint init --use PATH{more}',
    ja: 'パスで 1 つを選んでください: flatnet-maint init --use PATH{more}',
  },
  'init-rights': {
    en: 'What could be seen does not decide what is here. Could not be looked at: {what}. Nothing was changed.',
    ja: '見えた範囲では判断できません。調べられなかったもの: {what}。何も変更していません。',
  },
  'init-incomplete': {
    en: '{keys} could not be found, and a site file without that would not load. Nothing was changed.',
    ja: '{keys} が分からず、それがないサイトファイルは読み込めません。何も変更していません。',
  },
  'init-incomplete-next': {
    en: 'Name a tree whose configuration says it, with flatnet-maint init --use PATH{more}, or fill it into the draft that was shown.',
    ja: '設定から分かるツリーを flatnet-maint init --use PATH{more} で指定するか、表示された下書きに書き足してください。',
  },
  'site-exists': {
    en: '{path} was made by somebody else meanwhile, and was left as it is. Nothing was changed.',
    ja: '{path} はその間に別の誰かが作成したため、そのまま残しました。何も変更していません。',
  },
  'site-not-read-back': {
    en: '{path} was written and does not read back as it was written.',
    ja: '{path} に書き込みましたが、読み直した内容が一致しません。',
  },
  'site-not-read-back-next': {
    en: 'Look who else writes to it, and at the disk.',
    ja: 'ほかに書き込んでいるものがないか、ディスクに異常がないかを確認してください。',
  },
  'site-written': {
    en: 'Written by flatnet-maint {version} at {at} from what was found here; it is yours to edit.',
    ja: 'flatnet-maint {version} が {at} に、見つかった内容から作成しました。自由に編集できます。',
  },
  'site-releases': {
    en: 'to have one to install, type: flatnet-maint releases add {component} FILE',
    ja: 'インストールするリリースの登録: flatnet-maint releases add {component} FILE',
  },
  'not-seen': {
    en: 'Could not be looked at: {what}.',
    ja: '調べられなかったもの: {what}。',
  },
  'own-test-gate': {
    en: 'it passes its own test',
    ja: '自身のテストに合格すること',
  },
  'adopt-not-proven': {
    en: '{id} is kept as adopted, not proven, and is never chosen by itself: {why}',
    ja: '{id} は「引き継ぎ済み・未実証」として保管し、自動で選ばれることはありません: {why}',
  },
  'adopt-first': {
    en: 'Nothing was kept here before: the present state becomes generation {id} first.',
    ja: 'ここではまだ何も保管されていません。まず現在の状態を世代 {id} として保管します。',
  },
  'adopt-tree': {
    en: 'tree {path} of version {version}, of which its own program says: {said}',
    ja: 'ツリー {path} (バージョン {version}、自身のプログラムの判定: {said})',
  },
  'adopt-choose': {
    en: 'The present state cannot be adopted: {why} There are these trees: {trees}. Nothing was changed.',
    ja: '現在の状態は引き継げません: {why} 次のツリーがあります: {trees}。何も変更していません。',
  },
  'adopt-unknown': {
    en: '{component} cannot be adopted by this version. Nothing was changed.',
    ja: 'このバージョンでは {component} を引き継げません。何も変更していません。',
  },
  'site-other-place': {
    en: 'Set `{key}` in {path} to {found}, or choose what the file means with --use, and type: flatnet-maint init{more}',
    ja: '{path} の `{key}` を {found} に直すか、ファイルが指すものを --use で選び、次を実行してください: flatnet-maint init{more}',
  },

  'other-component-open': {
    en: 'Run {run} of {component} is open, and an emergency rollback of {wanted} would leave {component} half-way. Nothing was changed.',
    ja: '{component} の実行 {run} が進行中です。ここで {wanted} の緊急ロールバックを行うと、{component} が途中の状態で残ります。何も変更していません。',
  },
  'other-component-open-next': {
    en: 'flatnet-maint resume brings it to its end; where it cannot, flatnet-maint rollback {component} --emergency. Then run this again.',
    ja: 'flatnet-maint resume で終わらせてください (できない場合は flatnet-maint rollback {component} --emergency)。その後、もう一度実行してください。',
  },
  'restarts-unknown': {
    en: '--restart-containers has nothing to start anew on {component}; it can be asked of: {components}. Nothing was started.',
    ja: '{component} には --restart-containers で再起動するものがありません。指定できるコンポーネント: {components}。何も開始していません。',
  },
  'restarts-unknown-next': {
    en: 'Leave --restart-containers away.',
    ja: '--restart-containers を外してください。',
  },
  'allowed-in-clone': {
    en: 'a path in the clone, relative and without `..`',
    ja: '複製の中の相対パス (`..` は使えません)',
  },
  'allowed-commit': { en: '40 hexadecimal digits in quotes', ja: '引用符で囲んだ 40 桁の 16 進数' },
  'allowed-user': { en: 'the name of a user', ja: 'ユーザー名' },
  'unproven-next': {
    en: 'flatnet-maint show {run}, then flatnet-maint status',
    ja: 'flatnet-maint show {run} を確認し、flatnet-maint status',
  },
  'last-good-spoiled': {
    en: 'The way back that was written leads to {path}, and that is not what it was when it was kept. Nothing was changed.',
    ja: '記録されている復帰先 {path} の内容が、保管時のものと異なります。何も変更していません。',
  },
  'not-last-good': {
    en: 'What is live does not work, so it is kept and no emergency goes back to it; the ready way stays as it was. {why}',
    ja: '稼働中のものが正常に動作していないため、保管はしますが、緊急ロールバックの戻り先にはしません (記録済みの手順はそのままです)。{why}',
  },
  'part-none': {
    en: '{component} has no parts that could go back one by one. Nothing was changed.',
    ja: '{component} には、個別に戻せる部分がありません。何も変更していません。',
  },
  'dashboards-none': {
    en: 'No JSON file lies in {path}. Nothing was started.',
    ja: '{path} に JSON ファイルがありません。何も開始していません。',
  },
  'dashboards-none-next': {
    en: 'Name the files, or another folder: flatnet-maint dashboards import FILE',
    ja: 'ファイルまたは別のフォルダーを指定してください: flatnet-maint dashboards import FILE',
  },
  'dashboard-gone': {
    en: 'The dashboard {uid} was listed and is not there any more.',
    ja: 'ダッシュボード {uid} は一覧にありましたが、すでに存在しません。',
  },
  'dashboard-gone-next': {
    en: 'Somebody deleted it meanwhile; export again to be sure.',
    ja: 'その間に削除されたようです。念のため、もう一度エクスポートしてください。',
  },
  'allowed-open-url': {
    en: 'an http:// or https:// address without a password',
    ja: 'パスワードを含まない http:// または https:// のアドレス',
  },
  'allowed-matcher': {
    en: 'a matcher as Prometheus writes it, such as `component="gateway"`',
    ja: 'Prometheus の書き方によるマッチャー (例: `component="gateway"`)',
  },
  'allowed-matchers': { en: 'a list of at least one matcher', ja: '1 つ以上のマッチャーのリスト' },
  'allowed-matchers-of': {
    en: 'a group of components, each with a list of matchers',
    ja: 'コンポーネントごとのマッチャーのリスト',
  },
  'allowed-need': { en: '`required` or `best-effort`', ja: '`required` または `best-effort`' },
  'allowed-lease': { en: 'a length of 5s to 1h', ja: '5s から 1h までの長さ' },
  'allowed-silence': {
    en: 'a group of `alertmanager`, `matchers` and, where they are wanted, `prometheus`, `need`, `lease`',
    ja: '`alertmanager` と `matchers`、必要に応じて `prometheus`、`need`、`lease` からなるまとまり',
  },
  'silence-unset': {
    en: 'No alarm is silenced: the site file has no `silence`.',
    ja: 'サイトファイルに `silence` がないため、アラームは抑止しません。',
  },
  'silence-unset-for': {
    en: 'No alarm is silenced: below `silence.matchers` the site file says nothing of {component}.',
    ja: 'サイトファイルの `silence.matchers` に {component} の記述がないため、アラームは抑止しません。',
  },
  'silence-set': {
    en: 'Add it to {path}; `flatnet-maint schema site` says what may stand there.',
    ja: '{path} に追加してください。書ける内容は `flatnet-maint schema site` で確認できます。',
  },
  'silence-required': {
    en: 'Alarms are silenced meanwhile: {matchers}; nothing is changed if that cannot be had.',
    ja: '作業中は次のアラームを抑止します: {matchers}。抑止できない場合は何も変更しません。',
  },
  'silence-best-effort': {
    en: 'Alarms are silenced meanwhile: {matchers}; if that cannot be had it is told, and the change goes on.',
    ja: '作業中は次のアラームを抑止します: {matchers}。抑止できない場合はその旨を伝えて、変更を続けます。',
  },
  'silence-step': {
    en: 'silence the alarms {matchers}, renewed while the run lives; {seconds} s after it is gone they sound again by themselves',
    ja: 'アラーム {matchers} を抑止し、実行中は延長し続けます (実行が途絶えると {seconds} 秒後に自動的に解除されます)',
  },
  'matcher-empty': {
    en: 'Every matcher of {component} takes alerts without that label as well ({matchers}). Alertmanager refuses that, so nothing would ever be silenced.',
    ja: '{component} のマッチャーは、すべてがラベルのないアラートにも一致します ({matchers})。Alertmanager が拒否するため、何も抑止されません。',
  },
  'matcher-all': {
    en: 'No matcher of {component} wants anything certain ({matchers}), so alarms of everything else would be silenced as well.',
    ja: '{component} のマッチャーには対象を限定するものがないため ({matchers})、他のアラームまで抑止されます。',
  },
  'matcher-next': {
    en: 'Name what only {component} has in {path}, below `silence.matchers`, such as component="{component}".',
    ja: '{path} の `silence.matchers` に、{component} だけが持つラベルを書いてください (例: component="{component}")。',
  },
  'matcher-look': {
    en: 'Hold `silence.matchers.{component}` of the site file against the labels of the rules.',
    ja: 'サイトファイルの `silence.matchers.{component}` と、ルールのラベルを見比べてください。',
  },
  'silence-nothing': {
    en: 'None of the {rules} rules that Prometheus has loaded makes an alarm that `{matchers}` silences for {component}.',
    ja: 'Prometheus が読み込んだ {rules} 件のルールには、`{matchers}` で抑止される {component} のアラームがありません。',
  },
  'silence-wide': {
    en: 'With `{matchers}`, which is silenced for {component}, alarms of others are hidden as well: {others}.',
    ja: '`{matchers}` による {component} の抑止で、他のアラームも隠れます: {others}。',
  },
  'silence-absent-required': {
    en: 'The alarms cannot be silenced, and the site file requires it. {why}',
    ja: 'アラームを抑止できません。サイトファイルで必須とされています。{why}',
  },
  'silence-absent-best-effort': {
    en: 'As it is now the alarms cannot be silenced; they would sound as ever. {why}',
    ja: '現状ではアラームを抑止できず、通常どおり通知されます。{why}',
  },
  'silence-absent-next': {
    en: 'Look whether Alertmanager runs and whether {alertmanager} is its address.',
    ja: 'Alertmanager が動作しているか、{alertmanager} が正しいアドレスか確認してください。',
  },
  'rules-unset': {
    en: 'Nobody watches whether alarms of anything else begin meanwhile: the site file has no `silence.prometheus`.',
    ja: 'サイトファイルに `silence.prometheus` がないため、作業中に他のアラームが発生しても検知しません。',
  },
  'rules-unset-next': {
    en: 'Add `prometheus: http://…` below `silence` in the site file.',
    ja: 'サイトファイルの `silence` に `prometheus: http://…` を追加してください。',
  },
  'rules-unasked': {
    en: 'Prometheus did not say which rules are loaded, so the matchers are not held against them, and nobody watches whether alarms of anything else begin meanwhile. {why}',
    ja: 'Prometheus から読み込み済みのルールを取得できないため、マッチャーとの照合も、作業中の他のアラームの検知も行いません。{why}',
  },
  'rules-unasked-next': {
    en: 'Look whether Prometheus runs and whether {prometheus} is its address.',
    ja: 'Prometheus が動作しているか、{prometheus} が正しいアドレスか確認してください。',
  },
  'end-silences': {
    en: 'end what run {run} silenced',
    ja: '実行 {run} による抑止を終了します',
  },
  'silence-length': {
    en: 'A silence lasts a second at least, and a day at most. Nothing was changed.',
    ja: '抑止の長さは 1 秒以上 1 日以下です。何も変更していません。',
  },
  'silence-added-not': {
    en: 'Alertmanager took the silence {id} and says that it is {state}, so nothing is silenced by it.',
    ja: 'Alertmanager は抑止 {id} を受け付けましたが、状態が {state} のため、何も抑止されていません。',
  },
  'silence-stays': {
    en: 'Alertmanager was told to end the silence {id}, and still has it.',
    ja: '抑止 {id} の終了を Alertmanager に指示しましたが、まだ残っています。',
  },
  'silence-unknown': {
    en: 'No silence has the id {id}; of one that is not from this tool all of its id is wanted. Nothing was changed.',
    ja: 'ID が {id} の抑止はありません。このツールによるものでない抑止は、ID をすべて入力する必要があります。何も変更していません。',
  },
  'silence-several': {
    en: 'Several silences have an id that begins with {id}. Nothing was changed.',
    ja: '{id} で始まる ID の抑止が複数あります。何も変更していません。',
  },
  'silence-unknown-next': {
    en: 'See the ids: flatnet-maint silence',
    ja: 'ID の一覧を確認してください: flatnet-maint silence',
  },
  'silence-of-run': {
    en: 'The silence {id} is kept by the open run {run} and would be there again a moment later; it ends with the run. Nothing was changed.',
    ja: '抑止 {id} は進行中の実行 {run} が維持しているため、終了してもすぐに作り直されます。実行が終わると解除されます。何も変更していません。',
  },
  'beside-step': {
    en: 'ask what stands beside it, now and at the end: {count} probes of {others}, and the running containers',
    ja: '隣にあるものを今と終了時に確認して比べます: {others} のプローブ {count} 件と、稼働中のコンテナー',
  },
  'beside-gate': { en: 'what stands beside it answers', ja: '隣にあるものが応答していること' },
  'beside-all-well': { en: 'all of it passes', ja: 'すべて合格しています' },
  'beside-red': {
    en: '`{probe}` of {component} does not pass: {why}',
    ja: '{component} の `{probe}` が合格しません: {why}',
  },
  'beside-probe': {
    en: '`{probe}` of {component} passed before this run and does not now: {why}',
    ja: '{component} の `{probe}` は実行前には合格していましたが、今は合格しません: {why}',
  },
  'beside-container': {
    en: 'the container {container} ({image}) ran before this run and does not now',
    ja: 'コンテナー {container} ({image}) は実行前には稼働していましたが、今は稼働していません',
  },
  'beside-unlisted': {
    en: 'the running containers could be listed before this run and cannot now',
    ja: '稼働中のコンテナーの一覧が、実行前には取れましたが今は取れません',
  },
  'no-answer': { en: 'no answer', ja: '応答がありません' },
  'beside-worse': {
    en: 'What stands beside {component} is worse than before: {worse}.',
    ja: '{component} の隣にあるものが、実行前より悪くなっています: {worse}。',
  },
  'beside-next': { en: 'To be typed: {commands}.', ja: '次を実行してください: {commands}。' },
  'beside-unseen': {
    en: '{component} is not held against before, for it cannot be looked at: {why}',
    ja: '{component} は調べられないため、実行前との比較は行いません: {why}',
  },
  'config-none': {
    en: 'The configuration of {component} cannot be changed by itself; that can be asked of: {components}. Nothing was changed.',
    ja: '{component} の設定だけを変更することはできません。指定できるコンポーネント: {components}。何も変更していません。',
  },
  'config-folder': {
    en: '{folder} is no folder, and new configuration is taken from one. Nothing was changed.',
    ja: '{folder} はフォルダーではありません。新しい設定はフォルダーで指定します。何も変更していません。',
  },
  'config-empty': {
    en: '{folder} holds no file, so there is nothing to change. Nothing was changed.',
    ja: '{folder} にファイルがないため、変更するものがありません。何も変更していません。',
  },
  'config-kind': {
    en: '{path} is neither a file nor a folder; links and the like are not followed. Nothing was changed.',
    ja: '{path} はファイルでもフォルダーでもありません。リンクなどはたどりません。何も変更していません。',
  },
  'config-large': {
    en: '{folder} holds more than {files} files or {mib} MiB, which is no configuration. Nothing was changed.',
    ja: '{folder} には {files} 件または {mib} MiB を超えるファイルがあり、設定とは考えられません。何も変更していません。',
  },
  'config-folder-next': {
    en: 'Name with --from a folder of plain files that lie as they are to lie in the configuration.',
    ja: '設定と同じ配置で通常のファイルを置いたフォルダーを --from で指定してください。',
  },

  'open-no-snapshot': {
    en: 'There is no snapshot of {component} in {state}. Nothing was written.',
    ja: '{state} に {component} のスナップショットがありません。何も書き込んでいません。',
  },
  'open-no-snapshot-next': {
    en: 'Take one with `flatnet-maint backup`, or name an exported archive with --from FILE.',
    ja: '`flatnet-maint backup` で取得するか、エクスポートしたアーカイブを --from FILE で指定してください。',
  },
  'detached-unit': { en: 'flatnet-maint: run {run}', ja: 'flatnet-maint: 実行 {run}' },
  'detach-silent': {
    en: 'The process that was to run the plan did not come for it within {limit} ms. Nothing was changed.',
    ja: '計画を実行するプロセスが {limit} ミリ秒以内に計画を受け取りに来ませんでした。何も変更していません。',
  },
  'detach-lost': {
    en: 'The process that got the plan did not say that run {run} is open. It was called off; nothing live was changed.',
    ja: '計画を受け取ったプロセスから、実行 {run} を開始したという応答がありませんでした。実行は取りやめました。稼働中のものは何も変更していません。',
  },
  'detach-look': {
    en: 'journalctl -u {unit}   (what it said), then flatnet-maint status',
    ja: 'journalctl -u {unit}   (プロセスの出力) を確認し、flatnet-maint status を実行してください',
  },
  'detach-again': {
    en: 'Look with `flatnet-maint status`, then type the command again.',
    ja: '`flatnet-maint status` で確認してから、もう一度コマンドを入力してください。',
  },
  'detach-refused': {
    en: 'No process of its own could be started for the run: {said}. Nothing was changed.',
    ja: '実行を担当する独立したプロセスを起動できませんでした: {said}。何も変更していません。',
  },
  'detach-refused-next': {
    en: 'Run it with sudo, or without --detach from a terminal that the change cannot cut.',
    ja: 'sudo で実行するか、変更によって切断されない端末から --detach なしで実行してください。',
  },
  'called-off': {
    en: 'the end of the command that gave the plan away',
    ja: '計画を渡したコマンドの終了',
  },
  'detach-empty': {
    en: 'Nobody hands a plan over at {path}. Nothing was changed.',
    ja: '{path} で計画を渡すプロセスがありません。何も変更していません。',
  },
  'detach-empty-next': {
    en: 'This command is started by `--detach` and not typed: flatnet-maint upgrade --help',
    ja: 'このコマンドは `--detach` から起動されるもので、直接入力するものではありません: flatnet-maint upgrade --help',
  },
  'detach-place': {
    en: 'The name of the temporary socket {path} is too long: at most {most} bytes. Nothing was changed.',
    ja: '一時ソケットの名前 {path} が長すぎます (最大 {most} バイト)。何も変更していません。',
  },
  'detach-place-next': {
    en: 'Type the command again with a shorter folder for temporary files, such as TMPDIR=/tmp.',
    ja: '一時フォルダーに短いパスを指定して (例: TMPDIR=/tmp)、もう一度コマンドを入力してください。',
  },
});
export const t = texts.en;
