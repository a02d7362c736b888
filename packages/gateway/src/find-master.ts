import { type HostView, MaintError, type ProcessInfo } from '@flatnet-maint/core';
import type { GatewayFacts, GatewayReadings } from './facts.ts';
import { isUnder } from './masters.ts';
import { t } from './texts.ts';

interface Wanted {
  readonly home: string;
  readonly tree: string;
  /** Other folders whose nginx is ours. */
  readonly others: readonly string[];
  /** Somebody chose the tree: what else serves is told, and refuses nothing here. */
  readonly isChosen: boolean;
  readonly argv: readonly string[];
  readonly listens: GatewayFacts['listens'];
}

/**
 * The one master that runs from the tree. Two are ambiguous; an nginx from elsewhere that holds one of our ports is a
 * stranger. The title must be the command line that the site file means: with another `-c` we would test and keep
 * another configuration than the one that serves (H25).
 */
export async function findMaster(
  wanted: Wanted,
  host: HostView,
): Promise<{ master: ProcessInfo | null } & Pick<GatewayReadings, 'strangers' | 'serves'>> {
  const list = await host.processes.list();
  const isOurs = (p: ProcessInfo) => [wanted.tree, ...wanted.others].some((root) => isUnder(p.exe, root));
  const masters = list.filter((p) => isMaster(p) && isOurs(p));
  const named = (p: ProcessInfo) => ({ pid: p.pid, exe: p.exe ?? t('unknown') });
  return {
    master: wanted.isChosen ? (masters.find((p) => isWanted(p, wanted)) ?? null) : theOne(masters, wanted),
    serves: masters.map(named)[0] ?? null,
    strangers: await strangersOf(list, list.filter(isOurs), wanted.listens, host),
  };
}

const isMaster = (p: ProcessInfo): boolean => !p.zombie && p.argv[0]?.startsWith('nginx: master process') === true;

const isWanted = (p: ProcessInfo, { tree, argv }: Wanted): boolean =>
  isUnder(p.exe, tree) && runs(p) === argv.join(' ');
const runs = (p: ProcessInfo): string => p.argv.join(' ').trimEnd().slice('nginx: master process '.length);

function theOne(masters: readonly ProcessInfo[], { home, tree, argv }: Wanted): ProcessInfo | null {
  const [master = null, second] = masters;
  if (second !== undefined) {
    const names = masters.map((p) => `${p.pid} (${p.exe})`).join(', ');
    throw new MaintError('E_GATEWAY_AMBIGUOUS', t('several-gateways', { programs: names }), t('several-gateways-next'));
  }
  if (master !== null && !isUnder(master.exe, tree)) {
    throw new MaintError(
      'E_GATEWAY_AMBIGUOUS',
      t('serves-elsewhere', { home, tree, pid: master.pid, exe: master.exe ?? t('unknown') }),
      t('serves-elsewhere-next'),
    );
  }
  if (master !== null && runs(master) !== argv.join(' ')) {
    throw new MaintError(
      'E_GATEWAY_MISMATCH',
      t('other-command-line', { runs: runs(master), means: argv.join(' ') }),
      t('other-command-line-next'),
    );
  }
  return master;
}

async function strangersOf(
  list: readonly ProcessInfo[],
  ours: readonly ProcessInfo[],
  listens: GatewayFacts['listens'],
  host: HostView,
): Promise<GatewayReadings['strangers']> {
  const wantedPorts = new Set(listens.map((listen) => listen.port));
  const mine = new Set(ours.map((p) => p.pid));
  return (await host.processes.listeners()).flatMap((listener) => {
    const pid = listener.pids.find((holder) => !mine.has(holder));
    if (!wantedPorts.has(listener.port) || pid === undefined || !clashes(listener, listens)) return [];
    return [{ port: listener.port, pid, exe: list.find((p) => p.pid === pid)?.exe ?? t('unknown') }];
  });
}

const wild = (address: string): boolean => address === '0.0.0.0' || address === '::' || address === '';
const clashes = (listener: { address: string; port: number }, listens: GatewayFacts['listens']): boolean =>
  listens.some(
    (l) => l.port === listener.port && (wild(l.address) || wild(listener.address) || l.address === listener.address),
  );
