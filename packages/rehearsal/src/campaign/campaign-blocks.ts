import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { lookAtMonitoring } from '../check/check-monitoring.ts';
import type { Machine } from '../machine/machine.ts';
import { asking } from '../monitoring/asking.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { complaint, newestJournal } from '../scenarios/maint.ts';
import { maintThere, monitoringEndSeen, monitoringStage, type Tags, worldOf } from '../scenarios/monitoring-stage.ts';
import { manyBlocks } from './many-blocks.ts';

export interface BlocksResult {
  readonly blocks: number;
  readonly bytes: number;
  /** Of Prometheus, from outside, in milliseconds. */
  readonly dark: { readonly byHand: number; readonly byTool: number };
  /** Copying of what never changes, while it ran, and of the rest, while it was stopped, in milliseconds. */
  readonly copied: { readonly runningMs: number | null; readonly stoppedMs: number | null };
  readonly problems: readonly string[];
}

/** Without them blocks of two hours are put together meanwhile, and no two runs would copy the same. */
const asTheyAre = ['--storage.tsdb.min-block-duration=2h', '--storage.tsdb.max-block-duration=2h'];

/** A good upgrade of a Prometheus with so much data, all of which is copied first. The data lies on this machine's own disk. */
export async function campaignBlocks(how: { gib: number; say: (line: string) => void }): Promise<BlocksResult> {
  const { gib, say } = how;
  const parts = await fetchParts({ log: say });
  const work = mkdtempSync('/var/tmp/flatnet-blocks-');
  try {
    const stage = await monitoringStage({
      ...{ parts, name: 'blocks', say, shares: [work] },
      services: ['prometheus', 'alertmanager', 'node-exporter'],
      prepare: (machine) => onDisk(machine, work),
    });
    await using machine = stage.machine;
    const { stack } = stage;
    const compose = machine.path(stack.composeFile);
    const words = asTheyAre.map((word) => `      - "${word}"\n`).join('');
    await stack.compose('down');
    writeFileSync(
      compose,
      readFileSync(compose, 'utf8').replace(/^ *- --web\.enable-lifecycle\n/m, (line) => line + words),
    );
    const file = machine.path(stack.siteFile);
    const site = readFileSync(file, 'utf8');
    writeFileSync(file, site.replace('monitoring:\n', 'monitoring:\n  services: { prometheus: { copies: always } }\n'));
    const bytes = Math.round(gib * 2 ** 30);
    say(`making ${gib} GiB of blocks`);
    const blocks = await manyBlocks(machine, stack, { work, bytes });
    await stack.compose('up', '-d');
    await stack.ready(300_000);

    const darkDuring = async (deed: () => Promise<unknown>): Promise<number> => {
      const asker = await asking(machine, stack);
      await deed();
      await stack.ready(300_000);
      return (await asker.stop()).prometheus.darkMs;
    };
    const byHand = await darkDuring(async () => {
      await stack.compose('down');
      await stack.compose('up', '-d');
    });
    const tags: Tags = { prometheus: stack.versions.prometheus.newer };
    const now = { ...stage, composeText: readFileSync(compose, 'utf8') };
    const before = await lookAtMonitoring(machine, stack);
    const wanted = `prometheus=${tags.prometheus}`;
    const problems: string[] = [];
    const byTool = await darkDuring(async () => {
      const args = ['upgrade', 'monitoring', '--to', wanted, '--site', stack.siteFile, '--soak', '1s', '--yes'];
      problems.push(...complaint(await maintThere(now, args, { onLine: say }), 0));
    });
    problems.push(...(await monitoringEndSeen(now, [worldOf(now, 'newer', tags)], before)).problems);
    const copied = {
      runningMs: tookOf(machine, 'monitoring.blocks-prometheus'),
      stoppedMs: tookOf(machine, 'monitoring.data-prometheus'),
    };
    return { blocks, bytes, dark: { byHand, byTool }, copied, problems };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A practice machine's disk is memory; volumes and what is kept lie on a disk. */
async function onDisk(machine: Machine, work: string): Promise<void> {
  for (const [name, place] of [
    ['volumes', '/var/lib/containers/storage/volumes'],
    ['generations', '/srv/flatnet/generations'],
  ]) {
    mkdirSync(machine.path(`${work}/${name}`));
    const mounted = await machine.exec(['sh', '-c', `mkdir -p ${place} && mount --bind ${work}/${name} ${place}`]);
    if (mounted.code !== 0) throw new Error(mounted.stderr);
  }
}

function tookOf(machine: Machine, id: string): number | null {
  const at = (type: string) => newestJournal(machine).entries.find((one) => one.type === type && one.id === id)?.at;
  const [from, to] = [at('doing'), at('done')];
  return from === undefined || to === undefined ? null : Date.parse(to) - Date.parse(from);
}
