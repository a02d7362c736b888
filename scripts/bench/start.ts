import { spawnSync } from 'node:child_process';
import { median, type Row } from './row.ts';
import { cli } from './tool.ts';

/** Whole processes, in turn with an empty program of the same Node. */
export function startRows(pairs: number): readonly Row[] {
  return [row('--version', 2, pairs), row('--help', 4, pairs)];
}

function row(word: string, aim: number, pairs: number): Row {
  const taken = Array.from(
    { length: pairs + 1 },
    () => [time([...cli, word]), time([process.execPath, '-e', '0'])] as const,
  );
  const counted = taken.slice(1);
  const samples = counted.map(([ours, bare]) => ours / bare);
  const [ours, bare] = [median(counted.map(([a]) => a)), median(counted.map(([, b]) => b))];
  const detail = `${ours.toFixed(0)} ms : ${bare.toFixed(0)} ms`;
  return { what: `${word} : node -e 0`, value: median(samples), unit: '×', aim, samples, detail };
}

function time([program = '', ...args]: readonly string[]): number {
  const began = performance.now();
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${status}`);
  return performance.now() - began;
}
