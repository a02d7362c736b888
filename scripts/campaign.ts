import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  allScenes,
  badStacks,
  badUpgrades,
  campaign,
  campaignBlocks,
  campaignCni,
  campaignMonitoring,
  firstNights,
  rehearse,
} from '../packages/rehearsal/src/index.ts';

/*
 * Fault counts on the practice machine, in full; `test` runs a seeded tenth. Result files name seed and commit.
 *   kills   owners killed at random instants, and power cuts:  npx pnpm@12 campaign kills --seed 7 --once 40 --twice 50
 *   cni     the same for the plugin, while containers ping each other: npx pnpm@12 campaign cni --seed 7 --once 25 --twice 25
 *   bad-cni each bad build and list of the plugin:             npx pnpm@12 campaign bad-cni --times 1
 *   monitoring  the same for the stack of containers:          npx pnpm@12 campaign monitoring --seed 7 --once 8 --twice 6 --by-hand 4 --power 4
 *   bad-monitoring  each bad upgrade of the stack:             npx pnpm@12 campaign bad-monitoring --times 1
 *   blocks  a Prometheus with so much data, all copied first:  npx pnpm@12 campaign blocks --gib 5
 *   bad     each bad build, as often as is said:               npx pnpm@12 campaign bad --times 5
 *   first-night  `adopt --start` killed after each entry of its journal: npx pnpm@12 campaign first-night --seed 7 --times 20
 *   scenes  every scene of the components that measure no load:  npx pnpm@12 campaign scenes --times 1
 *   load    good upgrade, rollback and a bad build under load: npx pnpm@12 campaign load --times 3
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    once: { type: 'string', default: '40' },
    twice: { type: 'string', default: '50' },
    'by-hand': { type: 'string', default: '10' },
    power: { type: 'string', default: '5' },
    times: { type: 'string', default: '5' },
    gib: { type: 'string', default: '5' },
    entries: { type: 'string' },
  },
});
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const say = (line: string): void => console.log(line);
const what = positionals[0] ?? 'kills';
mkdirSync('campaign-results', { recursive: true });

if (what === 'kills') await kills();
else if (what === 'cni') await cniKills();
else if (what === 'bad-cni') await badCni();
else if (what === 'monitoring') await monitoringKills();
else if (what === 'bad-monitoring') await badMonitoring();
else if (what === 'blocks') await blocks();
else if (what === 'first-night') await nights();
else if (what === 'bad')
  await scenes(['gateway', ...allScenes.map((scene) => scene.name).filter((name) => /^(bad|caught)-/.test(name))]);
else if (what === 'scenes') await scenes(['cni', 'monitoring']);
else if (what === 'load') await scenes(['gateway', 'good-upgrade', 'manual-rollback', 'bad-build-lua-dead']);
else {
  console.error(
    `There is no campaign ${what}; there are: kills, cni, bad-cni, monitoring, bad-monitoring, blocks, first-night, bad, scenes, load.`,
  );
  process.exit(2);
}

function cuts() {
  const { once, twice, power } = values;
  return { once: Number(once), twice: Number(twice), 'by-hand': Number(values['by-hand']), power: Number(power) };
}

async function kills(): Promise<never> {
  const seed = Number(values.seed);
  return told('kills', await campaign({ seed, cuts: cuts(), say }));
}

async function cniKills(): Promise<never> {
  const seed = Number(values.seed);
  const result = await campaignCni({ seed, cuts: cuts(), say });
  say(`${result.pings.sent} pings of running containers, ${result.pings.lost} lost`);
  return told('cni', result);
}

async function badCni(): Promise<never> {
  const result = await badUpgrades({ times: Number(values.times), say });
  const file = `campaign-results/bad-cni-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, ...result }, null, 2)}\n`);
  const { played, failed, worstBackMs } = result;
  say(
    `commit ${commit}: ${played.length} bad builds, ${failed.length} failed, slowest way back ${worstBackMs} ms; ${file}`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
}

async function monitoringKills(): Promise<never> {
  const seed = Number(values.seed);
  return told('monitoring', await campaignMonitoring({ seed, cuts: cuts(), say }));
}

async function badMonitoring(): Promise<never> {
  const result = await badStacks({ times: Number(values.times), say });
  const file = `campaign-results/bad-monitoring-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, ...result }, null, 2)}\n`);
  const { played, failed, worstBackMs } = result;
  say(
    `commit ${commit}: ${played.length} bad upgrades of the stack, ${failed.length} failed, slowest way back ${worstBackMs} ms; ${file}`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
}

async function blocks(): Promise<never> {
  const result = await campaignBlocks({ gib: Number(values.gib), say });
  const file = `campaign-results/blocks-${values.gib}-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, ...result }, null, 2)}\n`);
  const { dark, copied, problems } = result;
  say(
    `commit ${commit}: ${result.blocks} blocks, ${values.gib} GiB; copied ${copied.runningMs} ms while it ran and ${copied.stoppedMs} ms while it was stopped; dark ${dark.byTool} ms, by podman-compose ${dark.byHand} ms; ${problems.length === 0 ? 'ok' : `FAILED: ${problems.join('; ')}`}; ${file}`,
  );
  process.exit(problems.length === 0 ? 0 : 1);
}

function told(
  name: string,
  result: { readonly seed: number; readonly worstRecoveryMs: number } & Record<
    'cuttings' | 'failed',
    readonly unknown[]
  >,
): never {
  const { seed, cuttings, failed, worstRecoveryMs } = result;
  const file = `campaign-results/${name}-${seed}-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, cuts: cuts(), ...result }, null, 2)}\n`);
  say(
    `seed ${seed}, commit ${commit}: ${cuttings.length} runs cut short, ${failed.length} failed, worst recovery ${worstRecoveryMs} ms; ${file}`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
}

async function nights(): Promise<never> {
  const entries = values.entries === undefined ? null : Number(values.entries);
  const seed = Number(values.seed);
  const result = await firstNights({ seed, entries, times: Number(values.times), say });
  const file = `campaign-results/first-night-${seed}-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, ...result }, null, 2)}\n`);
  say(
    `seed ${seed}, commit ${commit}: ${result.nights.length} first nights, ${result.failed.length} failed, worst recovery ${result.worstRecoveryMs} ms; ${file}`,
  );
  process.exit(result.failed.length === 0 ? 0 : 1);
}

async function scenes(only: readonly string[]): Promise<never> {
  const { document } = await rehearse({ only, times: Number(values.times), onLine: say });
  const file = `campaign-results/${what}-${commit}.json`;
  writeFileSync(file, `${JSON.stringify({ commit, ...document }, null, 2)}\n`);
  for (const [name, played] of Map.groupBy(document.scenarios, (one) => `${one.component} ${one.name}`)) {
    const worst = Math.max(0, ...played.map((scenario) => scenario.rollbackMs ?? 0));
    say(
      `${name.padEnd(40)} ${played.filter((scenario) => scenario.passed).length} of ${played.length} passed${worst > 0 ? `, slowest way back ${worst} ms` : ''}`,
    );
  }
  const sum = (pick: (scenario: (typeof document.scenarios)[number]) => number): number =>
    document.scenarios.map(pick).reduce((a, b) => a + b, 0);
  say(
    `commit ${commit}: ${sum((s) => s.requests)} requests, ${sum((s) => s.lost)} lost, ${sum((s) => s.keptClosed)} kept connections closed under a request; ${document.passed ? 'all passed' : 'NOT all passed'}; ${file}`,
  );
  process.exit(document.passed ? 0 : 1);
}
