import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'baseline-red': {
    en: 'Probe {probe} is not green before the change: {why}. Nothing live was changed.',
    ja: '変更前の時点でプローブ {probe} が正常ではありません: {why}。稼働中のものは何も変更していません。',
  },
  'baseline-red-next': {
    en: 'Mend it and run the command again, or bear it by name: --accept {id} --reason TEXT',
    ja: '直してからもう一度実行するか、ID を指定して許容してください: --accept {id} --reason TEXT',
  },
  'not-asked': { en: 'could not ask: {why}', ja: '確認できませんでした: {why}' },
  'never-answered': { en: 'was never answered', ja: '一度も応答がありませんでした' },
  'gate-closed': {
    en: 'This gate did not pass: {title}: {last}.',
    ja: '次の確認に合格しませんでした: {title}: {last}。',
  },
  'verdict-pass': { en: 'pass ({why})', ja: '合格 ({why})' },
  'verdict-fail': { en: 'fail ({why})', ja: '不合格 ({why})' },
  'verdict-unknown': { en: 'unknown ({why})', ja: '不明 ({why})' },
  'all-passed': {
    en: '{required} of {probes} probes required, all passed',
    ja: 'プローブ {probes} 個のうち必須の {required} 個がすべて合格しました',
  },
  'probes-failed': { en: '{probes} failed.', ja: '{probes} が不合格でした。' },
  'probes-late': {
    en: '{probes} did not all pass within {limit} ms.',
    ja: '{limit} ミリ秒以内にすべての合格がそろいませんでした: {probes}。',
  },
  verification: { en: 'verification', ja: '検証' },
  'evidence-not-kept': { en: 'evidence could not be kept: {why}', ja: '証拠を保存できませんでした: {why}' },
  'facts-changed': {
    en: 'The host is no longer what the plan was made for. Nothing live was changed.',
    ja: 'ホストの状態が計画の作成時と異なります。稼働中のものは何も変更していません。',
  },
  'type-again': {
    en: 'Look with `flatnet-maint status`, then type the command again.',
    ja: '`flatnet-maint status` で確認してから、もう一度コマンドを入力してください。',
  },
  'plan-again': {
    en: 'Look with `flatnet-maint status`, then plan again: flatnet-maint plan {command}',
    ja: '`flatnet-maint status` で確認してから、計画を作り直してください: flatnet-maint plan {command}',
  },
  'waiting-confirm': {
    en: 'waiting for `flatnet-maint confirm` until {until}',
    ja: '{until} まで `flatnet-maint confirm` を待っています',
  },
  'confirm-absent': { en: 'Nobody confirmed by {until}.', ja: '{until} までに承認がありませんでした。' },
  'sent-back': { en: 'Sent back by {by}.', ja: '{by} により元に戻します。' },

  // Steps.
  'try-failed': { en: '{step}, try {attempt}: {why}', ja: '{step}、{attempt} 回目: {why}' },
  'undo-failed': { en: 'undo {step}, try {attempt}: {why}', ja: '{step} の取り消し、{attempt} 回目: {why}' },
  'one-way': { en: '{step} cannot be undone.', ja: '{step} は取り消せません。' },
  'human-must-look': {
    en: 'A human must look: flatnet-maint show',
    ja: '人による確認が必要です: flatnet-maint show',
  },
  'not-done': {
    en: '{step} was not done within its limit; {said}.',
    ja: '{step} は制限時間内に完了しませんでした ({said})。',
  },
  'not-undone': {
    en: '{step} was not undone within its limit; {said}.',
    ja: '{step} は制限時間内に取り消せませんでした ({said})。',
  },
  'is-undone': { en: 'it is undone', ja: '行われていない状態です' },
  'is-partly': { en: 'it is partly', ja: '途中の状態です' },
  'is-done': { en: 'it is done', ja: '行われた状態です' },
  'is-either': { en: 'it is either', ja: '前後で違いのない状態です' },
  'is-foreign': { en: 'it is foreign', ja: '別の手で変更された状態です' },
  'step-foreign': {
    en: '{step}: somebody else changed what it was about to change.',
    ja: '{step}: 変更しようとしたものが、ほかから変更されていました。',
  },

  // Runs, their owners and journals.
  superseded: {
    en: 'Another process took run {run} over; this one stopped at once and wrote nothing more.',
    ja: '別のプロセスが実行 {run} を引き継ぎました。このプロセスは直ちに停止し、以後は何も書き込んでいません。',
  },
  'journal-damaged': {
    en: 'The journal of run {run} is damaged: {damage}. Nothing was done on its word.',
    ja: '実行 {run} のジャーナルが破損しています: {damage}。これに基づく操作は何も行っていません。',
  },
  'journal-damaged-next': {
    en: 'flatnet-maint rollback {component} --emergency   (sets the journal aside as evidence and returns to the last good generation)',
    ja: 'flatnet-maint rollback {component} --emergency   (ジャーナルを証拠として退避し、最後に正常だった世代に戻します)',
  },
  'line-no-newline': { en: 'line {line} does not end with a newline', ja: '{line} 行目が改行で終わっていません' },
  'line-no-hash': { en: 'line {line} does not end with its hash', ja: '{line} 行目がハッシュで終わっていません' },
  'line-not-following': {
    en: 'line {line} does not follow from the line before it (changed, missing or moved)',
    ja: '{line} 行目が前の行とつながりません (変更、欠落または移動)',
  },
  'line-no-json': { en: 'line {line} is not JSON', ja: '{line} 行目が JSON ではありません' },
  'line-number': { en: 'line {line} carries number {number}', ja: '{line} 行目の番号が {number} になっています' },
  'line-no-opening': {
    en: 'line {line} is not the opening of a run',
    ja: '{line} 行目が実行の開始ではありません',
  },
  'kept-damaged': {
    en: '{name}, kept for the way back, is not what was written ({digest}). It was not used.',
    ja: 'ロールバック用に保存した {name} が、書き込んだ内容 ({digest}) と異なります。使用していません。',
  },
  'verb-unknown': {
    en: 'This build of flatnet-maint does not know {name}. Nothing was done.',
    ja: 'このビルドの flatnet-maint は {name} に対応していません。何も行っていません。',
  },
  'use-opening-build': {
    en: 'Use the build that opened the run: `flatnet-maint show RUN` names it.',
    ja: '実行を開始したビルドを使ってください。`flatnet-maint show RUN` で確認できます。',
  },
  'plan-applied': {
    en: 'Plan {id} was applied already, and a plan is applied at most once. Nothing was changed.',
    ja: '計画 {id} はすでに適用されています。計画を適用できるのは一度だけです。何も変更していません。',
  },
  'show-or-plan': {
    en: 'flatnet-maint show {run}, or make a new plan',
    ja: 'flatnet-maint show {run} で確認するか、新しい計画を作成してください',
  },
  'run-open': { en: 'Run {run} is open. Nothing was changed.', ja: '実行 {run} が進行中です。何も変更していません。' },
  'run-open-owned': {
    en: 'Run {run} is open, owned by process {pid} since {since}. Nothing was changed.',
    ja: '実行 {run} が進行中です ({since} からプロセス {pid} が担当)。何も変更していません。',
  },
  'just-closed': { en: '(just closed)', ja: '(たった今終了)' },
  'show-resume-abort': {
    en: 'flatnet-maint show {run}, then flatnet-maint resume or flatnet-maint abort',
    ja: 'flatnet-maint show {run} で確認し、flatnet-maint resume または flatnet-maint abort を実行してください',
  },
  'claim-unfinished': { en: 'a claim that was not finished', ja: '完了しなかった引き継ぎ' },
  'state-full': {
    en: 'The disk that holds the journal is full; its reserve was given up for the way back.',
    ja: 'ジャーナルのあるディスクに空きがありません。ロールバックのために予備領域を解放しました。',
  },
  'free-there': {
    en: 'Free some space there, then try again.',
    ja: '空き容量を確保してから、もう一度お試しください。',
  },
  'run-owned': {
    en: 'Process {pid} works on run {run} since {since}. Nothing was changed.',
    ja: '{since} からプロセス {pid} が実行 {run} を進めています。何も変更していません。',
  },
  'abort-sends-back': {
    en: 'flatnet-maint abort   (sends it back)',
    ja: 'flatnet-maint abort   (元に戻します)',
  },
  'other-was-faster': {
    en: 'Another process was faster in taking run {run} over.',
    ja: '別のプロセスが先に実行 {run} を引き継ぎました。',
  },
  'run-closed': {
    en: 'Run {run} was closed meanwhile; nothing is left to do for it.',
    ja: '実行 {run} はその間に終了しました。残っている作業はありません。',
  },
  'journal-gone': { en: 'its journal is not there: {why}', ja: 'ジャーナルがありません: {why}' },
  'run-empty': {
    en: 'Run {run} ended before its first entry; nothing was changed. It is closed now.',
    ja: '実行 {run} は最初の記録の前に終了しました。何も変更していません。実行は終了しました。',
  },
  'owner-hung': { en: 'The owner wrote nothing for too long.', ja: '担当プロセスからの記録が長時間途絶えました。' },
  'owner-ended': { en: 'The owner ended before the run did.', ja: '実行の完了前に担当プロセスが終了しました。' },
  'owner-unkillable': {
    en: 'What the former owner of run {run} started cannot be ended ({count} processes left). Nothing was done.',
    ja: '実行 {run} を以前担当していたプロセスが起動したものを終了できません (残り {count} プロセス)。何も行っていません。',
  },
  'look-ps-resume': {
    en: 'Look with `ps`; when they are gone: flatnet-maint resume',
    ja: '`ps` で確認し、なくなったら実行してください: flatnet-maint resume',
  },

  // What the dead-man logs.
  'guard-damaged': {
    en: 'run {run}: journal damaged ({damage}); nothing is done on its word. Next: flatnet-maint rollback {component} --emergency',
    ja: '実行 {run}: ジャーナルが破損しています ({damage})。これに基づく操作は行いません。次の手順: flatnet-maint rollback {component} --emergency',
  },
  'guard-stuck': {
    en: 'run {run} is stuck and waits for a human. Next: flatnet-maint show {run}',
    ja: '実行 {run} は行き詰まり、人の対応を待っています。次の手順: flatnet-maint show {run}',
  },
  'guard-failed': { en: 'run {run}: {why}', ja: '実行 {run}: {why}' },
  'guard-dead': {
    en: 'run {run}: owner is dead; taking over',
    ja: '実行 {run}: 担当プロセスが終了しているため、引き継ぎます',
  },
  'guard-hung': {
    en: 'run {run}: owner is hung; taking over',
    ja: '実行 {run}: 担当プロセスが応答しないため、引き継ぎます',
  },
  'state-unreadable': {
    en: '{path} could not be read ({why}), so nobody can say whether a run is open. Nothing was changed.',
    ja: '{path} を読み取れないため ({why})、進行中の実行があるか確認できません。何も変更していません。',
  },
  'run-with-sudo': { en: 'Run it with sudo.', ja: 'sudo で実行してください。' },
  'look-at': { en: 'Look at {path}.', ja: '{path} を確認してください。' },
  'not-renewed': {
    en: '{step} could not be renewed, which is tried again: {why}',
    ja: '{step} を延長できなかったため、再試行します: {why}',
  },
  'confirmed-by': { en: 'the good answer of {probe}: {why}', ja: '{probe} からの正常な応答: {why}' },
  'nobody-works': {
    en: 'Nobody works on run {run} at the moment. If that stays so: flatnet-maint resume',
    ja: '現在、実行 {run} を進めているプロセスがありません。この状態が続く場合: flatnet-maint resume',
  },
});
export const t = texts.en;
