import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'allowed-image': { en: 'the name of an image', ja: 'イメージ名' },
});

export const t = texts.en;
