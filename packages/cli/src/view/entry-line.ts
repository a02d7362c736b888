import { type Entry, itemsOf, type Plan } from '@flatnet-maint/core';
import { spoken } from '../duration.ts';
import { clean } from '../render/clean.ts';

/** One journal entry as one line for people; null for what is of use to programs only. */
export function entryLine(entry: Entry, plan: Plan | null): string | null {
  const text = said(entry, plan);
  // Times of day are those of the operator's clock; the journal itself has UTC.
  if (text === null) return null;
  return `${clock(entry.at)}  ${text.startsWith('  ') ? '  ' : ''}${clean(text)}`;
}

function said(entry: Entry, plan: Plan | null): string | null {
  const name = (id: string) => {
    const title = plan === null ? undefined : itemsOf(plan).get(id)?.title;
    return title === undefined ? id : `${id}: ${title}`;
  };
  switch (entry.type) {
    case 'opened':
      return `run ${entry.plan.id}: ${entry.plan.command} ${entry.plan.component}`;
    case 'resumed':
      return `taken over by ${entry.by}: ${entry.reason}`;
    case 'phase':
      return `${entry.phase}: ${entry.note}`;
    case 'doing':
      return `  ${name(entry.id)}`;
    case 'done':
      return `  ${entry.id} done (${spoken(entry.took)})`;
    case 'passed':
      return `  ${name(entry.id)}: ${entry.detail} (${spoken(entry.took)})`;
    case 'rechecked':
      return '  the host is still what the plan was made for';
    case 'baseline':
      return `  asked ${Object.keys(entry.answers).length} probes before the change`;
    case 'verdict':
      return `  ${entry.direction === 'back' ? 'old version, ' : ''}${entry.id}: ${entry.verdict}, ${entry.detail}`;
    case 'verified':
      return `  ${entry.direction === 'forward' ? 'verified' : 'the old version answers'}: ${entry.detail}`;
    case 'waiting':
      return `  waits for \`flatnet-maint confirm\` until ${clock(entry.until)}, then goes back`;
    case 'ordered':
      return `${entry.order} by ${entry.by}`;
    case 'failed':
      return `FAILED ${entry.id === null ? '' : `${entry.id}: `}${entry.code}: ${entry.message}`;
    case 'undoing':
      return `  undo ${name(entry.id)}`;
    case 'undone':
      return `  ${entry.id} undone (${spoken(entry.took)})`;
    case 'committed':
      return 'committed';
    case 'leftover':
      return `LEFT OVER ${entry.id}: ${entry.message}`;
    case 'note':
      return entry.text;
    case 'closed':
      return `closed: ${entry.outcome}`;
  }
}

function clock(at: string): string {
  return new Date(at).toTimeString().slice(0, 8);
}
