import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../../packages/core/src/index.ts';
import { lineOf } from '../../packages/engine/src/index.ts';
import { noteClosed } from '../../packages/flatnet/src/run-history.ts';
import { summaryOf } from '../../packages/flatnet/src/run-list.ts';
import { median, type Row } from './row.ts';
import { cli } from './tool.ts';

const count = 10_000;

/** The listing of a state folder with 10,000 closed runs, each with the whole journal of a real upgrade. */
export function historyRows(sample: readonly object[], times: number, say: (line: string) => void): readonly Row[] {
  const state = mkdtempSync(join(tmpdir(), 'flatnet-maint-bench-'));
  try {
    say(`writing ${count} runs of ${sample.length} entries each`);
    for (let n = 0; n < count; n++) writeRun(state, sample as readonly Entry[], n);
    const row = (what: string, words: readonly string[]): Row => {
      const taken = Array.from({ length: times + 1 }, () => [
        list(state, words, count),
        list(`${state}/none`, words, 0),
      ]);
      const samples = taken.slice(1).map(([ms]) => ms ?? Number.NaN);
      const none = median(taken.slice(1).map(([, ms]) => ms ?? Number.NaN));
      return {
        what,
        value: median(samples),
        unit: 'ms',
        aim: 500,
        samples,
        detail: `whole process; ${none.toFixed(0)} ms of it without any run`,
      };
    };
    return [row('runs --all of 10,000', ['--all']), row('runs --json of 10,000', ['--json'])];
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

/** As the engine writes and closes it, under an id of its own. */
function writeRun(state: string, sample: readonly Entry[], n: number): void {
  const opened = sample[0];
  if (opened?.type !== 'opened') throw new Error('the sample journal does not begin with its plan');
  const id = `${new Date(Date.UTC(2025, 0, 1) + n * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}-${n}`;
  let before = '0'.repeat(64);
  let text = '';
  for (const { h: _, ...entry } of JSON.parse(JSON.stringify(sample).replaceAll(opened.plan.id, id)) as (Entry & {
    h: string;
  })[]) {
    const { line, h } = lineOf(before, entry as Entry);
    text += line;
    before = h;
  }
  mkdirSync(join(state, 'runs', id), { recursive: true });
  writeFileSync(join(state, 'runs', id, 'journal.jsonl'), text);
  noteClosed(state, id, () => summaryOf(state, id, () => false));
}

function list(state: string, words: readonly string[], wanted: number): number {
  const [program = '', ...rest] = [...cli, 'runs', ...words, '--state', state];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = performance.now() - began;
  const listed = stdout.match(/committed/g)?.length ?? 0;
  if (status === 0 && listed === wanted) return ms;
  throw new Error(`runs ended with ${status} and listed ${listed} of ${wanted}: ${stderr}`);
}
