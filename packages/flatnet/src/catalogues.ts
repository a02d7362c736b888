import { actionsTexts } from '@flatnet-maint/actions';
import { type Catalogue, coreTexts } from '@flatnet-maint/core';
import { engineTexts } from '@flatnet-maint/engine';
import { hostTexts } from '@flatnet-maint/host';
import { storeTexts } from '@flatnet-maint/store';
import { components } from './components.ts';
import { texts } from './texts.ts';

/** Everything that the library says to people: what translates its English for a reader. */
export const catalogues: readonly Catalogue[] = [
  coreTexts,
  hostTexts,
  storeTexts,
  actionsTexts,
  engineTexts,
  texts,
  ...components.map((component) => component.texts),
];
