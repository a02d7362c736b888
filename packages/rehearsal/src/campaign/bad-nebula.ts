import { badNebula, meddlingOf, type NebulaFault, nebulaFaults, soundNebula } from '../nebula/bad-nebula.ts';
import { meddle } from '../nebula/meddle.ts';
import { fetchParts } from '../parts/fetch-parts.ts';
import { complaint, maint } from '../scenarios/maint.ts';
import { lookAtEnds, type NebulaStage, nebulaArgs, nebulaEndSeen, nebulaStage } from '../scenarios/nebula-stage.ts';

export interface BadNebula {
  readonly fault: NebulaFault;
  readonly code: number | null;
  /** What the person is told. */
  readonly message: string;
  readonly rollbackMs: number | null;
  readonly problems: readonly string[];
}

/** `words`: what the person must be told. 3 = caught before anything is stopped; everything else goes back. */
const behaviours: Readonly<Record<NebulaFault, { readonly code: 3 | 4; readonly words: string }>> = {
  truncated: { code: 3, words: '' },
  'other-processor': { code: 3, words: '' },
  'not-a-program': { code: 3, words: '' },
  'other-version': { code: 3, words: '1.6.1' },
  'refuses-configuration': { code: 3, words: 'no pki.cort path' },
  'dies-at-once': { code: 4, words: '' },
  'script-that-dies': { code: 4, words: '' },
  'dies-after-1s': { code: 4, words: '' },
  'dies-after-5s': { code: 4, words: '' },
  'never-handshakes': { code: 4, words: '' },
  'udp-dropped': { code: 4, words: '' },
};

/** An upgrade of the host to a build that is bad in one way; the old one must run after it with its tunnel up. */
export async function badTunnel(stage: NebulaStage, fault: NebulaFault): Promise<BadNebula> {
  const { machine, nebula, older } = stage;
  const { code, words } = behaviours[fault];
  const build = badNebula(nebula.parts, fault);
  await nebula.h1.offer([soundNebula(nebula.parts.older), build]);
  const before = await lookAtEnds(stage);
  const meddling = meddlingOf(fault);
  const meddler = meddling === null ? null : await meddle(nebula.h1, build.nebula, meddling);
  let said = '';
  // Long enough that the slowest of them is seen.
  const args = ['upgrade', 'nebula', '--to', build.version, ...nebulaArgs(stage, '3s')];
  const end = await maint(machine, args, { onLine: (line) => (said += `${line}\n`) });
  const met = (await meddler?.end()) ?? null;
  const { version, problems: amiss } = await nebulaEndSeen(stage, before);
  const message = end.document.error?.message ?? end.stderr;
  const problems = [...complaint(end, code), ...amiss];
  if (version !== older) problems.push(`${version} is live`);
  if (met === 0) problems.push('nothing met the build');
  if (!`${message}\n${said}`.includes(words)) problems.push(`nobody is told of "${words}": ${message}`);
  const process = before.h1.unit.pid;
  const seen = code === 3 ? await lookAtEnds(stage) : null;
  if (seen !== null && seen.h1.unit.pid !== process) problems.push('it was refused, and the service was restarted');
  const rollbackMs = (end.document.rollbackMs as number | null | undefined) ?? null;
  return { fault, code: end.code, message, rollbackMs, problems };
}

export interface BadTunnels {
  readonly played: readonly BadNebula[];
  readonly failed: readonly BadNebula[];
  readonly worstBackMs: number;
}

/** Each of them, so often, on one practice pair. */
export async function badTunnels(how: { times: number; say: (line: string) => void }): Promise<BadTunnels> {
  const parts = await fetchParts({ log: how.say });
  const stage = await nebulaStage({ parts, name: 'campaign', say: () => {} });
  await using _machines = stage.nebula;
  const played: BadNebula[] = [];
  for (const fault of Array.from({ length: how.times }, () => nebulaFaults).flat()) {
    const one = await badTunnel(stage, fault);
    played.push(one);
    const well = one.problems.length === 0 ? 'ok' : `FAILED: ${one.problems.join('; ')}`;
    how.say(`${played.length} ${fault}: ended with ${one.code}, back after ${one.rollbackMs ?? '—'} ms, ${well}`);
  }
  const worstBackMs = Math.max(0, ...played.map(({ rollbackMs }) => rollbackMs ?? 0));
  return { played, failed: played.filter(({ problems }) => problems.length > 0), worstBackMs };
}
