import { catalogue } from '@flatnet-maint/core';
import { helpTexts } from './help/texts.ts';

/*
 * English first: what stands here is written into errors, JSON documents and the descriptions of commands, and is found again
 * by its form for a reader of another language. What only a person at the screen reads stands in screen.ts.
 */
export const texts = catalogue({
  ...helpTexts,
  'releases-describe': {
    en: 'What can be installed: versions, sources, and what is in hand',
    ja: 'インストールできるバージョン、リリース元、手元にあるものを表示します',
  },
  'releases-add-describe': {
    en: 'Take a downloaded archive into the local store, verified',
    ja: 'ダウンロード済みのアーカイブを検証してローカルストアに登録します',
  },
  'releases-add-file': { en: 'The archive: .tar.gz, .tar.xz, .zip', ja: 'アーカイブ: .tar.gz、.tar.xz、.zip' },
  'releases-add-version': {
    en: 'Its version (default: what its name tells)',
    ja: 'バージョン (既定: ファイル名から判断)',
  },
  'releases-add-sha256': {
    en: 'The sha256 that its maker publishes (default: computed and recorded)',
    ja: '提供元が公開する sha256 (既定: 計算して記録)',
  },
  'releases-add-signature': {
    en: 'A detached signature, checked with the keys of the component’s sources',
    ja: '分離署名。コンポーネントのリリース元の鍵で検証します',
  },
  'fetch-describe': {
    en: 'Bring a release into the cache and verify it, before a window',
    ja: 'メンテナンス前にリリースをキャッシュへ取得し、検証します',
  },
  'fetch-version': {
    en: 'A version, a range such as ^1.26, or latest',
    ja: 'バージョン、`^1.26` などの範囲、または `latest`',
  },
  about: {
    en: '$0 <command>: upgrades, checks and takes back the parts of a Flatnet',
    ja: '$0 <command>: Flatnet の各部をアップグレードし、検証し、元に戻します',
  },
  status: {
    en: 'Version and health of each component, the open run, the last one',
    ja: '各コンポーネントのバージョンと稼働状態、進行中の実行、直前の実行を表示します',
  },
  'plan-group': {
    en: 'Say what a command would do; changes nothing',
    ja: 'コマンドが何を行うかを表示します。何も変更しません',
  },
  'plan-upgrade': {
    en: 'What an upgrade would do, and how each step of it would be undone',
    ja: 'アップグレードで行うことと、各手順の取り消し方を表示します',
  },
  'plan-rollback': {
    en: 'What the return to an earlier generation would do',
    ja: '以前の世代へ戻すときに行うことを表示します',
  },
  upgrade: {
    en: 'Install a version; goes back by itself when something fails',
    ja: 'バージョンをインストールします。失敗したときは自動で元に戻ります',
  },
  verify: { en: 'Ask the probes, as a small run of its own', ja: 'プローブによる検証だけを、単独の実行として行います' },
  adopt: {
    en: 'Make the present state, or a tree that hands made, generation 0',
    ja: '現在の状態、または手作業で作られたツリーを、世代 0 として引き継ぎます',
  },
  'plan-adopt': {
    en: 'What taking the present state over would do',
    ja: '現在の状態を引き継ぐときに行うことを表示します',
  },
  'option-tree': {
    en: 'What is taken over: the folder of a tree, or a program’s file (default: the present one)',
    ja: '引き継ぐもの: ツリーのフォルダー、またはプログラムのファイル (既定: 現在のもの)',
  },
  'option-start': {
    en: 'Nothing serves: make it serve, verify it, and set aside by name what is in the way',
    ja: '何も稼働していないとき: 起動して検証し、妨げになるものは名前を付けて残します',
  },
  backup: { en: 'Take a snapshot', ja: 'スナップショットを取得します' },
  rollback: {
    en: 'Return to an earlier generation, verified like an upgrade',
    ja: '以前の世代へ戻します。アップグレードと同じように検証します',
  },
  resume: {
    en: 'Bring an open run to its end: back before commit, to the finish after it',
    ja: '進行中の実行を終わらせます。確定前なら元に戻し、確定後なら最後まで進めます',
  },
  abort: { en: 'Send the open run back', ja: '進行中の実行を中止し、元に戻します' },
  confirm: { en: 'Accept the run that waits for it', ja: '承認待ちの実行を承認します' },
  show: { en: 'The timeline of one run', ja: '1 つの実行の経過を表示します' },
  rehearse: {
    en: 'The same plans against a practice Flatnet, with faults',
    ja: '同じ計画を練習用の Flatnet に対して、障害を起こしながら実行します',
  },
  deadman: { en: 'Guard the open run', ja: '進行中の実行を見守ります' },
  'only-rehearsals': {
    en: 'gateway, cni or monitoring, and names of scenes; none = all',
    ja: 'gateway、cni、monitoring のいずれかと、場面の名前。省略するとすべて',
  },
  'one-of': { en: 'One of: {components}', ja: '次のいずれか: {components}' },

  'option-site': {
    en: 'Site file (default: ./flatnet.yaml, then the configuration folders)',
    ja: 'サイトファイル (既定: ./flatnet.yaml、次に設定フォルダー)',
  },
  'option-state': {
    en: 'Folder of runs, generations and snapshots',
    ja: '実行、世代、スナップショットを置くフォルダー',
  },
  'option-lang': {
    en: 'Language: en or ja (default: the site file, then the login)',
    ja: '表示言語: en または ja (既定: サイトファイル、次にログイン環境)',
  },
  'option-json': {
    en: 'One JSON document on stdout, progress on stderr',
    ja: '標準出力に JSON 文書を 1 つ、標準エラー出力に進捗を書き出します',
  },
  'option-yes': {
    en: 'Do not ask; take the default of every decision',
    ja: '確認せず、すべての判断で既定値を使います',
  },
  'option-quiet': { en: 'No progress', ja: '進捗を表示しません' },
  'option-accept': {
    en: 'Accept the finding ID (may be repeated)',
    ja: 'この ID の指摘を許容します (複数回指定できます)',
  },
  'option-reason': { en: 'Why it is accepted; journaled', ja: '許容する理由。ジャーナルに記録されます' },
  'option-soak': {
    en: 'How long all probes must stay passed before commit (30s, 2m …)',
    ja: '確定前に、すべてのプローブが合格し続けるべき時間 (30s、2m など)',
  },
  'option-to-back': {
    en: 'Generation or version (default: the one before the present one)',
    ja: '世代またはバージョン (既定: 現在の 1 つ前)',
  },
  'option-only': {
    en: 'This one service alone, where the component has several (monitoring)',
    ja: 'このサービスだけを対象にします (複数のサービスを持つ monitoring のみ)',
  },
  'option-to': {
    en: 'The version to install, a range such as ^1.26, or latest',
    ja: 'インストールするバージョン、`^1.26` などの範囲、または `latest`',
  },
  'option-confirm-within': {
    en: 'After a good verification wait this long for `flatnet-maint confirm`, then go back',
    ja: '検証に合格した後、`flatnet-maint confirm` をこの時間だけ待ち、なければ元に戻します',
  },
  'option-emergency': {
    en: 'The fast path to the last good generation: no site file, no network, takes over an open run',
    ja: '最後に正常だった世代へ最短で戻します。サイトファイルもネットワークも不要で、進行中の実行を引き継ぎます',
  },

  'name-a-command': {
    en: 'Name a command. Nothing was started.',
    ja: 'コマンドを指定してください。何も開始していません。',
  },
  'name-what-to-plan': {
    en: 'Name what to plan: upgrade or rollback. Nothing was started.',
    ja: '計画するコマンドを指定してください (upgrade または rollback)。何も開始していません。',
  },
  'command-unknown': {
    en: 'There is no such command. Did you mean {guess}? Nothing was started.',
    ja: 'そのようなコマンドはありません。{guess} のことですか。何も開始していません。',
  },
  'word-missing': {
    en: 'A word is missing: {usage}. Nothing was started.',
    ja: '語が足りません: {usage}。何も開始していません。',
  },
  'argument-missing': {
    en: 'Missing required argument: {name}. Nothing was started.',
    ja: '必須の引数がありません: {name}。何も開始していません。',
  },
  'arguments-missing': {
    en: 'Missing required arguments: {names}. Nothing was started.',
    ja: '必須の引数がありません: {names}。何も開始していません。',
  },
  'argument-unknown': {
    en: 'Unknown argument: {name}. Nothing was started.',
    ja: '未知の引数です: {name}。何も開始していません。',
  },
  'arguments-unknown': {
    en: 'Unknown arguments: {names}. Nothing was started.',
    ja: '未知の引数です: {names}。何も開始していません。',
  },
  'word-unknown': {
    en: 'Unknown command: {name}. Nothing was started.',
    ja: '未知のコマンドです: {name}。何も開始していません。',
  },
  'words-unknown': {
    en: 'Unknown commands: {names}. Nothing was started.',
    ja: '未知のコマンドです: {names}。何も開始していません。',
  },
  'value-missing': {
    en: 'Not enough arguments following: {name}. Nothing was started.',
    ja: '値がありません: {name}。何も開始していません。',
  },
  'given-twice': {
    en: '{name} was given twice. Nothing was started.',
    ja: '{name} が 2 回指定されています。何も開始していません。',
  },
  'value-empty': { en: '{name} is empty. Nothing was started.', ja: '{name} の値が空です。何も開始していません。' },
  'line-not-understood': {
    en: 'The command line was not understood: {why}. Nothing was started.',
    ja: 'コマンドラインを解釈できませんでした: {why}。何も開始していません。',
  },
  'language-unknown': {
    en: '--lang takes one of: {languages}; not {value}. Nothing was started.',
    ja: '--lang に指定できるのは次のいずれかです: {languages} (指定された値: {value})。何も開始していません。',
  },
  'duration-wrong': {
    en: '--{name} takes {form}, not {value}. Nothing was started.',
    ja: '--{name} に指定できるのは{form}です (指定された値: {value})。何も開始していません。',
  },
  'duration-next': {
    en: 'Give --{name} with a unit, for example --{name} 30s.',
    ja: '--{name} は単位を付けて指定してください (例: --{name} 30s)。',
  },
  'reason-alone': {
    en: '--reason without --accept. Nothing was started.',
    ja: '--accept なしで --reason が指定されています。何も開始していません。',
  },
  'accept-alone': {
    en: '--accept without --reason. Nothing was started.',
    ja: '--reason なしで --accept が指定されています。何も開始していません。',
  },
  'accept-next': {
    en: 'Give both: --accept ID --reason "why this may be borne".',
    ja: '両方を指定してください: --accept ID --reason "許容できる理由"',
  },
  'emergency-others': {
    en: '--emergency takes the way that was written at the last commit, and none of --to, --only, --accept, --soak, --confirm-within and --detach. Nothing was started.',
    ja: '--emergency は最後の確定時に記録された手順だけを使うため、--to、--only、--accept、--soak、--confirm-within、--detach は指定できません。何も開始していません。',
  },
  'emergency-next': {
    en: 'Leave the others away, or --emergency.',
    ja: 'ほかのオプションか --emergency のどちらかを外してください。',
  },
  'component-unknown': {
    en: 'There is no component {name}; known: {components}. Nothing was started.',
    ja: 'コンポーネント {name} はありません。指定できるもの: {components}。何も開始していません。',
  },
  'component-next': { en: 'Name one of: {components}.', ja: '次のいずれかを指定してください: {components}。' },
  'see-help': { en: 'See flatnet-maint {words} --help', ja: 'flatnet-maint {words} --help を参照してください' },
  'see-general-help': { en: 'See flatnet-maint --help', ja: 'flatnet-maint --help を参照してください' },

  declined: {
    en: 'Not started: the answer was not yes. Nothing was changed.',
    ja: '承諾されなかったため、開始しませんでした。何も変更していません。',
  },
  'declined-next': {
    en: 'Run the command again and answer y, or give --yes.',
    ja: 'もう一度実行して y と答えるか、--yes を付けてください。',
  },
  'left-open': {
    en: 'Stopped by a second signal in the middle of the run; its journal is open and nothing more was undone.',
    ja: '2 回目のシグナルにより、実行の途中で停止しました。実行は進行中のまま残り、これ以上の取り消しは行っていません。',
  },
  'no-run-open': { en: 'No run is open.', ja: '進行中の実行はありません。' },
  'nothing-to-order': {
    en: 'No run is open. Nothing was changed.',
    ja: '進行中の実行はありません。何も変更していません。',
  },
  'see-runs': { en: 'See flatnet-maint runs', ja: 'flatnet-maint runs を参照してください' },
  'order-given': {
    en: '{order} was given to run {run}; its owner obeys. See flatnet-maint show {run}',
    ja: '実行 {run} に {order} を指示しました。実行中のプロセスがこれに従います。flatnet-maint show {run} を参照してください',
  },
  'finding-blocks': { en: '{id} blocks: {message}', ja: '指摘 {id} のため実行できません: {message}' },
  'rehearsal-absent': {
    en: 'This installation has no rehearsal. Nothing was started.',
    ja: 'このインストールにはリハーサルが含まれていません。何も開始していません。',
  },
  'rehearsal-next': {
    en: 'Install flatnet-maint with its rehearsal package.',
    ja: 'リハーサルのパッケージとともに flatnet-maint をインストールしてください。',
  },
  'snapshots-describe': {
    en: 'Generations and snapshots: age, size, and why each is kept',
    ja: '世代とスナップショットについて、作成からの経過時間、サイズ、残す理由を表示します',
  },
  'snapshots-verify-describe': {
    en: 'Read every byte of what is kept again; 8 when anything is damaged',
    ja: '保管中のものを全バイト読み直して検証します。破損があれば終了コードは 8 です',
  },
  'snapshots-prune-describe': {
    en: 'Remove what is beyond the newest N and older than D days as well, and needed by nobody',
    ja: '新しい方から N 件に入らず、D 日より古く、使われていないものを削除します',
  },
  'snapshots-protect-describe': {
    en: 'Keep a generation or snapshot, whatever its age',
    ja: '世代またはスナップショットを、古くなっても残します',
  },
  'snapshots-unprotect-describe': {
    en: 'Let a generation or snapshot age like the others again',
    ja: '世代またはスナップショットの保護を解除します',
  },
  'keep-describe': {
    en: 'How many of the newest stay (default: the site file, else 3)',
    ja: '新しい方から残す件数 (既定: サイトファイルの値、なければ 3)',
  },
  'days-describe': {
    en: 'How many days everything stays (default: the site file, else 30)',
    ja: 'すべてを残す日数 (既定: サイトファイルの値、なければ 30)',
  },
  'dry-run-describe': { en: 'Only say what would be removed', ja: '削除されるものを表示するだけで、削除しません' },
  'id-describe': { en: 'As `flatnet-maint snapshots` shows it', ja: '`flatnet-maint snapshots` に表示される ID' },
  'protect-reason-describe': { en: 'Why it is to stay; shown in the list', ja: '残す理由 (一覧に表示されます)' },
  'not-a-number': {
    en: '--{name} takes a whole number, not {text}. Nothing was started.',
    ja: '--{name} には整数を指定してください (指定された値: {text})。何も開始していません。',
  },
  'not-a-number-next': { en: 'For example: --{name} 5', ja: '例: --{name} 5' },
  'runs-describe': {
    en: 'History: the last 20 runs. The open and the last one are read from their journals; of the others what was noted at their close, as long as nobody wrote to the journal since',
    ja: '履歴: 直近 20 件の実行を表示します。進行中のものと最後のものはジャーナルから読み取り、それ以外は、終了後にジャーナルへの書き込みがない限り終了時の記録を表示します',
  },
  'runs-all': { en: 'All runs (--json always tells all)', ja: 'すべての実行を表示します (--json では常にすべて出力)' },
  'runs-verify': {
    en: 'Read every journal wholly; exit code 8 when one is damaged',
    ja: 'すべてのジャーナルを最後まで読み取ります。破損があれば終了コードは 8 です',
  },
  'export-describe': {
    en: 'One snapshot as a .tar to carry off this host, its sha256 beside it',
    ja: 'スナップショット 1 件を、ほかのホストへ持ち出せる .tar として書き出します。sha256 も同じ場所に作成します',
  },
  'export-id': { en: 'Its id, as `snapshots` lists it', ja: '`snapshots` に表示される ID' },
  'export-to': {
    en: 'The archive to write; FILE.sha256 is written beside it',
    ja: '書き出すアーカイブ。同じ場所に FILE.sha256 も作成します',
  },
  'evidence-describe': {
    en: 'Packs what tells of the present state into one archive, without secrets, before anything is changed',
    ja: '何かを変更する前に、現在の状態を示すものを秘密情報を除いて 1 つのアーカイブにまとめます',
  },
  'evidence-to': {
    en: 'The archive to write (default: a new name in this folder); FILE.sha256 is written beside it',
    ja: '書き出すアーカイブ (既定: このフォルダーの新しい名前)。同じ場所に FILE.sha256 も作成します',
  },
  'install-self-describe': {
    en: 'Puts a copy of this tool with its own Node into the state folder, for emergencies and automatic resumes',
    ja: '緊急時と自動再開のために、このツールを専用の Node とともに状態フォルダーにコピーします',
  },

  'init-describe': {
    en: 'Find what is on this host, write the site file if there is none, and say what to do next',
    ja: 'このホストにあるものを見つけ、サイトファイルがなければ作成し、次に行うことを示します',
  },
  'init-use': {
    en: 'The folder or file that is meant, where several could be (may be repeated)',
    ja: '候補が複数あるときに対象とするフォルダーまたはファイル (複数回指定できます)',
  },
  'status-watch': {
    en: 'Look again every so many seconds (default: 2) until Ctrl-C; remarks and drift twice a minute',
    ja: '指定した秒数 (既定: 2) ごとに、Ctrl-C を押すまで表示し直します。備考と差分は 1 分に 2 回調べます',
  },
  'watch-wrong': {
    en: '--watch takes whole seconds from 1 to 3600, not {text}. Nothing was started.',
    ja: '--watch には 1 から 3600 までの整数で秒数を指定してください (指定された値: {text})。何も開始していません。',
  },
  'watch-next': { en: 'For example: --watch 5', ja: '例: --watch 5' },
  'not-chosen': {
    en: 'Nothing was chosen: {said} is none of the numbers. Nothing was changed.',
    ja: '選択されませんでした: {said} は番号のいずれでもありません。何も変更していません。',
  },
  'not-chosen-next': {
    en: 'Run it again and type a number, or name the path: flatnet-maint init --use PATH',
    ja: 'もう一度実行して番号を入力するか、パスを指定してください: flatnet-maint init --use PATH',
  },

  'component-choose': {
    en: 'The site file speaks of several components: {components}; which one is meant was not said. Nothing was started.',
    ja: 'サイトファイルには複数のコンポーネントがあります: {components}。どれを対象とするかが指定されていません。何も開始していません。',
  },
  'component-none': {
    en: 'The site file speaks of no component. Nothing was started.',
    ja: 'サイトファイルにコンポーネントの記述がありません。何も開始していません。',
  },
  'component-none-next': {
    en: 'Add one to it; `flatnet-maint init` shows what was found here, and `flatnet-maint schema site` what may stand there.',
    ja: 'コンポーネントを追加してください。`flatnet-maint init` で見つかったもの、`flatnet-maint schema site` で書ける内容を確認できます。',
  },
  'option-restarts': {
    en: 'Start anew what runs on it, one container at a time, after commit',
    ja: '確定後に、その上で動くコンテナーを 1 つずつ再起動します',
  },
  'dashboards-export': {
    en: 'Write every dashboard of Grafana to a file that can be imported; over nothing',
    ja: 'Grafana のすべてのダッシュボードを、取り込み可能なファイルに書き出します (既存のファイルは上書きしません)',
  },
  'dashboards-compare': {
    en: 'What an import of these files would change; changes nothing',
    ja: 'これらのファイルを取り込むと何が変わるかを表示します。何も変更しません',
  },
  'dashboards-import': {
    en: 'Put dashboards into Grafana as a run: kept before, read back after, taken back when one fails',
    ja: 'ダッシュボードを Grafana に取り込みます。変更前の内容を保管し、結果を確認し、失敗すればすべて元に戻します',
  },
  'dashboards-files': {
    en: 'Files with a dashboard each, or folders of them',
    ja: 'ダッシュボードのファイル、またはそれらを含むフォルダー',
  },
  'dashboards-folder': {
    en: 'Uid of the folder in Grafana, general = none (default: where it is, or as the file says)',
    ja: 'Grafana のフォルダーの uid。general はフォルダーなし (既定: 現在の場所、またはファイルの指定)',
  },
  'dashboards-to': {
    en: 'The folder to write to (default: a new one here, named by the time)',
    ja: '書き出し先のフォルダー (既定: 現在の場所に、日時を名前にした新しいフォルダー)',
  },
  'dashboards-group': {
    en: 'Grafana’s dashboards: write them to files, compare files with them, import files',
    ja: 'Grafana のダッシュボードを書き出し、ファイルと比較し、ファイルから取り込みます',
  },
  'name-what-of-dashboards': {
    en: 'Say what to do with dashboards: export, compare or import.',
    ja: 'ダッシュボードに対する操作を指定してください: export、compare、import',
  },
  'silence-describe': {
    en: 'List what Alertmanager silences now, by whom and until when',
    ja: 'Alertmanager が抑止中のアラームと、その主と期限を一覧表示します',
  },
  'silence-add-describe': {
    en: 'Silence the alarms of a component by hand, for a while',
    ja: 'コンポーネントのアラームを、一定の間だけ手動で抑止します',
  },
  'silence-end-describe': { en: 'End a silence', ja: '抑止を終了します' },
  'for-describe': {
    en: 'How long, such as 30m (the usual) or 2h; a day at most',
    ja: '抑止する長さ (例: 30m、2h。既定は 30m、最長 1 日)',
  },
  'silence-reason-describe': { en: 'Why; Alertmanager shows it', ja: '理由 (Alertmanager に表示されます)' },
  'silence-id-describe': {
    en: 'Its id; the first six characters are enough for one of this tool',
    ja: '抑止の ID (このツールによるものは先頭 6 文字で指定できます)',
  },
  'mine-describe': { en: 'All that you added by hand', ja: '自分が手動で追加したものすべて' },
  'silence-which': {
    en: 'Either an id or --mine says which silences are to end. Nothing was started.',
    ja: '終了する抑止を、ID または --mine のどちらかで指定してください。何も開始していません。',
  },
  config: {
    en: 'Change the configuration alone, from a folder, without a restart; goes back by itself when something fails',
    ja: 'フォルダーの内容で設定だけを再起動なしに変更します。失敗したときは自動で元に戻ります',
  },
  'plan-config': {
    en: 'What a change of configuration would do, and how each step of it would be undone',
    ja: '設定の変更で行うことと、各手順の取り消し方を表示します',
  },
  'option-from': {
    en: 'A folder: its files take the place of those that lie there now, the others stay',
    ja: 'フォルダー: その中のファイルで同じ場所のものを置き換えます。ほかは変わりません',
  },

  'open-describe': {
    en: 'What a snapshot holds, in a new folder for you alone, sealed parts opened with your key',
    ja: 'スナップショットの内容を、実行者専用の新しいフォルダーに展開します。暗号化された部分は鍵で開きます',
  },
  'open-id': {
    en: 'Its id, as `snapshots` lists it (default: the newest snapshot)',
    ja: '`snapshots` に表示される ID (既定: 最新のスナップショット)',
  },
  'open-into': {
    en: 'The folder to make; closed to everybody else',
    ja: '作成するフォルダー。ほかの利用者は入れません',
  },
  'open-from': {
    en: 'An archive that `snapshots export` made, of this host or another one',
    ja: '`snapshots export` で作成したアーカイブ (ほかのホストのものも可)',
  },
  'open-identity': {
    en: 'File with the key for sealed parts, as `age-keygen` writes it',
    ja: '暗号化された部分を開く鍵のファイル (`age-keygen` の出力形式)',
  },
  'open-passphrase': {
    en: 'Where the passphrase of sealed parts is: env:NAME or file:PATH',
    ja: '暗号化された部分のパスフレーズの取得元: env:NAME または file:PATH',
  },
  'open-without': {
    en: 'A part that is left out (may be repeated)',
    ja: '除外する部分 (繰り返し指定できます)',
  },
  'open-what': {
    en: 'Neither a component nor an archive is named. Nothing was written.',
    ja: 'コンポーネントもアーカイブも指定されていません。何も書き込んでいません。',
  },
  'open-both': {
    en: 'Both a component and an archive are named. Nothing was written.',
    ja: 'コンポーネントとアーカイブの両方が指定されています。何も書き込んでいません。',
  },
  'open-what-next': {
    en: 'Name a component, or an archive with --from FILE and no component.',
    ja: 'コンポーネントを指定するか、コンポーネントを指定せずに --from FILE でアーカイブを指定してください。',
  },
  'passphrase-form': {
    en: '--passphrase takes the place of a passphrase, never itself. Nothing was written.',
    ja: '--passphrase にはパスフレーズそのものではなく、取得元を指定します。何も書き込んでいません。',
  },
  'passphrase-form-next': {
    en: 'Put it into a variable or a file of your own: --passphrase env:NAME or --passphrase file:PATH.',
    ja: '環境変数または専用のファイルに保存してください: --passphrase env:NAME または --passphrase file:PATH。',
  },
  attach: {
    en: 'Show a run as it goes on; Ctrl-C leaves the view and not the run',
    ja: '実行の進み具合を表示します。Ctrl-C で終わるのは表示だけで、実行は続きます',
  },
  detached: { en: 'Run a plan that is handed over', ja: '渡された計画を実行します' },
  'detached-from': { en: 'Where it is handed over', ja: '計画を受け取る場所' },
  'option-detach': {
    en: 'Give the run to a process of its own that no end of this terminal reaches; then see `flatnet-maint attach`',
    ja: 'この端末が閉じても影響を受けない独立したプロセスで実行します。経過は `flatnet-maint attach` で表示します',
  },
  'run-id-or-latest': {
    en: 'Its id, as `runs` lists it (default: the open one, else the newest)',
    ja: '実行の ID (`runs` に表示されるもの。既定: 進行中の実行、なければ最新の実行)',
  },
  'no-run-yet': {
    en: 'There is no run on this host yet. Nothing was changed.',
    ja: 'このホストにはまだ実行がありません。何も変更していません。',
  },
  'view-left': {
    en: 'The view is left; run {run} goes on. `flatnet-maint attach` shows it again, `flatnet-maint abort` sends it back.',
    ja: '表示を終了しました。実行 {run} は続いています。再び表示するには `flatnet-maint attach`、元に戻すには `flatnet-maint abort` を実行してください。',
  },
  'confirm-never': {
    en: '--confirm-within {value} leaves nobody any time to confirm, so the run would always go back. Nothing was started.',
    ja: '--confirm-within {value} では承認する時間がなく、実行は必ず元に戻ります。何も開始していません。',
  },
  'confirm-never-next': {
    en: 'Give it a time in which somebody can answer, for example --confirm-within 5m, or leave it out.',
    ja: '承認できる時間を指定するか (例: --confirm-within 5m)、このオプションを外してください。',
  },
});
export const t = texts.en;
