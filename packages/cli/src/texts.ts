import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  runsDescribe: {
    en: 'History: the last 20 runs. The open and the last one are read from their journals; of the others what was noted at their close, as long as nobody wrote to the journal since',
    ja: '履歴: 直近 20 件の実行。実行中のものと直近のものはジャーナルから読み取り、それ以外は、終了後にジャーナルへの書き込みがない限り終了時の記録を表示します',
  },
  runsAll: { en: 'All runs (--json always tells all)', ja: 'すべての実行を表示（--json では常にすべて出力）' },
  runsVerify: {
    en: 'Read every journal wholly; exit code 8 when one is damaged',
    ja: 'すべてのジャーナルを完全に読み取る。破損があれば終了コード 8',
  },
  runsOlder: {
    en: 'older runs that are not shown: {count} (flatnet-maint runs --all)',
    ja: 'このほかに表示していない古い実行: {count} 件 (flatnet-maint runs --all)',
  },
  exportDescribe: {
    en: 'One snapshot as a .tar to carry off this host, its sha256 beside it',
    ja: 'スナップショットを、ほかのホストへ持ち出せる .tar として書き出す（sha256 も隣に作成）',
  },
  exportId: { en: 'Its id, as `snapshots` lists it', ja: '`snapshots` に表示される id' },
  exportTo: {
    en: 'The archive to write; FILE.sha256 is written beside it',
    ja: '書き出すアーカイブ。隣に FILE.sha256 も作成します',
  },
  exportCheck: {
    en: 'verified; check it again anywhere with: sha256sum -c {checksums}',
    ja: '検証済みです。次のコマンドでどこでも再検証できます: sha256sum -c {checksums}',
  },
});
export const t = texts.en;
