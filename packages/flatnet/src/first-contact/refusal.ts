import { MaintError, typed } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { FoundComponent, FoundReport } from './found-report.ts';

/** Why nothing can be written down of what was found; null = something can. `more` = options that every command needs here. */
export function refusal({ components }: FoundReport, more: string): MaintError | null {
  const silent = components.find(({ problem }) => problem !== null);
  if (silent?.problem) {
    const { code, message, next } = silent.problem;
    return new MaintError(code, `${message} ${t('nothing-changed')}`, next);
  }
  const someFound = components.some(({ state }) => state === 'found');
  // Where something is certain, what may as well be somebody else's is left to him; two that are certain are not.
  const several = components.find((one) => one.state === 'unsure' && (!someFound || isSeveral(one)));
  if (several !== undefined) return ambiguous(several, more);
  const hidden = components.filter(({ state }) => state === 'rights');
  if (hidden.length > 0 && !someFound) return notSeen(hidden, more);
  if (someFound) return null;
  return new MaintError('E_INIT_NOTHING', t('init-nothing'), t('init-use-next', { more }));
}

const isSeveral = ({ found }: FoundComponent): boolean =>
  (found?.candidates ?? []).filter(({ sure }) => sure).length > 1;

function ambiguous({ id, found }: FoundComponent, more: string): MaintError {
  const candidates = found?.candidates ?? [];
  const flags = candidates.map(({ path }) => ['--use', typed(path)].join(' ')).join(', ');
  const one = candidates[0];
  const message =
    candidates.length === 1 && one !== undefined
      ? t('init-unsure', { path: one.path, component: id, why: one.why, flags })
      : t('init-ambiguous', { count: candidates.length, component: id, flags });
  return new MaintError('E_INIT_AMBIGUOUS', message, t('init-choose-next', { more }));
}

function notSeen(hidden: readonly FoundComponent[], more: string): MaintError {
  const what = hidden.flatMap(({ found }) => found?.rights ?? []).join('; ');
  const next =
    process.getuid?.() === 0 ? t('init-use-next', { more }) : ['sudo', `flatnet-maint init${more}`].join(' ');
  return new MaintError('E_INIT_RIGHTS', t('init-rights', { what }), next);
}

/** Values that a site file must have; where something could not be seen, they may well be there. */
export function incomplete(gaps: readonly string[], components: readonly FoundComponent[], more: string): MaintError {
  const hidden = components.filter(({ found }) => (found?.rights.length ?? 0) > 0);
  if (hidden.length > 0) return notSeen(hidden, more);
  const keys = gaps.map((key) => `\`${key}\``).join(', ');
  return new MaintError('E_INIT_INCOMPLETE', t('init-incomplete', { keys }), t('init-incomplete-next', { more }));
}
