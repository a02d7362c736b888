import { t } from './texts.ts';

/** Words that are no command of their own and only lead to others: what help says of them, and what is missing when one stands alone. */
const groups: Readonly<Record<string, { readonly describe: string; readonly missing: string }>> = {
  dashboards: { describe: t('dashboards-group'), missing: t('name-what-of-dashboards') },
};

export const groupOf = (word: string): { readonly describe: string; readonly missing: string } =>
  groups[word] ?? { describe: t('plan-group'), missing: t('name-what-to-plan') };
