import { fetchParts } from '../parts/fetch-parts.ts';
import { type CutNight, cutNight, type Instant, type Night } from './cut-night.ts';
import { seeded } from './seeded.ts';

export interface FirstNightOptions {
  readonly seed: number;
  /** So many entries of the journal after which the owner is killed, spread over all; null = after each. */
  readonly entries: number | null;
  /** So many random instants, from before the run to after it. */
  readonly times: number;
  readonly say: (line: string) => void;
}
export interface FirstNightResult {
  readonly seed: number;
  readonly nights: readonly CutNight[];
  readonly failed: readonly CutNight[];
  readonly worstRecoveryMs: number;
}

const hosts: readonly Night[] = (['half-renamed', 'half-swapped', 'dead'] as const).flatMap((kind) =>
  (['tree', 'config'] as const).map((layout) => ({ kind, layout })),
);

/** The first night on a dead gateway, cut short at one instant after another, each on a fresh host. */
export async function firstNights({ seed, entries, times, say }: FirstNightOptions): Promise<FirstNightResult> {
  const random = seeded(seed);
  const parts = await fetchParts({ log: say });
  const nights: CutNight[] = [];
  const play = async (night: Night, instant: Instant | null) => {
    const one = await cutNight(parts, night, instant);
    nights.push(one);
    say(`${nights.length} ${lineOf(one)}`);
    for (const line of one.timeline) say(`    ${line}`);
    return one;
  };
  // An uncut one first: it tells how many entries there are, and how long they take here.
  const whole = await play(hosts[0] as Night, null);
  const any = () => hosts[Math.floor(random() * hosts.length)] as Night;
  const all = Array.from({ length: whole.entries }, (_, index) => index + 1);
  const step = entries === null ? 1 : Math.max(1, all.length / Math.max(1, entries));
  const from = entries === null ? 0 : random() * step;
  const picked = entries === null ? all : Array.from({ length: entries }, (_, n) => all[Math.floor(from + n * step)]);
  for (const entry of picked) if (entry !== undefined) await play(any(), { entry });
  for (let n = 0; n < times; n += 1) await play(any(), { atMs: Math.round(random() * whole.tookMs) });
  return {
    seed,
    nights,
    failed: nights.filter(({ problems }) => problems.length > 0),
    worstRecoveryMs: Math.max(0, ...nights.map(({ recoveredMs }) => recoveredMs)),
  };
}

function lineOf({ kind, layout, instant, at, ends, recoveredMs, problems }: CutNight): string {
  const when = instant === null ? 'uncut' : 'entry' in instant ? `at entry ${instant.entry}` : `at ${instant.atMs} ms`;
  const how = problems.length === 0 ? 'ok' : `FAILED: ${problems.join('; ')}`;
  return `${kind} ${layout} ${when} (${at}): ended with ${ends.join(', ')} after ${recoveredMs} ms, ${how}`;
}
