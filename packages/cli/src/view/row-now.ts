import type { Entry, RunState } from '@flatnet-maint/core';
import { spoken } from '../duration.ts';
import type { Say } from '../say.ts';
import type { Row } from './rows.ts';

/** How a row stands. A row that the run never came to says so; it is never shown as done or as skipped by choice. */
export type RowNow =
  | { readonly at: 'open' }
  | { readonly at: 'done' | 'failed'; readonly note: string }
  | { readonly at: 'unreached' };

const open: RowNow = { at: 'open' };
const notReached: RowNow = { at: 'unreached' };
const done = (note = ''): RowNow => ({ at: 'done', note });
const failed = (note: string): RowNow => ({ at: 'failed', note });

/** A pure function of the journal, so that the view cannot say anything else than it. `over` = no entry will follow. */
export function rowNow(row: Row, entries: readonly Entry[], state: RunState, over: boolean, say: Say): RowNow {
  const ended = over || state.closed !== null;
  const passed = ended || (row.way === 'forward' && state.goesBack);
  const otherwise = passed ? notReached : open;
  const { what } = row;
  switch (what.kind) {
    case 'do':
      return doNow(what.id, entries, state, otherwise, say);
    case 'undo':
      if (state.undone.has(what.id))
        return row.way === 'forward' && state.goesBack ? notReached : done(took(entries, 'undone', what.id, say));
      if (state.leftovers.has(what.id)) return failed(say.of(state.leftovers.get(what.id) ?? ''));
      if (state.stuckAt?.id === what.id) return failed(say.of(state.stuckAt.message));
      return state.stuckAt !== null && !what.bracket ? notReached : otherwise;
    case 'probe':
      return probeNow(what.id, entries, state, otherwise, say);
    case 'recheck':
      if (state.rechecked) return done();
      return state.failure?.code === 'E_FACTS_CHANGED' ? failed(say.of(state.failure.message)) : otherwise;
    case 'baseline':
      return state.baseline === null ? otherwise : done();
    case 'confirm':
      if (state.confirmed) return done();
      return passed && state.waiting !== null
        ? failed(state.failure === null ? say('not-confirmed') : say.of(state.failure.message))
        : otherwise;
    case 'commit':
      return state.committed ? done() : otherwise;
    case 'old-verified':
      if (state.verified.has('back')) return done();
      if (state.stuckAt === null) return otherwise;
      return state.stuckAt.id === null ? failed(say.of(state.stuckAt.message)) : notReached;
  }
}

function doNow(id: string, entries: readonly Entry[], state: RunState, otherwise: RowNow, say: Say): RowNow {
  if (state.done.has(id)) return done(took(entries, 'done', id, say));
  if (state.failure?.id === id) return failed(say.of(state.failure.message));
  if (state.leftovers.has(id)) return failed(say.of(state.leftovers.get(id) ?? ''));
  return otherwise === notReached && state.begun.has(id) ? failed(say('begun-not-finished')) : otherwise;
}

function probeNow(id: string, entries: readonly Entry[], state: RunState, otherwise: RowNow, say: Say): RowNow {
  const last = lastVerdict(entries, 'forward', id);
  if (state.verified.has('forward')) return done(say.of(last?.detail ?? ''));
  if (otherwise === open || last === null) return otherwise;
  return last.verdict === 'pass'
    ? done(say.of(last.detail))
    : failed(say('row-verdict', { verdict: say(`verdict-${last.verdict}`), detail: say.of(last.detail) }));
}

/** The verdict that stands: changes are journaled, not each answer. */
export function lastVerdict(entries: readonly Entry[], direction: 'forward' | 'back', id: string) {
  const last = entries.findLast(
    (entry) => entry.type === 'verdict' && entry.direction === direction && entry.id === id,
  );
  return last?.type === 'verdict' ? last : null;
}

function took(entries: readonly Entry[], type: 'done' | 'undone', id: string, say: Say): string {
  const entry = entries.findLast(
    (entry) => (entry.type === type || (type === 'done' && entry.type === 'passed')) && entry.id === id,
  );
  if (entry?.type === 'passed')
    return say('row-passed', { detail: say.of(entry.detail), time: spoken(entry.took, say) });
  return entry?.type === 'done' || entry?.type === 'undone' ? spoken(entry.took, say) : '';
}
