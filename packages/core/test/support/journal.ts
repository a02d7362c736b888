import {
  type Entry,
  type EntryBody,
  type Gate,
  type Move,
  nextMove,
  type Plan,
  type Probe,
  type Step,
} from '../../src/index.ts';

export const step = (id: string, undoes: Step['undoes'] = 'exactly'): Step => ({
  kind: 'step',
  id,
  title: id,
  host: 'here',
  action: 'toy@1',
  args: null,
  limits: { capture: 1_000, do: 20_000, undo: 3_000 },
  undoes,
});

export const gate = (id: string): Gate => ({
  kind: 'gate',
  id,
  title: id,
  host: 'here',
  ask: { inquiry: 'toy', args: null },
  passes: 1,
  every: 100,
  limit: 7_000,
});

export const probe = (id: string, more: Partial<Probe> = {}): Probe => ({
  id,
  host: 'here',
  severity: 'outage',
  ask: { inquiry: 'toy', args: null },
  every: 100,
  passes: 2,
  fails: 3,
  ...more,
});

/** A plan with something in every place. */
export const fullPlan: Plan = {
  id: 'run-1',
  command: 'upgrade',
  component: 'toy',
  from: '1',
  to: '2',
  facts: 'facts',
  guard: [step('guard')],
  prepare: [step('fetch'), gate('fits'), step('unpack')],
  around: [step('silence'), step('drain')],
  backup: [step('copy', 'never')],
  cutover: [step('stop'), step('swap'), gate('config'), step('start')],
  trial: [step('container')],
  probes: { forward: [probe('new')], back: [probe('old')] },
  soak: 500,
  confirmWithin: null,
  cleanup: [step('sweep', 'never'), step('record', 'never')],
  limits: { verify: 60_000, back: 30_000 },
  expects: { darkMs: 0, notes: [] },
  evidence: [],
  accepted: [],
};

export const planWith = (more: Partial<Plan>): Plan => ({ ...fullPlan, ...more });

/** A journal that grows by bodies; stamps are filled in. */
export class Paper {
  entries: readonly Entry[];

  constructor(from: Plan | readonly Entry[]) {
    this.entries = [];
    if (Array.isArray(from)) this.entries = from as readonly Entry[];
    else this.add({ type: 'opened', plan: from as Plan, tool: '0', node: 'node', cli: 'cli' });
  }

  add(body: EntryBody): this {
    const n = this.entries.length + 1;
    this.entries = [...this.entries, { n, at: `2026-01-01T00:00:0${n % 10}Z`, mono: n, boot: 'b', owner: 1, ...body }];
    return this;
  }

  get next(): Move | null {
    return nextMove(this.entries);
  }

  /** Journals what a move leaves when it succeeds. */
  make(move: Move): void {
    switch (move.move) {
      case 'phase':
        this.add({ type: 'phase', phase: move.phase, note: move.note });
        break;
      case 'do':
        if (move.item.kind === 'gate') this.add({ type: 'passed', id: move.item.id, detail: 'ok', took: 1 });
        else {
          this.add({ type: 'doing', id: move.item.id, saved: `was:${move.item.id}` });
          this.add({ type: 'done', id: move.item.id, took: 1 });
        }
        break;
      case 'recheck':
        this.add({ type: 'rechecked', facts: 'facts' });
        break;
      case 'baseline':
        this.add({ type: 'baseline', answers: {} });
        break;
      case 'verify':
        this.add({ type: 'verified', direction: move.direction, detail: 'all' });
        break;
      case 'confirm':
        this.add({ type: 'waiting', until: '2026-01-02T00:00:00Z' });
        this.add({ type: 'ordered', order: 'confirm', by: 'a test' });
        break;
      case 'commit':
        this.add({ type: 'committed' });
        break;
      case 'undo':
        this.add({ type: 'undoing', id: move.step.id });
        this.add({ type: 'undone', id: move.step.id, took: 1 });
        break;
      case 'close':
        this.add({ type: 'closed', outcome: move.outcome });
        break;
    }
  }

  /** Every move succeeds, to the close; phases are left out. */
  walk(): string[] {
    const seen: string[] = [];
    for (let move = this.next; move !== null; move = this.next) {
      if (seen.length > 100) throw new Error(`no end: ${seen.join(' · ')}`);
      seen.push(show(move));
      this.make(move);
    }
    return seen.filter((line) => !line.startsWith('phase'));
  }

  fail(id: string | null = null): this {
    return this.add({ type: 'failed', code: 'E_TOY', message: 'toy', next: '', id, failing: '2026-01-01T00:00:00Z' });
  }

  resume(): this {
    return this.add({ type: 'resumed', by: 'dead-man', reason: 'The owner ended before the run did.' });
  }
}

export function show(move: Move): string {
  switch (move.move) {
    case 'phase':
      return `phase ${move.phase}`;
    case 'do':
      return `do ${move.item.id}`;
    case 'undo':
      return `undo ${move.step.id}`;
    case 'verify':
      return `verify ${move.direction}`;
    case 'close':
      return `close ${move.outcome}`;
    default:
      return move.move;
  }
}
