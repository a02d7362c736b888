import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/*
 * Measured claims, as ratios against a peer in the same run: whole processes, in turn, medians. An aim that is not reached
 * is printed as such; nothing fails here, since a busy machine is no bug.
 */
const cli = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));
const runs = 15;

const time = (args: readonly string[]): number => {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - began;
};
const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] as number;

function ratio(name: string, ours: readonly string[], peer: readonly string[], aim: number): void {
  const pairs = Array.from({ length: runs + 1 }, () => [time(ours), time(peer)] as const).slice(1);
  const value = median(pairs.map(([a, b]) => a / b));
  const ms = median(pairs.map(([a]) => a));
  console.log(
    `${name.padEnd(34)} ratio ${value.toFixed(2)}  aim ≤ ${aim}  ${value <= aim ? 'reached' : 'NOT reached'}  (${ms.toFixed(0)} ms, median of ${runs} pairs)`,
  );
}

ratio('--version against node -e 0', [cli, '--version'], ['-e', '0'], 2);
ratio('--help against node -e 0', [cli, '--help'], ['-e', '0'], 4);
