import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'baseline-red': {
    en: 'Probe {probe} is not green before the change: {why}. Nothing live was changed.',
    ja: '変更前の時点でプローブ {probe} が正常ではありません: {why}。稼働中のものは何も変更していません。',
  },
  'baseline-red-next': {
    en: 'Mend it and run the command again, or bear it by name: --accept {id} --reason TEXT',
    ja: '直してからもう一度実行するか、名前を指定して許容してください: --accept {id} --reason TEXT',
  },
});
export const t = texts.en;
