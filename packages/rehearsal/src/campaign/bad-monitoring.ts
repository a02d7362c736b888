import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { lookAtMonitoring } from '../check/check-monitoring.ts';
import { entry } from '../machine/places.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { complaint } from '../scenarios/maint.ts';
import {
  asked,
  type MonitoringStage,
  maintThere,
  monitoringEndSeen,
  monitoringStage,
  newerTags,
  type Tags,
  worldOf,
} from '../scenarios/monitoring-stage.ts';

export const monitoringFaults = [
  'missing-tag',
  'registry-down',
  'crash-loops',
  'port-taken',
  'refuses-configuration',
  'no-targets-up',
  'rules-not-loaded',
  'dies-after-migration',
  'login-dead',
  'disk-full',
  'says-another-version',
  'alertmanager-crash-loops',
] as const;
export type MonitoringFault = (typeof monitoringFaults)[number];

interface Behaviour {
  readonly tags: Tags;
  /** 3 = caught before anything is changed. */
  readonly code: 3 | 4;
  /** What the person must be told. */
  readonly words: string;
  /** Makes it so, and answers what ends it. */
  readonly arrange?: (stage: MonitoringStage) => Promise<() => Promise<void>>;
}

const kept = '/srv/flatnet/generations';

const behaviours = (stage: MonitoringStage): Readonly<Record<MonitoringFault, Behaviour>> => ({
  'missing-tag': { tags: { prometheus: 'v2.98.0' }, code: 3, words: 'manifest unknown' },
  'registry-down': {
    tags: newerTags(stage),
    code: 3,
    words: 'connection refused',
    async arrange({ stack }) {
      for (const [service, tag] of Object.entries(newerTags(stage)))
        await stack.podman('rmi', '--force', stack.image(service as keyof Tags, tag).ref);
      await stack.registry.stop();
      return () => stack.registry.start();
    },
  },
  'crash-loops': { tags: { prometheus: 'v2.99.1' }, code: 4, words: 'this build ends at once' },
  'port-taken': { tags: newerTags(stage), code: 4, words: '9090', arrange: takePort },
  'refuses-configuration': { tags: { prometheus: 'v2.99.4' }, code: 3, words: 'evaluation_interval not found' },
  'no-targets-up': { tags: { prometheus: 'v2.99.2' }, code: 4, words: 'targets' },
  'rules-not-loaded': { tags: { prometheus: 'v2.99.3' }, code: 4, words: 'rules' },
  'dies-after-migration': { tags: { grafana: '11.1.0' }, code: 4, words: 'ends by itself after its migration' },
  'login-dead': { tags: { grafana: '11.2.0' }, code: 4, words: 'grafana' },
  'disk-full': { tags: { grafana: '11.0.0' }, code: 4, words: 'No space left on device', arrange: fillKept },
  'says-another-version': {
    tags: { prometheus: 'v2.99.6' },
    code: 4,
    words: stage.stack.versions.prometheus.newer.slice(1),
  },
  'alertmanager-crash-loops': { tags: { alertmanager: 'v0.99.1' }, code: 4, words: 'this build ends at once' },
});

/** A stranger that waits for port 9090, and leaves it again some seconds after it got it. */
async function takePort({ machine }: MonitoringStage): Promise<() => Promise<void>> {
  const child = machine.spawn([process.execPath, entry('stranger'), '9090', '6000']);
  const over = new Promise<string>((resolve) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (said += part));
    child.on('close', () => resolve(said));
  });
  return async () => {
    child.stdin?.end();
    if (!(await over).includes('taken')) throw new Error('the stranger never got the port');
  };
}

/** Where copies of data lie, next to nothing is left; Grafana's data is more than that. */
async function fillKept({ machine, stack }: MonitoringStage): Promise<() => Promise<void>> {
  const data = machine.path('/var/lib/containers/storage/volumes/monitoring_grafana_data/_data');
  writeFileSync(`${data}/pictures`, Buffer.alloc(24 << 20, 1));
  const mounted = await machine.exec([
    'sh',
    '-c',
    `mkdir -p ${kept} && mountpoint -q ${kept} || mount -t tmpfs -o size=2g small ${kept}`,
  ]);
  if (mounted.code !== 0) throw new Error(mounted.stderr);
  // All that is kept beside the copy lies there already.
  const backup = await maintThere({ machine, stack } as MonitoringStage, [
    'backup',
    'monitoring',
    '--site',
    stack.siteFile,
  ]);
  if (backup.code !== 0) throw new Error(`no backup: ${backup.stderr}`);
  const filler = machine.path(`${kept}/filler`);
  const { bavail, bsize } = statfsSync(machine.path(kept));
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - (8 << 20)), 1));
  return async () => {
    rmSync(filler);
    rmSync(`${data}/pictures`);
  };
}

export interface BadMonitoring {
  readonly fault: MonitoringFault;
  readonly code: number | null;
  /** What the person is told. */
  readonly message: string;
  readonly rollbackMs: number | null;
  readonly problems: readonly string[];
}

/** An upgrade that is bad in one way; the old stack must be there after it with its data, and nothing of the run. */
export async function badStack(stage: MonitoringStage, fault: MonitoringFault): Promise<BadMonitoring> {
  const { machine, stack } = stage;
  const { tags, code, words, arrange } = behaviours(stage)[fault];
  const over = (await arrange?.(stage)) ?? (async () => {});
  const before = await lookAtMonitoring(machine, stack);
  const args = ['upgrade', 'monitoring', '--to', asked(tags), '--site', stack.siteFile, '--soak', '200ms', '--yes'];
  let said = '';
  const end = await maintThere(stage, args, { onLine: (line) => (said += `${line}\n`) }).finally(over);
  const { problems: amiss } = await monitoringEndSeen(stage, [worldOf(stage, 'older')], before);
  const message = end.document.error?.message ?? end.stderr;
  const told = `${message}\n${said}`.includes(words) ? [] : [`nobody is told of "${words}": ${message}`];
  const rollbackMs = (end.document.rollbackMs as number | null | undefined) ?? null;
  return { fault, code: end.code, message, rollbackMs, problems: [...complaint(end, code), ...amiss, ...told] };
}

export interface BadStacks {
  readonly played: readonly BadMonitoring[];
  readonly failed: readonly BadMonitoring[];
  readonly worstBackMs: number;
}

/** Each of them, so often, on one practice machine. */
export async function badStacks(how: { times: number; say: (line: string) => void }): Promise<BadStacks> {
  const parts = await fetchParts({ log: how.say });
  const stage = await monitoringStage({ parts, name: 'campaign', say: () => {} });
  await using _machine = stage.machine;
  const played: BadMonitoring[] = [];
  for (const fault of Array.from({ length: how.times }, () => monitoringFaults).flat()) {
    const one = await badStack(stage, fault);
    played.push(one);
    const well = one.problems.length === 0 ? 'ok' : `FAILED: ${one.problems.join('; ')}`;
    how.say(`${played.length} ${fault}: ended with ${one.code}, back after ${one.rollbackMs ?? '—'} ms, ${well}`);
  }
  const worstBackMs = Math.max(0, ...played.map(({ rollbackMs }) => rollbackMs ?? 0));
  return { played, failed: played.filter(({ problems }) => problems.length > 0), worstBackMs };
}
