/** Texts of examples, exit codes and the manual page. They are part of this package's one catalogue. */
export const helpTexts = {
  schema: {
    en: 'JSON Schema of the site file or of a plan, for editors and programs',
    ja: 'サイトファイルまたは計画の JSON Schema を、エディターやプログラム向けに出力します',
  },
  schemaOf: { en: 'The document it describes', ja: '対象の文書' },
  completion: {
    en: 'A script that completes commands, options and components at TAB',
    ja: 'TAB キーでコマンド、オプション、コンポーネントを補完するスクリプトを出力します',
  },
  completionShell: { en: 'The shell that reads it', ja: '読み込むシェル' },
  exit0: { en: 'done: committed, or healthy', ja: '完了: 確定済み、または正常' },
  exit1: { en: 'a fault of flatnet-maint itself', ja: 'flatnet-maint 自体の不具合' },
  exit2: {
    en: 'the command line or the site file is wrong; nothing was started',
    ja: 'コマンドラインまたはサイトファイルの誤り。何も開始していません',
  },
  exit3: { en: 'refused; nothing live was changed', ja: '拒否。稼働中のものは何も変更していません' },
  exit4: {
    en: 'rolled back; the old version was seen answering',
    ja: 'ロールバック済み。旧バージョンの応答を確認しました',
  },
  exit5: {
    en: 'stuck: the run is open, and a human is needed',
    ja: '行き詰まり: 実行は進行中のままで、人による対応が必要です',
  },
  exit6: {
    en: 'another run is open, or took this one over',
    ja: '別の実行が進行中であるか、この実行が別のプロセスに引き継がれました',
  },
  exit7: { en: 'the run waits for a decision', ja: '実行は判断を待っています' },
  exit8: { en: 'not healthy; nothing was changed', ja: '正常ではありません。何も変更していません' },
  examplesTitle: { en: 'Examples:', ja: '例:' },
  choicesTitle: { en: 'choices:', ja: '選択肢:' },
  choiceUnknown: {
    en: '{name} cannot be {given}: it is one of {choices}. Nothing was started.',
    ja: '{name} に {given} は指定できません。次のいずれかです: {choices}。何も開始していません。',
  },
  exitTitle: { en: 'Exit status:', ja: '終了ステータス:' },

  egStatus: { en: 'Look before anything else', ja: 'まず現状を確認します' },
  egStatusJson: { en: 'The same for a program', ja: '同じ内容をプログラム向けに出力します' },
  egPlanUpgrade: { en: 'Read what would happen', ja: '何が行われるかを確認します' },
  egUpgrade: {
    en: 'Upgrade; probes must stay passed for two minutes before commit',
    ja: 'アップグレードします。確定前に 2 分間、すべてのプローブが合格し続ける必要があります',
  },
  egUpgradeConfirm: {
    en: 'Go back by itself unless somebody types `flatnet-maint confirm` in time',
    ja: '時間内に `flatnet-maint confirm` が入力されなければ自動で元に戻します',
  },
  egPlanRollback: { en: 'What the way back would do', ja: '元に戻すと何が行われるかを確認します' },
  egRollback: { en: 'To the generation before the present one', ja: '現在の 1 つ前の世代に戻します' },
  egRollbackTo: { en: 'To the newest kept generation of that version', ja: 'そのバージョンの最新の世代に戻します' },
  egEmergency: {
    en: 'Nothing works and it must be quick: the last good generation, at once',
    ja: '何も動かず急を要するとき: 最後に正常だった世代へ直ちに戻します',
  },
  egVerify: {
    en: 'Ask every probe, and say which one does not pass',
    ja: 'すべてのプローブを実行し、合格しないものを示します',
  },
  egAdopt: {
    en: 'Before the first upgrade: what works now can be returned to',
    ja: '最初のアップグレードの前に。現在動いているものへ戻せるようになります',
  },
  egAdoptStart: {
    en: 'After an upgrade by hand that went wrong: this tree is to serve again',
    ja: '手作業のアップグレードが失敗した後に。このツリーを再び稼働させます',
  },
  egBackup: { en: 'While all is well, before work by hand', ja: '正常なうちに、手作業の前に取得します' },
  egReleases: {
    en: 'What can be installed, and what of it is in hand',
    ja: 'インストールできるものと手元にあるものを表示します',
  },
  egReleasesAdd: {
    en: 'Take a downloaded archive in; its version is read from its name',
    ja: 'ダウンロードしたアーカイブを取り込みます。バージョンはファイル名から読み取ります',
  },
  egReleasesAddVersion: {
    en: 'The same for an archive whose name does not tell its version',
    ja: 'ファイル名からバージョンが分からないアーカイブを取り込みます',
  },
  egFetch: {
    en: 'Before the window: the upgrade then needs no network',
    ja: 'メンテナンスの前に取得します。アップグレード時にネットワークは不要になります',
  },
  egSnapshots: { en: 'What there is to return to', ja: '戻り先の一覧を表示します' },
  egSnapshotsVerify: { en: 'Read every kept byte against its record', ja: '保管したすべてを記録と照合します' },
  egPruneDry: {
    en: 'Read what would be removed, and why the rest stays',
    ja: '削除されるものと、残る理由を確認します',
  },
  egPrune: { en: 'Keep more than the site file says', ja: 'サイトファイルの指定より多く残します' },
  egExport: { en: 'A copy to keep elsewhere, verified', ja: '別の場所に保管する検証済みのコピーを作ります' },
  egProtect: { en: 'Never removed until this is taken back', ja: '解除するまで削除されません' },
  egUnprotect: { en: 'Let it go by age and number again', ja: '再び日数と件数に従って削除の対象にします' },
  egResume: {
    en: 'After a crash or a power cut, when `status` shows an open run',
    ja: '異常終了や停電の後、`status` に進行中の実行が表示されるときに使います',
  },
  egAbort: {
    en: 'From another terminal: take the open run back',
    ja: '別の端末から、進行中の実行を中止し、元に戻します',
  },
  egConfirm: {
    en: 'The run that waits under --confirm-within is good',
    ja: '--confirm-within で承認を待っている実行を承認します',
  },
  egRuns: { en: 'Newest first, with what each ended in', ja: '新しい順に、それぞれの結果とともに表示します' },
  egRunsVerify: { en: 'Read every journal again, for damage', ja: '破損がないか、すべてのジャーナルを読み直します' },
  egShow: { en: 'Every step of one run, with times', ja: '1 つの実行の全手順を時刻とともに表示します' },
  egRehearse: {
    en: 'On a throw-away machine, as root; nothing here is touched',
    ja: '使い捨ての練習用マシンで実行します (root が必要)。実際のマシンには変更を加えません',
  },
  egRehearseCni: {
    en: 'The plugin alone, with containers that run',
    ja: 'プラグインだけを、コンテナーを動かしながら行います',
  },
  egRehearseOne: { en: 'One scene of them', ja: 'そのうちの 1 場面だけを行います' },
  egSchemaSite: { en: 'Put it beside flatnet.yaml for your editor', ja: 'エディター用に flatnet.yaml の隣に置きます' },
  egBash: {
    en: 'For this shell; write it into ~/.bashrc to keep it',
    ja: '現在のシェルで有効にします。常用するなら ~/.bashrc に書きます',
  },
  egFish: { en: 'For every fish from now on', ja: '今後のすべての fish で有効にします' },
  egEvidence: {
    en: 'Before anybody touches anything: logs, configuration, processes, journals',
    ja: '何かに触れる前に、ログ、設定、プロセス、ジャーナルを保存します',
  },
  egEvidenceTo: { en: 'Of one component, to a stick', ja: 'コンポーネント 1 つ分を USB メモリーに保存します' },
  egInstallSelf: {
    en: 'Once, and after each update: an emergency then needs no network, npx or PATH',
    ja: '最初に 1 回と更新のたびに実行します。緊急時にネットワーク、npx、PATH が不要になります',
  },

  egInit: {
    en: 'On a Flatnet that nobody described yet: find it and write its site file',
    ja: 'まだ記述のない Flatnet で: 見つけてサイトファイルを作成します',
  },
  egInitUse: {
    en: 'Choose what is meant, where several things could be it',
    ja: '候補が複数あるときに、対象を選びます',
  },
  egStatusWatch: {
    en: 'Again and again, five seconds apart, until Ctrl-C',
    ja: 'Ctrl-C を押すまで、5 秒おきに表示し直します',
  },
  egUpgradeRestarts: {
    en: 'And start the containers on it anew, one at a time, once it is verified',
    ja: '検証の後、その上で動くコンテナーも 1 つずつ再起動します',
  },
  egSilence: { en: 'What is silenced now, by whom and until when', ja: '抑止中のアラームと、その主と期限を表示します' },
  egSilenceAdd: {
    en: 'Work by hand on one component; it ends by itself',
    ja: '1 つのコンポーネントを手作業で扱うとき。期限が来ると自動的に終わります',
  },
  egSilenceMine: { en: 'End all that you added', ja: '自分で追加した抑止をすべて終了します' },
  egSilenceEnd: { en: 'End one, also of somebody else', ja: '1 つを終了します。他の人のものも指定できます' },
  egConfig: {
    en: 'Put these files in place of those of the same names, tested first',
    ja: '同じ名前のファイルを、先に検査してから置き換えます',
  },
  egPlanConfig: { en: 'Every step of it, and how each is undone', ja: '各手順とその取り消し方を表示します' },

  egDashboardsExport: {
    en: 'To a stick, each as one file that can be imported again',
    ja: '再び取り込めるファイルとして USB メモリーに書き出します',
  },
  egDashboardsCompare: {
    en: 'Before an import: which panels differ',
    ja: '取り込む前に、どのパネルが異なるかを確認します',
  },
  egDashboardsImport: {
    en: 'Two of them, into the folder of that uid',
    ja: '2 つのダッシュボードを、その uid のフォルダーに取り込みます',
  },
  egOpen: { en: 'The newest one of this host', ja: 'このホストの最新のもの' },
  egOpenFrom: {
    en: 'An exported one on any host, with the key for its sealed parts',
    ja: 'エクスポートしたものを別のホストで、暗号化された部分の鍵を使って開きます',
  },
  egUpgradeDetach: {
    en: 'When the change may cut this terminal: nothing of it hangs from it, and unconfirmed it goes back',
    ja: '変更によってこの端末が切断されうるとき: 実行は端末に依存せず、承認がなければ元に戻ります',
  },
  egAttach: { en: 'After reconnecting: how it goes, or went', ja: '再接続した後に、経過または結果を表示します' },
  egShowLatest: { en: 'The open run, else the newest', ja: '進行中の実行、なければ最新の実行を表示します' },
} as const;
