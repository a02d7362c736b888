import { catalogue } from '@flatnet-maint/core';
import { helpTexts } from './help/texts.ts';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({ ...helpTexts });
export const t = texts.en;
