import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
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
