import type { PracticeCni } from '../cni/practice-cni.ts';
import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';

export interface SeenFile {
  readonly sha256: string;
  /** In octal. */
  readonly mode: string;
  readonly owner: string;
}

export interface SeenCni {
  readonly plugin: SeenFile | null;
  readonly conflist: SeenFile | null;
  /** What lies in the folders of plugins and of lists. */
  readonly beside: readonly string[];
  readonly containers: readonly {
    name: string;
    id: string;
    state: string;
    /** By /proc, whatever Podman says. */
    lives: boolean;
    addresses: readonly string[];
  }[];
  readonly generations: readonly string[];
  /** What a new container said that Podman was asked for; null = none was started. */
  readonly verified: 'yes' | string | null;
  readonly leftovers: readonly string[];
}

/** Looks at the practice machine from inside, without the product. `look`: no container is started for it. */
export async function lookAtCni(
  machine: Machine,
  cni: Pick<PracticeCni, 'plugin' | 'conflist' | 'network' | 'gateway' | 'image'>,
  how: 'look' | 'verify' = 'verify',
): Promise<SeenCni> {
  const { plugin, conflist, network, gateway, image } = cni;
  const argv = [process.execPath, entry('cniChecker'), plugin, conflist, network, gateway, image];
  const out = await machine.exec([...argv, '/var/lib/flatnet-maint', how], { limit: 60_000 });
  if (out.code !== 0) throw new Error(`the checker failed: ${out.stderr}`);
  return JSON.parse(out.stdout) as SeenCni;
}

/** A pair that may be live, by its content. */
export interface KnownPair {
  readonly version: string;
  readonly plugin: string;
  readonly conflist: string;
}

/**
 * Which pair is live, wholly: both files by their content, as they may be run and by whom, and a new container that is
 * verified. Anything else is `mixed`, with what does not fit, in the words of ../texts.ts.
 */
export function pairLive(seen: SeenCni, pairs: readonly KnownPair[]): { version: string | 'mixed'; why: string[] } {
  const { plugin, conflist, verified } = seen;
  const pair = pairs.find((one) => one.plugin === plugin?.sha256 && one.conflist === conflist?.sha256);
  const why: string[] = [];
  if (pair === undefined)
    why.push(`plugin ${nameOf(plugin, pairs, 'plugin')} with list ${nameOf(conflist, pairs, 'conflist')}`);
  if (plugin !== null && (plugin.mode !== '755' || plugin.owner !== '0:0'))
    why.push(`plugin has mode ${plugin.mode} and owner ${plugin.owner}`);
  if (conflist !== null && (conflist.mode !== '644' || conflist.owner !== '0:0'))
    why.push(`list has mode ${conflist.mode} and owner ${conflist.owner}`);
  if (verified !== null && verified !== 'yes') why.push(`a new container: ${verified}`);
  return { version: why.length === 0 && pair !== undefined ? pair.version : 'mixed', why };
}

function nameOf(file: SeenFile | null, pairs: readonly KnownPair[], which: 'plugin' | 'conflist'): string {
  if (file === null) return 'absent';
  const known = pairs.filter((pair) => pair[which] === file.sha256).map(({ version }) => version);
  return known.length > 0 ? `of ${known.join(' or ')}` : file.sha256.slice(0, 12);
}
