import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { practiceGateway } from '../gateway/practice-gateway.ts';
import { type Machine, machineUp } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { newestJournal, stateFolder } from '../scenarios/maint.ts';
import { renewRoute } from '../scenarios/scene.ts';
import { fetchAnsible } from './fetch-ansible.ts';

export interface UpgradeRace {
  /** Milliseconds of whole processes, one of each in every round. */
  readonly ours: readonly number[];
  readonly script: readonly number[];
  readonly playbook: readonly number[];
  readonly ansible: string;
  readonly from: string;
  readonly to: string;
  /** The journal of the last of our upgrades. */
  readonly journal: readonly object[];
}

/**
 * The same upgrade of the practice gateway by flatnet-maint, by a shell script and by a playbook, on one machine, in turn,
 * each on a site that was laid anew; who begins changes from round to round. A first round warms caches and is not counted.
 */
export async function raceUpgrades(how: {
  readonly rounds: number;
  /** Program and arguments of flatnet-maint. */
  readonly cli: readonly string[];
  readonly say: (line: string) => void;
  /** Without peers only our own upgrade is made. */
  readonly alone?: boolean;
}): Promise<UpgradeRace> {
  const { say } = how;
  const parts = await fetchParts({ log: say });
  const ansible = await fetchAnsible(parts, say);
  await using machine = await machineUp(parts, { name: 'bench' });
  const lacking = await machine.exec([
    'bash',
    '-c',
    'for name in curl ss awk; do command -v $name > /dev/null || echo $name; done',
  ]);
  if (lacking.stdout !== '')
    throw new Error(`The shell script needs ${lacking.stdout.trim().replaceAll('\n', ', ')} on this machine.`);
  let gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const to = parts.newer;
  const byHand = '/var/lib/by-hand';
  const lay = async (): Promise<void> => {
    await gateway.stop();
    for (const folder of [gateway.root, stateFolder, byHand])
      rmSync(machine.path(folder), { recursive: true, force: true });
    gateway = await practiceGateway(machine);
    await gateway.start();
    await renewRoute(machine);
  };
  const archive = (): string => gateway.releases.find(({ version }) => version === to.version)?.path ?? '';
  const vars = (): object => ({
    root: gateway.root,
    archive: archive(),
    sha: to.sha256,
    version: to.version,
    state: byHand,
    mark: '1',
    ansible_python_interpreter: ansible.python,
  });
  const racers = {
    ours: () => [
      ...how.cli,
      ...['upgrade', 'gateway', '--to', to.version, '--soak', '0s'],
      ...['--site', gateway.siteFile, '--yes', '--json'],
    ],
    script: () => ['bash', asset('bench/upgrade.sh'), gateway.root, archive(), to.sha256, to.version, byHand],
    playbook: () => [
      ...ansible.argv,
      ...['-i', 'localhost,', '-e', JSON.stringify(vars()), asset('bench/upgrade.yml')],
    ],
  };
  const times = { ours: [] as number[], script: [] as number[], playbook: [] as number[] };
  const names = how.alone === true ? (['ours'] as const) : (['ours', 'script', 'playbook'] as const);
  let journal: readonly object[] = [];
  for (let round = 0; round <= how.rounds; round++) {
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      await lay();
      const ms = await timed(machine, racers[name]());
      say(`${round === 0 ? 'warm-up' : `round ${round}`}: ${name} ${Math.round(ms)} ms`);
      if (round > 0) times[name].push(ms);
      if (name === 'ours') journal = newestJournal(machine).entries;
    }
  }
  return { ...times, ansible: ansible.version, from: parts.older.version, to: to.version, journal };
}

/** Until the process is gone; what it started may live on, and hold its output open. */
async function timed(machine: Machine, argv: readonly string[]): Promise<number> {
  const said = machine.path('/var/tmp/bench-said');
  const out = openSync(said, 'w');
  try {
    const began = performance.now();
    // As quick as ansible can be told to be without changing what a task does.
    const child = machine.spawn(argv, { stdio: ['ignore', out, out], env: { ANSIBLE_PIPELINING: '1' } });
    const [code] = (await once(child, 'exit')) as [number | null];
    const ms = performance.now() - began;
    if (code === 0) return ms;
    throw new Error(`${argv.slice(0, 3).join(' ')} ended with ${code}: ${readFileSync(said, 'utf8').slice(-2_000)}`);
  } finally {
    closeSync(out);
  }
}
