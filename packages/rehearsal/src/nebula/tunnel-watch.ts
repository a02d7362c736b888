import { killGroup } from '../machine/inside.ts';
import type { NebulaHost } from './nebula-host.ts';

/** Times in milliseconds. */
export interface TunnelReport {
  readonly answers: number;
  /** Longest time between two answers, or between the last one and the end. */
  readonly silenceMs: number;
  /** When it began, since the epoch; null = nothing was ever answered. */
  readonly silentSince: number | null;
}

export interface TunnelWatch {
  stop(): Promise<TunnelReport>;
}

const every = 50;

/** Pings the peer through the tunnel all the time. Resolves when it has answered once. */
export async function tunnelWatch({ machine, peer }: Pick<NebulaHost, 'machine' | 'peer'>): Promise<TunnelWatch> {
  const argv = ['ping', '-n', '-D', '-i', String(every / 1000), peer.address];
  const child = machine.spawn(argv, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes(' time=')) resolve();
    });
    child.on('close', () => reject(new Error(`${peer.address} does not answer: ${text}`)));
  });
  return {
    stop: async () => {
      const end = Date.now();
      killGroup(child, 'SIGINT');
      await over;
      return silenceIn(text, end);
    },
  };
}

/** What `ping -D` printed until `end`, as numbers. */
export function silenceIn(said: string, end: number): TunnelReport {
  const at = [...said.matchAll(/^\[(\d+\.\d+)\] \d+ bytes from /gm)].map(([, seconds]) => Number(seconds) * 1000);
  const gaps = at.map((since, index) => ({ since, ms: (at[index + 1] ?? Math.max(end, since)) - since }));
  const longest = gaps.reduce((worst, gap) => (gap.ms > worst.ms ? gap : worst), { since: Number.NaN, ms: 0 });
  return {
    answers: at.length,
    silenceMs: Math.round(longest.ms),
    silentSince: Number.isNaN(longest.since) ? null : Math.round(longest.since),
  };
}
