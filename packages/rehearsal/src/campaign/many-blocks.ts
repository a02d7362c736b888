import { createWriteStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Machine } from '../machine/machine.ts';
import type { PracticeMonitoring } from '../monitoring/practice-monitoring.ts';
import { seeded } from './seeded.ts';

/** Where Prometheus' data lies on the machine. */
export const prometheusData = '/var/lib/containers/storage/volumes/monitoring_prometheus_data/_data';

const twoHours = 7_200_000;
const series = 800;

/** Numbers that no compression makes small: a block of two hours is then of some 40 MiB. */
function* samples(from: number): Generator<string> {
  const random = seeded(1);
  yield '# TYPE practice_noise gauge\n';
  for (let n = 0; n < series; n += 1) {
    let lines = '';
    for (let second = 0; second < twoHours / 1_000; second += 1)
      lines += `practice_noise{n="${n}"} ${random() + random() * 1e-9} ${from / 1_000 + second}\n`;
    yield lines;
  }
  yield '# EOF\n';
}

/**
 * Fills the data of a Prometheus that does not run with genuine blocks of so many bytes: one that promtool makes, copied under
 * names of its own, each with two hours of its own. They are no older than what Prometheus is told to keep. Answers how many.
 */
export async function manyBlocks(
  machine: Machine,
  stack: PracticeMonitoring,
  { work, bytes }: { readonly work: string; readonly bytes: number },
): Promise<number> {
  const newest = Math.floor(Date.now() / twoHours) * twoHours - 2 * twoHours;
  await pipeline(samples(newest), createWriteStream(machine.path(`${work}/samples`)));
  const image = stack.image('prometheus', stack.versions.prometheus.older).ref;
  const how = ['run', '--rm', '--user', '0', '--network', 'none', '--volume', `${work}:/blocks`];
  const tool = ['--entrypoint', '/bin/promtool', image, 'tsdb', 'create-blocks-from', 'openmetrics'];
  const limit = 900_000;
  const made = await machine.exec(['podman', ...how, ...tool, '/blocks/samples', '/blocks/made'], { limit });
  if (made.code !== 0) throw new Error(`promtool makes no blocks: ${made.stderr}`);
  const blocks = readdirSync(machine.path(`${work}/made`)).map((name) => `${work}/made/${name}`);
  const [block, second] = blocks;
  if (block === undefined || second !== undefined) throw new Error(`promtool made ${blocks.length} blocks, not one`);
  const count = Math.ceil(bytes / sizeOf(machine.path(block)));
  if (count > 160) throw new Error(`${count} blocks of two hours are more than Prometheus keeps`);
  const meta = JSON.parse(readFileSync(machine.path(`${block}/meta.json`), 'utf8')) as Record<string, unknown>;
  for (let n = 0; n < count; n += 1) {
    const ulid = `01J0000000000000000000${String(1_000 + n)}`;
    const copied = await machine.exec(['cp', '-a', '--', block, `${prometheusData}/${ulid}`], { limit });
    if (copied.code !== 0) throw new Error(copied.stderr);
    const [minTime, maxTime] = [newest - n * twoHours, newest - (n - 1) * twoHours];
    const own = { ...meta, ulid, minTime, maxTime, compaction: { level: 1, sources: [ulid] } };
    writeFileSync(machine.path(`${prometheusData}/${ulid}/meta.json`), JSON.stringify(own));
  }
  const owned = await machine.exec(['chown', '-R', '65534:65534', prometheusData], { limit });
  if (owned.code !== 0) throw new Error(owned.stderr);
  await machine.exec(['rm', '-r', `${work}/made`, `${work}/samples`]);
  return count;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(`${parentPath}/${name}`).size, 0);
