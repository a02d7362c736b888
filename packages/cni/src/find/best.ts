import type { Candidate } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Program } from './programs.ts';

const ways = ['old', 'kept', 'new', 'failed'] as const;
type Way = (typeof ways)[number];

const wayOf = ({ role, kind }: Program): Way => (role === 'kept' ? 'kept' : kind);

/** What is in its place when it answers; else of what answers the least experimental, and of those the newest. */
export function bestOf(programs: readonly Program[]): Candidate['best'] {
  const home = programs.find(({ role }) => role === 'home');
  if (home?.test.ok === true) return { tree: home.path, why: t('best-answers') };
  const [first] = programs
    .filter(({ test, exe }) => test.ok === true && exe !== null)
    .sort((a, b) => ways.indexOf(wayOf(a)) - ways.indexOf(wayOf(b)) || (a.dated < b.dated ? 1 : -1));
  if (first === undefined) return null;
  const whys = { old: 'best-copy', kept: 'best-build', new: 'best-copy-new', failed: 'best-copy-failed' } as const;
  return { tree: first.path, why: t(whys[wayOf(first)]) };
}
