import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'accept-idle': {
    en: '--accept {id} accepts nothing: there is no such finding that blocks.',
    ja: '--accept {id} は何も許容していません。妨げている該当の指摘はありません。',
  },
  'accept-refused': { en: 'Finding {id} cannot be accepted.', ja: '指摘 {id} は許容できません。' },
  'accept-next': {
    en: 'See the findings of `flatnet-maint plan`: those that may be accepted say so.',
    ja: '`flatnet-maint plan` の指摘をご覧ください。許容できるものにはその旨が書かれています。',
  },
  'could-not-ask': { en: 'could not ask: {why}', ja: '確認できませんでした: {why}' },
  'no-dead-man': {
    en: 'No dead-man could be armed ({why}), so nothing brings this to its end when this process dies; going on all the same.',
    ja: 'デッドマンを設置できませんでした ({why})。このプロセスが終了すると続きを行うものがありませんが、このまま続行します。',
  },
  'nothing-changed': { en: 'Nothing was changed.', ja: '何も変更していません。' },
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
  'probe-red-next': { en: 'Mend it first: flatnet-maint status', ja: '先に直してください: flatnet-maint status' },
});
export const t = texts.en;
