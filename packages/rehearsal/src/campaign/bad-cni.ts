import { lookAtCni } from '../check/check-cni.ts';
import { badConflist, type ListFault, listFaults, unreadableLists } from '../cni/bad-conflist.ts';
import { badPlugin, type PluginFault, pluginFaults } from '../cni/bad-plugin.ts';
import { type CniRelease, soundConflist } from '../cni/cni-release.ts';
import { podmanWords } from '../cni/podman-words.ts';
import { practiceCni } from '../cni/practice-cni.ts';
import { machineUp } from '../machine/machine.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { type CniStage, cniEndSeen, underPings } from '../scenarios/cni-stage.ts';
import { complaint, type MaintEnd, maint } from '../scenarios/maint.ts';

/** As a file of its own an empty program is seen to be none; among others in an archive only Podman tells. */
const packedEmpty = 'empty-in-archive';
export type CniFault = PluginFault | ListFault | typeof packedEmpty;
export const cniFaults: readonly CniFault[] = [...pluginFaults, packedEmpty, ...listFaults];

export interface BadCni {
  readonly fault: CniFault;
  readonly code: number | null;
  /** What the person is told. */
  readonly message: string;
  readonly rollbackMs: number | null;
  readonly problems: readonly string[];
}

/** Told by reading the release: nothing live changes for it. Everything else goes back. */
const refused: readonly CniFault[] = ['empty', ...unreadableLists];
/** Where Podman has no word for what is wrong, ours. */
const ownWords: Partial<Record<CniFault, string>> = {
  empty: 'is empty',
  hangs: 'did not end within',
  'del-fails': 'did not give back',
  'del-leaks': 'did not give back',
  slow: 'slowly',
  'add-hangs': 'did not end within',
  'del-hangs': 'did not end within',
  'not-json': 'no JSON',
  'names-another-plugin': 'names the plugin bridge',
  'another-network': 'flatnet2',
};

/** An upgrade to a build that is bad in one way, while containers run. */
export async function badUpgrade(stage: CniStage, fault: CniFault): Promise<BadCni> {
  const { machine, cni, newer } = stage;
  const isList = (one: CniFault): one is ListFault => (listFaults as readonly string[]).includes(one);
  const build = (): CniRelease => {
    if (fault === packedEmpty) return { ...badPlugin(machine, 'empty', newer), conflist: soundConflist() };
    return isList(fault) ? badConflist(fault, newer) : badPlugin(machine, fault, newer);
  };
  await cni.offer([build()]);
  const ended = await upgradeThatFails(stage, refused.includes(fault) ? 3 : 4);
  const words = ownWords[fault] ?? podmanWords[fault === packedEmpty ? 'empty' : fault] ?? '';
  const quoted = ended.message.includes(words) ? [] : [`the message has not "${words}": ${ended.message}`];
  return { fault, ...ended, problems: [...ended.problems, ...quoted] };
}

/** One upgrade that must end with that code, the old pair live and proven, and no ping lost. */
export async function upgradeThatFails(stage: CniStage, wanted: 3 | 4): Promise<Omit<BadCni, 'fault'>> {
  const { machine, cni, older, newer } = stage;
  const before = await lookAtCni(machine, cni, 'look');
  const args = ['upgrade', 'cni', '--to', newer, '--site', cni.siteFile, '--soak', '200ms', '--yes'];
  const { result: end, pings } = await underPings(stage, () => maint(machine, args));
  const problems = [...complaint(end, wanted), ...(await cniEndSeen(stage, older, before))];
  if (pings.lost > 0) problems.push(`${pings.lost} of ${pings.sent} pings lost`);
  return { code: end.code, message: messageOf(end), rollbackMs: backOf(end), problems };
}

const messageOf = ({ document, stderr }: MaintEnd): string => document.error?.message ?? stderr;
const backOf = ({ document }: MaintEnd): number | null => (document.rollbackMs as number | null | undefined) ?? null;

export interface BadUpgrades {
  readonly played: readonly BadCni[];
  readonly failed: readonly BadCni[];
  readonly worstBackMs: number;
}

/** Each bad build and each bad list, so often, on one practice machine. */
export async function badUpgrades(how: { times: number; say: (line: string) => void }): Promise<BadUpgrades> {
  const parts = await fetchParts({ log: how.say });
  await using machine = await machineUp(parts, { name: 'campaign', podman: true });
  const cni = await practiceCni(machine);
  const stage: CniStage = { machine, cni, older: '0.1.0', newer: '0.2.0', say: () => {}, language: 'en' };
  const played: BadCni[] = [];
  for (const fault of Array.from({ length: how.times }, () => cniFaults).flat()) {
    const one = await badUpgrade(stage, fault);
    played.push(one);
    const well = one.problems.length === 0 ? 'ok' : `FAILED: ${one.problems.join('; ')}`;
    how.say(`${played.length} ${fault}: ended with ${one.code}, back after ${one.rollbackMs ?? '—'} ms, ${well}`);
  }
  const worstBackMs = Math.max(0, ...played.map(({ rollbackMs }) => rollbackMs ?? 0));
  return { played, failed: played.filter(({ problems }) => problems.length > 0), worstBackMs };
}
