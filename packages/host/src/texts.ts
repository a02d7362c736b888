import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
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
