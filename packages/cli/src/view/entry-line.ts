import { type Entry, itemsOf, type Plan } from '@flatnet-maint/core';
import { spoken } from '../duration.ts';
import { clean } from '../render/clean.ts';
import type { Say } from '../say.ts';

/** One journal entry as one line for people; null for what is of use to programs only. */
export function entryLine(entry: Entry, plan: Plan | null, say: Say): string | null {
  const text = said(entry, plan, say);
  if (text === null) return null;
  // Times of day are those of the operator's clock; the journal itself has UTC.
  return `${clock(entry.at)}  ${isInside(entry) ? '  ' : ''}${clean(text)}`;
}

/** What a run is made of stands a little to the right of what becomes of the run. */
function isInside({ type }: Entry): boolean {
  switch (type) {
    case 'opened':
    case 'resumed':
    case 'phase':
    case 'ordered':
    case 'failed':
    case 'committed':
    case 'leftover':
    case 'note':
    case 'closed':
      return false;
    default:
      return true;
  }
}

function said(entry: Entry, plan: Plan | null, say: Say): string | null {
  const name = (id: string) => {
    const title = plan === null ? undefined : itemsOf(plan).get(id)?.title;
    return title === undefined ? id : `${id}: ${say.of(title)}`;
  };
  switch (entry.type) {
    case 'opened': {
      const { id: run, command, component } = entry.plan;
      return say('opened', { run, command, component });
    }
    case 'resumed':
      return say('resumed', { by: say(`by-${entry.by}`), reason: say.of(entry.reason) });
    case 'phase':
      return say('phase', { phase: say(`phase-${entry.phase}`), note: say.of(entry.note) });
    case 'doing':
      return name(entry.id);
    case 'done':
      return say('step-done', { id: entry.id, time: spoken(entry.took, say) });
    case 'passed':
      return say('gate-passed', { name: name(entry.id), detail: say.of(entry.detail), time: spoken(entry.took, say) });
    case 'rechecked':
      return say('same-host');
    case 'baseline':
      return say('asked-before', { count: Object.keys(entry.answers).length });
    case 'verdict': {
      const values = { id: entry.id, verdict: say(`verdict-${entry.verdict}`), detail: say.of(entry.detail) };
      return entry.direction === 'back' ? say('old-probe-verdict', values) : say('probe-verdict', values);
    }
    case 'verified':
      return say(entry.direction === 'forward' ? 'verified' : 'old-verified', { detail: say.of(entry.detail) });
    case 'waiting':
      return say('waits-until', { time: clock(entry.until) });
    case 'ordered':
      return say('ordered', { order: entry.order, by: say.of(entry.by) });
    case 'failed': {
      const values = { code: entry.code, message: say.of(entry.message) };
      return entry.id === null ? say('failed', values) : say('step-failed', { ...values, id: entry.id });
    }
    case 'undoing':
      return say('undo-step', { name: name(entry.id) });
    case 'undone':
      return say('step-undone', { id: entry.id, time: spoken(entry.took, say) });
    case 'committed':
      return say('committed');
    case 'leftover':
      return say('left-over', { id: entry.id, message: say.of(entry.message) });
    case 'note':
      return say.of(entry.text);
    case 'closed':
      return say('closed', { outcome: say(`outcome-${entry.outcome}`) });
  }
}

function clock(at: string): string {
  return new Date(at).toTimeString().slice(0, 8);
}
