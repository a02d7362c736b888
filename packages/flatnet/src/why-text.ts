import type { Why } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Why something is kept, for people. */
export function whyText(why: Why): string {
  switch (why.why) {
    case 'live':
      return t('why-live');
    case 'last-good':
      return t('why-last-good');
    case 'previous-good':
      return t('why-previous-good');
    case 'open-run':
      return t('why-open-run', { run: why.run });
    case 'protected':
      return t('why-protected', { reason: why.reason });
    case 'of':
      return t('why-of', { generation: why.generation });
    case 'newest':
      return t('why-newest', { count: why.count });
    case 'young':
      return t('why-young', { days: why.days });
    case 'damaged':
      return t('why-damaged');
    case 'elsewhere':
      return t('why-elsewhere');
    case 'no-time':
      return t('why-no-time');
    case 'future':
      return t('why-future');
  }
}
