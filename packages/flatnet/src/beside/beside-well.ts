import type { AnyInquiry, Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { answersOf, type Watched } from './watched.ts';

/** Whether all that stands beside a component passes. There is no before: an emergency asks nothing before it goes. */
export const besideWell = (inquiries: readonly AnyInquiry[]): Inquiry<{ readonly watched: readonly Watched[] }> => ({
  name: 'beside-well@1',
  async ask({ watched }, host) {
    const answers = await answersOf(watched, inquiries, host);
    const red = watched.flatMap(({ component, probe }, index) =>
      answers[index]?.ok === true
        ? []
        : [t('beside-red', { component, probe, why: answers[index]?.detail ?? t('no-answer') })],
    );
    return { ok: red.length === 0, value: red.length, detail: red.join('; ') || t('beside-all-well') };
  },
});
