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
});
export const t = texts.en;
