import type { Candidate } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Program } from './ask.ts';

const ways = ['old', 'kept', 'new', 'failed'] as const;
type Way = (typeof ways)[number];

const wayOf = ({ role, kind }: Program): Way => (role === 'kept' ? 'kept' : kind);

/**
 * What is in its place when it answers and takes the configuration; else of what does, the least experimental, and of those the
 * newest. Where none takes it, the configuration or the certificates are what is wrong, and no other program helps.
 */
export function bestOf(programs: readonly Program[]): Candidate['best'] {
  const home = programs.find(({ role }) => role === 'home');
  if (home?.test.ok === true) return { tree: home.path, why: t('best-answers') };
  const able = programs.filter(({ exe, version }) => exe !== null && version !== null);
  const [first] = able
    .filter(({ test }) => test.ok === true)
    .sort((a, b) => ways.indexOf(wayOf(a)) - ways.indexOf(wayOf(b)) || (a.dated < b.dated ? 1 : -1));
  const whys = { old: 'best-copy', kept: 'best-build', new: 'best-copy-new', failed: 'best-copy-failed' } as const;
  if (first !== undefined) return { tree: first.path, why: t(whys[wayOf(first)]) };
  return home !== undefined && able.includes(home) ? { tree: home.path, why: t('best-refused') } : null;
}
