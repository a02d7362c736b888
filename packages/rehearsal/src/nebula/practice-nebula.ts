import { type PracticeGateway, practiceGateway } from '../gateway/practice-gateway.ts';
import { type Machine, machineUp } from '../machine/machine.ts';
import type { NebulaParts } from '../parts/fetch-nebula.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { type Link, linkMachines } from './link.ts';
import { type End, type NebulaHost, nebulaHost } from './nebula-host.ts';
import { type Authority, authority } from './pki.ts';

export interface NebulaOptions {
  /** First part of the machines' names. */
  readonly name?: string;
  /** What runs at first; the older release on both if absent. */
  readonly runs?: Partial<Readonly<Record<'lh1' | 'h1', 'older' | 'newer'>>>;
  /** Whether the practice gateway of `h1` listens on its address in the tunnel. */
  readonly gateway?: boolean;
  /** Further lines of the `nebula:` part of both site files, each with its two spaces. */
  readonly lines?: readonly string[];
  readonly shares?: readonly string[];
}

/** Two machines that know each other by a cable, and by a tunnel through it: a lighthouse and a host. */
export interface PracticeNebula extends AsyncDisposable {
  readonly parts: NebulaParts;
  readonly lh1: NebulaHost;
  readonly h1: NebulaHost;
  readonly link: Link;
  readonly authority: Authority;
  readonly gateway: PracticeGateway | null;
}

const ends = {
  lh1: { name: 'lh1', isLighthouse: true, address: '10.100.0.1', underlay: '192.168.50.1' },
  h1: { name: 'h1', isLighthouse: false, address: '10.100.1.1', underlay: '192.168.50.2' },
} as const satisfies Record<string, End>;

export async function practiceNebula(base: Parts, options: NebulaOptions = {}): Promise<PracticeNebula> {
  const { name = 'nebula', shares = [], lines = [] } = options;
  const machines: Machine[] = [];
  const down = async () => void (await Promise.all(machines.map((one) => one.down())));
  try {
    const up = async (end: End) => {
      const machine = await machineUp(base, { name: `${name}-${end.name}`, nebula: true, shares });
      machines.push(machine);
      return machine;
    };
    // One after the other where Nebula is still to be fetched; a lock keeps them from fetching it twice.
    const [left, right] = await Promise.all([up(ends.lh1), up(ends.h1)]);
    const parts = left.nebula as NebulaParts;
    const ground = (which: 'lh1' | 'h1') => ({
      release: parts[options.runs?.[which] ?? 'older'],
      offered: [parts.older, parts.newer],
      lines,
    });
    const lh1 = await nebulaHost(left, ends.lh1, ends.h1, ground('lh1'));
    const h1 = await nebulaHost(right, ends.h1, ends.lh1, ground('h1'));
    const link = await linkMachines(
      { machine: left, address: `${ends.lh1.underlay}/24` },
      { machine: right, address: `${ends.h1.underlay}/24` },
    );
    const made = await authority(left, parts.older, '/root/flatnet-ca');
    for (const host of [lh1, h1]) {
      host.trust({ ca: made.certificate, host: await made.sign({ name: host.name, address: `${host.address}/16` }) });
      await host.systemctl('enable', '--now', 'nebula', 'practice-peer');
    }
    if (!(await h1.reaches(20_000))) throw new Error('the tunnel does not come up');
    for (const host of [h1, lh1])
      if (!(await host.isReached(20_000))) throw new Error(`${host.peer.name} does not answer beside the tunnel`);
    const gateway = options.gateway ? await practiceGateway(right) : null;
    await gateway?.start();
    return { parts, lh1, h1, link, authority: made, gateway, [Symbol.asyncDispose]: down };
  } catch (error) {
    await down();
    throw error;
  }
}
