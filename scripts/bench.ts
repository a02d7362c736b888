import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { raceUpgrades, type UpgradeRace } from '../packages/rehearsal/src/index.ts';
import { alone } from './bench/alone.ts';
import { archiveRows } from './bench/archive.ts';
import { historyRows } from './bench/history.ts';
import { isReached, median, type Row, rowLine } from './bench/row.ts';
import { startRows } from './bench/start.ts';
import { cli } from './bench/tool.ts';

/*
 * Measured claims, as ratios against a peer in the same run on the same machine; docs/bench.md says what is measured. An aim
 * that is not reached is printed as such; nothing fails here, since a busy machine is no bug.
 *   npx pnpm@12 bench [start] [upgrade] [archive] [runs] [--rounds 5]
 */
const parts = ['start', 'upgrade', 'archive', 'runs'] as const;
const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const unknown = positionals.filter((word) => !(parts as readonly string[]).includes(word));
const rounds = Number(values.rounds);
if (unknown.length > 0 || !(rounds >= 1)) {
  console.error(
    `bench [${parts.join('] [')}] [--rounds N]: ${unknown.join(' ') || `--rounds ${values.rounds}`} is not known`,
  );
  process.exit(2);
}
const wanted = (part: (typeof parts)[number]): boolean => positionals.length === 0 || positionals.includes(part);
const say = (line: string): void => console.error(line);

await using _ = await alone();
const began = { at: new Date().toISOString(), load: loadavg()[0] };
const rows: Row[] = [];
const told = (some: readonly Row[]): void => {
  for (const row of some) console.log(rowLine(row));
  rows.push(...some);
};

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, load ${began.load?.toFixed(1)}; the built package`,
);
if (wanted('start')) told(startRows(3 * rounds));
const race = wanted('upgrade') || wanted('runs') ? await upgrades() : null;
if (race !== null && wanted('upgrade')) told(upgradeRows(race));
if (wanted('archive')) told(archiveRows(rounds));
if (race !== null && wanted('runs')) told(historyRows(race.journal, 2 * rounds, say));

const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
const machine = { cpus: cpus().length, model: cpus()[0]?.model, memory: totalmem(), node: process.versions.node };
mkdirSync('bench-results', { recursive: true });
const file = `bench-results/${began.at.replace(/[:.]/g, '-')}.json`;
const all = rows.map((row) => ({ ...row, reached: isReached(row) }));
writeFileSync(file, `${JSON.stringify({ ...began, loadAfter: loadavg()[0], commit, machine, rows: all }, null, 2)}\n`);
const missed = rows.filter((row) => !isReached(row));
console.log(
  `${rows.length - missed.length} of ${rows.length} aims reached; load after ${loadavg()[0]?.toFixed(1)}; ${file}`,
);

/** A listing needs the journal of one real upgrade only. */
async function upgrades(): Promise<UpgradeRace> {
  return wanted('upgrade') ? raceUpgrades({ rounds, cli, say }) : raceUpgrades({ rounds: 1, cli, say, alone: true });
}

function upgradeRows({ ours, script, playbook, ansible, from, to }: UpgradeRace): readonly Row[] {
  const versions = `nginx ${from} → ${to}`;
  const [a, b, c] = [median(ours), median(script), median(playbook)].map((ms) => Math.round(ms));
  return [
    {
      what: 'upgrade, beyond a shell script doing the same',
      unit: 'ms',
      aim: 500,
      samples: ours.map((ms, n) => ms - (script[n] ?? Number.NaN)),
      value: median(ours.map((ms, n) => ms - (script[n] ?? Number.NaN))),
      detail: `${a} ms − ${b} ms, ${versions}, soak 0`,
    },
    {
      what: 'upgrade : ansible-playbook -c local',
      unit: '×',
      aim: 0.5,
      samples: ours.map((ms, n) => ms / (playbook[n] ?? Number.NaN)),
      value: median(ours.map((ms, n) => ms / (playbook[n] ?? Number.NaN))),
      detail: `${a} ms : ${c} ms, ansible-core ${ansible}`,
    },
  ];
}
