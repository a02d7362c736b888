/**
 * The load generator's own process, for it is pinned to a processor of its own: `node main.ts PLAN`. Says `running` once
 * answered, and one JSON line when it is over. Ends at its time, or with its standard input: also when its owner dies.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadPlan } from './report.ts';
import { runLoad } from './run-load.ts';

const plan = JSON.parse(process.argv[2]!) as LoadPlan;
const told = new Promise<void>((resolve) => {
  process.stdin.resume();
  process.stdin.on('data', () => resolve());
  process.stdin.on('end', resolve);
});
const stop = plan.seconds > 0 ? Promise.race([told, sleep(plan.seconds * 1000)]) : told;
const report = await runLoad(plan, stop, () => process.stdout.write('running\n'));
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
