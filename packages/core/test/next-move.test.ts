import { describe, expect, test } from 'vitest';
import { type Entry, foldRun, moveLimit } from '../src/index.ts';
import { fullPlan, Paper, planWith, show, step } from './support/journal.ts';

const forward = [
  'do guard',
  'do fetch',
  'do fits',
  'do unpack',
  'recheck',
  'do silence',
  'do drain',
  'do copy',
  'baseline',
  'do stop',
  'do swap',
  'do config',
  'do start',
  'do container',
  'verify forward',
  'undo container',
  'commit',
];
const finish = ['do sweep', 'do record', 'undo drain', 'undo silence', 'undo guard', 'close committed'];

/** The journal of a run that committed, whole. */
function committedRun(plan = fullPlan): readonly Entry[] {
  const paper = new Paper(plan);
  paper.walk();
  return paper.entries;
}

/** What a way back must be, told from the plan and from what was begun; written a second time, on purpose. */
function wayBack(entries: readonly Entry[]): string[] {
  const begun = new Set(entries.flatMap((entry) => (entry.type === 'doing' ? [entry.id] : [])));
  const undone = new Set(entries.flatMap((entry) => (entry.type === 'undone' ? [entry.id] : [])));
  const undo = (...ids: string[]) => ids.filter((id) => begun.has(id) && !undone.has(id)).map((id) => `undo ${id}`);
  const touched = ['stop', 'swap', 'start', 'container'].some((id) => begun.has(id));
  const verified = entries.some((entry) => entry.type === 'verified' && entry.direction === 'back');
  return [
    ...undo('container', 'start', 'swap', 'stop'),
    ...(touched && !verified ? ['verify back'] : []),
    ...undo('drain', 'silence', 'unpack', 'fetch', 'guard'),
    touched ? 'close rolled-back' : 'close refused',
  ];
}

describe('a run in which everything succeeds', () => {
  test('does the parts of the plan in their order, then ends the brackets in reverse', () => {
    expect(new Paper(fullPlan).walk()).toEqual([...forward, ...finish]);
  });

  test('passes through every phase once, in order', () => {
    const phases = committedRun().flatMap((entry) => (entry.type === 'phase' ? [entry.phase] : []));
    expect(phases).toEqual(['plan', 'notice', 'prepare', 'do', 'check', 'done']);
  });

  test('waits for a confirmation after the verification and before the trial is ended', () => {
    const walked = new Paper(planWith({ confirmWithin: 1_000 })).walk();
    expect(walked.slice(walked.indexOf('verify forward'))).toEqual([
      'verify forward',
      'confirm',
      'undo container',
      'commit',
      ...finish,
    ]);
  });

  test('asks nothing and looks at nothing twice when there is no cutover', () => {
    const walked = new Paper(planWith({ cutover: [] })).walk();
    expect(walked).not.toContain('recheck');
    expect(walked).not.toContain('baseline');
  });

  test('of an emergency is cleanup alone, so that whoever resumes it finishes it', () => {
    const none = { forward: [], back: [] };
    const plan = planWith({ prepare: [], around: [], backup: [], cutover: [], trial: [], probes: none });
    expect(new Paper(plan).walk()).toEqual([
      'do guard',
      'commit',
      'do sweep',
      'do record',
      'undo guard',
      'close committed',
    ]);
  });

  test('has nothing left to do once it is closed', () => {
    expect(new Paper(committedRun()).next).toBeNull();
  });
});

describe('a failure before commit', () => {
  const whole = committedRun();
  const before = whole.slice(
    0,
    whole.findIndex((entry) => entry.type === 'committed'),
  );

  test.each(before.map((entry, index) => [index + 1, entry.type, 'id' in entry ? entry.id : '']))(
    'after line %i (%s %s) goes back by all that was begun',
    (lines) => {
      const paper = new Paper(before.slice(0, lines)).fail();
      expect(paper.walk()).toEqual(wayBack(before.slice(0, lines)));
    },
  );

  test('hands undo what capture had saved', () => {
    const lines = whole.findIndex((entry) => entry.type === 'doing' && entry.id === 'swap') + 1;
    const move = new Paper(whole.slice(0, lines)).fail('swap').next;
    expect(move).toMatchObject({ move: 'undo', saved: 'was:swap', bracket: false });
  });

  test('is refused while nothing live was touched, and rolled back afterwards', () => {
    const upTo = (id: string) => whole.slice(0, whole.findIndex((entry) => 'id' in entry && entry.id === id) + 1);
    expect(new Paper(upTo('drain')).fail().walk().at(-1)).toBe('close refused');
    expect(new Paper(upTo('stop')).fail().walk().at(-1)).toBe('close rolled-back');
  });

  test('of an adoption does not say that an old version serves: there was none', () => {
    const phases = (command: 'upgrade' | 'adopt') => {
      const [opened, ...rest] = before;
      if (opened?.type !== 'opened') throw new Error('no plan');
      const paper = new Paper([{ ...opened, plan: { ...opened.plan, command } }, ...rest]).fail();
      paper.walk();
      return paper.entries.flatMap((entry) => (entry.type === 'phase' && entry.phase === 'done' ? [entry.note] : []));
    };
    expect(phases('upgrade')).toEqual(['the old version serves']);
    expect(phases('adopt')).toEqual(['everything stands as it was found']);
  });

  test('does not undo a step that is never undone, wherever it stands', () => {
    const plan = planWith({ cutover: [step('once', 'never'), step('swap')], trial: [] });
    const paper = new Paper(plan);
    for (let move = paper.next; move !== null && show(move) !== 'verify forward'; move = paper.next) paper.make(move);
    const walked = paper.fail().walk();
    expect(walked).toContain('undo swap');
    expect(walked).not.toContain('undo once');
  });

  test('keeps what was backed up', () => {
    const walked = new Paper(before).fail().walk();
    expect(walked).not.toContain('undo copy');
  });
});

describe('an interruption', () => {
  const whole = committedRun(planWith({ confirmWithin: 1_000 }));
  const commit = whole.findIndex((entry) => entry.type === 'committed');
  const confirmed = whole.findIndex((entry) => entry.type === 'ordered');

  test.each(whole.slice(0, confirmed).map((entry, index) => [index + 1, entry.type]))(
    'after line %i (%s), before commit, goes back and never forward',
    (lines) => {
      const cut = whole.slice(0, lines);
      expect(new Paper(cut).resume().walk()).toEqual(wayBack(cut));
    },
  );

  test.each(whole.slice(commit).map((entry, index) => [commit + index + 1, entry.type]))(
    'after line %i (%s), after commit, finishes',
    (lines) => {
      const paper = new Paper(whole.slice(0, lines)).resume();
      const walked = paper.walk();
      expect(walked.at(-1)).toBe('close committed');
      expect(walked.filter((move) => !finish.includes(move))).toEqual([]);
      expect(paper.entries.filter((entry) => entry.type === 'undone').map((entry) => entry.id)).toEqual([
        'container',
        'drain',
        'silence',
        'guard',
      ]);
    },
  );

  test.each(whole.slice(confirmed, commit).map((entry, index) => [confirmed + index + 1, entry.type]))(
    'after line %i (%s), once somebody confirmed, goes on to commit',
    (lines) => {
      const walked = new Paper(whole.slice(0, lines)).resume().walk();
      expect(walked).toContain('commit');
      expect(walked.at(-1)).toBe('close committed');
    },
  );

  test.each(whole.map((entry, index) => [index + 1, entry.type]))(
    'of a way back that began at line %i (%s), again at every line of it, ends where the first would have',
    (lines) => {
      const cut = whole.slice(0, lines);
      const back = new Paper(cut).resume();
      const first = back.walk().at(-1);
      for (let again = lines + 1; again <= back.entries.length; again++) {
        expect(new Paper(back.entries.slice(0, again)).resume().walk().at(-1)).toBe(first);
      }
    },
  );
});

describe('orders', () => {
  test('abort goes back and says by whom', () => {
    const paper = new Paper(fullPlan);
    for (let move = paper.next; move !== null && show(move) !== 'do start'; move = paper.next) paper.make(move);
    paper.add({ type: 'ordered', order: 'abort', by: 'Ctrl-C' });
    expect(foldRun(paper.entries).failure).toMatchObject({ code: 'E_RUN_ABORTED', message: 'Sent back by Ctrl-C.' });
    expect(paper.walk()).toContain('undo swap');
  });

  test('abort after commit changes nothing', () => {
    const whole = committedRun();
    const upTo = whole.slice(0, whole.findIndex((entry) => entry.type === 'committed') + 1);
    const paper = new Paper(upTo).add({ type: 'ordered', order: 'abort', by: 'Ctrl-C' });
    expect(foldRun(paper.entries).goesBack).toBe(false);
    expect(paper.walk()).toEqual(finish);
  });

  test('confirm before anything was verified does not let a resumed run go forward', () => {
    const paper = new Paper(planWith({ confirmWithin: 1_000 })).add({ type: 'ordered', order: 'confirm', by: 'x' });
    expect(paper.resume().walk().at(-1)).toBe('close refused');
  });
});

describe('a way back that fails', () => {
  function stuckRun(): Paper {
    const paper = new Paper(fullPlan);
    for (let move = paper.next; move !== null && show(move) !== 'do start'; move = paper.next) paper.make(move);
    return paper.fail('start').fail('swap');
  }

  test('ends the brackets, leaves prepared things, and closes stuck', () => {
    expect(stuckRun().walk()).toEqual(['undo drain', 'undo silence', 'undo guard', 'close stuck']);
  });

  test('is tried again from where it stands by the next owner', () => {
    const paper = stuckRun();
    paper.walk();
    expect(paper.next).toBeNull();
    paper.resume();
    expect(foldRun(paper.entries)).toMatchObject({ closed: null, stuckAt: null });
    expect(paper.walk()).toEqual([
      'undo swap',
      'undo stop',
      'verify back',
      'undo unpack',
      'undo fetch',
      'close rolled-back',
    ]);
  });

  test('is stuck as well when the old version does not answer', () => {
    const paper = new Paper(committedRun().slice(0, 22)).fail('start');
    for (let move = paper.next; move !== null && show(move) !== 'verify back'; move = paper.next) paper.make(move);
    expect(paper.fail().walk().at(-1)).toBe('close stuck');
  });

  test('says the first failure as the cause and the last one as where it is stuck', () => {
    const paper = new Paper(fullPlan).fail('first').fail('second');
    const { failure, stuckAt } = foldRun(paper.entries);
    expect([failure?.id, stuckAt?.id]).toEqual(['first', 'second']);
  });
});

describe('what is left over', () => {
  const whole = committedRun();
  const commit = whole.findIndex((entry) => entry.type === 'committed');

  test('a bracket that cannot be ended is said once and not asked again', () => {
    const paper = new Paper(whole.slice(0, commit + 1));
    for (let move = paper.next; move !== null && show(move) !== 'undo drain'; move = paper.next) paper.make(move);
    paper.add({ type: 'undoing', id: 'drain' }).add({ type: 'leftover', id: 'drain', message: 'still there' });
    expect(paper.walk()).toEqual(['undo silence', 'undo guard', 'close committed']);
    expect([...foldRun(paper.entries).leftovers.keys()]).toEqual(['drain']);
  });

  test('a cleanup that fails does not keep the next one from being done', () => {
    const paper = new Paper(whole.slice(0, commit + 1)).add({ type: 'leftover', id: 'sweep', message: 'busy' });
    expect(paper.walk()).toEqual(finish.filter((move) => move !== 'do sweep'));
  });

  test('is tried again by the next owner', () => {
    const paper = new Paper(whole.slice(0, commit + 1)).add({ type: 'leftover', id: 'sweep', message: 'busy' });
    expect(paper.resume().walk()).toContain('do sweep');
  });

  test('a failure after commit changes nothing but the report', () => {
    const paper = new Paper(whole.slice(0, commit + 1)).fail('sweep');
    expect(foldRun(paper.entries)).toMatchObject({ goesBack: false, failure: null, stuckAt: null });
    expect(paper.walk()).toEqual(finish);
  });
});

test('a journal that does not begin with `opened` is no run', () => {
  expect(() => foldRun([])).toThrow('begins with `opened`');
  expect(() => foldRun(committedRun().slice(1))).toThrow('begins with `opened`');
});

test('the same journal gives the same move, however often it is asked', () => {
  const whole = committedRun();
  for (let lines = 1; lines <= whole.length; lines++) {
    const cut = whole.slice(0, lines);
    expect(new Paper(cut).next).toEqual(new Paper(structuredClone(cut)).next);
  }
});

describe('the length of a move, after which its owner counts as hung', () => {
  const at = (move: string, plan = fullPlan): number => {
    const paper = new Paper(plan);
    for (let next = paper.next; next !== null; next = paper.next) {
      if (show(next) === move) return moveLimit(paper.entries);
      paper.make(next);
    }
    throw new Error(`${move} never came`);
  };

  test.each([
    ['do swap', 21_000],
    ['do config', 7_000],
    ['undo container', 3_000],
    ['verify forward', 60_500],
    ['commit', 15_000],
  ])('of `%s` is that of the plan', (move, limit) => {
    expect(at(move)).toBe(limit);
  });

  test('of a wait for a confirmation is the time that was given', () => {
    expect(at('confirm', planWith({ confirmWithin: 86_400_000 }))).toBe(86_400_000);
  });

  test('of a verification on the way back is its own', () => {
    const paper = new Paper(planWith({ cutover: [step('stop')] }));
    for (let move = paper.next; move !== null && show(move) !== 'verify forward'; move = paper.next) paper.make(move);
    paper.fail();
    for (let move = paper.next; move !== null && show(move) !== 'verify back'; move = paper.next) paper.make(move);
    expect(moveLimit(paper.entries)).toBe(30_000);
  });

  test('of a baseline is enough for every probe to be asked five times without an answer', () => {
    const probes = Array.from({ length: 12 }, (_, n) => ({ ...fullPlan.probes.forward[0]!, id: `p${n}` }));
    expect(at('baseline', planWith({ probes: { forward: probes, back: [] } }))).toBeGreaterThanOrEqual(12 * 5 * 5_000);
  });
});
