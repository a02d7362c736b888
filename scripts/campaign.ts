import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { campaign } from '../packages/rehearsal/src/index.ts';

/*
 * Fault counts: owners killed at random instants, and power cuts, on the practice machine. Seeded; the result file names
 * seed and commit. `npx pnpm@12 campaign -- --seed 7 --once 50 --twice 50 --by-hand 20 --power 5`
 */
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    seed: { type: 'string', default: '1' },
    once: { type: 'string', default: '40' },
    twice: { type: 'string', default: '50' },
    'by-hand': { type: 'string', default: '10' },
    power: { type: 'string', default: '5' },
  },
});
const cuts = {
  once: Number(values.once),
  twice: Number(values.twice),
  'by-hand': Number(values['by-hand']),
  power: Number(values.power),
};
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const seed = Number(values.seed);
const result = await campaign({ seed, cuts, say: (line) => console.log(line) });
mkdirSync('campaign-results', { recursive: true });
const file = `campaign-results/kills-${seed}-${commit}.json`;
writeFileSync(file, `${JSON.stringify({ commit, cuts, ...result }, null, 2)}\n`);
console.log(
  `seed ${seed}, commit ${commit}: ${result.cuttings.length} runs cut short, ${result.failed.length} failed, worst recovery ${result.worstRecoveryMs} ms; ${file}`,
);
process.exit(result.failed.length === 0 ? 0 : 1);
