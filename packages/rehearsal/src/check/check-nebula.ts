import { sha256Of } from '../cni/cni-release.ts';
import { entry } from '../machine/places.ts';
import { soundNebula } from '../nebula/bad-nebula.ts';
import { folders, type NebulaHost } from '../nebula/nebula-host.ts';
import type { Release } from '../parts/fetch-parts.ts';

export interface SeenFile {
  readonly sha256: string;
  readonly mode: string;
  readonly owner: string;
}

export interface SeenNebula {
  readonly files: Readonly<Record<'program' | 'cert' | 'config' | 'ca' | 'crt' | 'key', SeenFile | null>>;
  /** What the programs say they are, or what they say instead. */
  readonly versions: { readonly program: string; readonly cert: string };
  /** Whoever has a tunnel, and whatever is called nebula. `sha256` of what runs, wherever its file is now. */
  readonly running: readonly { readonly pid: number; exe: string; sha256: string | null; isTunnel: boolean }[];
  readonly unit: { readonly active: string; readonly enabled: string; readonly pid: number };
  /** Whether the other end answers a ping through the tunnel. */
  readonly reaches: boolean;
  readonly beside: readonly string[];
  readonly generations: readonly string[];
  /** Files that hold the host's key in clear, and files that others may read though they are a run's own or hold the key. */
  readonly keys: { readonly plain: readonly string[]; readonly open: readonly string[] };
  readonly leftovers: readonly string[];
}

/** Looks at one end from inside its machine, without the product. Nothing is changed but that one ping is sent. */
export async function lookAtNebula(host: NebulaHost): Promise<SeenNebula> {
  const { machine, program, cert, config, pki, service, peer } = host;
  const asked = {
    ...{ program, cert, config, pki, service, peer: peer.address },
    ...{ kept: folders.generations, state: '/var/lib/flatnet-maint', folders: [folders.programs, folders.own] },
  };
  const out = await machine.exec([process.execPath, entry('nebulaChecker'), JSON.stringify(asked)]);
  if (out.code !== 0) throw new Error(`the checker failed: ${out.stderr}`);
  return JSON.parse(out.stdout) as SeenNebula;
}

/** The two programs of a release, by content. */
export interface KnownNebula {
  readonly version: string;
  readonly program: string;
  readonly cert: string;
}

export function knownNebula(release: Release): KnownNebula {
  const { version, nebula, cert } = soundNebula(release);
  return { version, program: sha256Of(nebula), cert: sha256Of(cert ?? '') };
}

/** Which of the releases is wholly live, on disk and in the running process; `mixed` when none is, and why. */
export function nebulaLive(seen: SeenNebula, known: readonly KnownNebula[]): { version: string; why: string[] } {
  const { files, versions, running, unit } = seen;
  const release = known.find((one) => one.program === files.program?.sha256 && one.cert === files.cert?.sha256);
  if (release === undefined) {
    const of = (which: 'program' | 'cert') => {
      const version = known.find((one) => one[which] === files[which]?.sha256)?.version;
      return version ?? files[which]?.sha256.slice(0, 12) ?? 'absent';
    };
    return { version: 'mixed', why: [`nebula ${of('program')} with nebula-cert ${of('cert')}`] };
  }
  const why: string[] = [];
  for (const name of ['program', 'cert'] as const)
    if (versions[name] !== release.version) why.push(`${name} says it is ${versions[name]}, not ${release.version}`);
  const [process, ...others] = running;
  if (process === undefined || others.length > 0) why.push(`${running.length} processes of nebula`);
  for (const { pid, sha256, isTunnel } of running) {
    if (sha256 !== release.program) why.push(`process ${pid} runs another program`);
    if (!isTunnel) why.push(`process ${pid} has no tunnel`);
    if (pid !== unit.pid) why.push(`process ${pid} is not the service's ${unit.pid}`);
  }
  if (!seen.reaches) why.push('the other end does not answer');
  return { version: why.length === 0 ? release.version : 'mixed', why };
}

/** What is no more as it was, though no change of the version may change it. */
export function nebulaAmiss(seen: SeenNebula, before: SeenNebula): string[] {
  const amiss: string[] = [];
  for (const name of ['config', 'ca', 'crt', 'key'] as const) {
    const [now, was] = [seen.files[name], before.files[name]].map((one) => JSON.stringify(one));
    if (now !== was) amiss.push(`${name} is ${now}, was ${was}`);
  }
  for (const name of ['program', 'cert'] as const) {
    const rights = ({ files }: SeenNebula) => `${files[name]?.mode} ${files[name]?.owner}`;
    if (rights(seen) !== rights(before))
      amiss.push(`${name} has mode and owner ${rights(seen)}, had ${rights(before)}`);
  }
  if (seen.unit.active !== before.unit.active || seen.unit.enabled !== before.unit.enabled)
    amiss.push(
      `the service is ${seen.unit.active}, ${seen.unit.enabled}; was ${before.unit.active}, ${before.unit.enabled}`,
    );
  const strange = seen.beside.filter((path) => !before.beside.includes(path) && path !== folders.generations);
  if (strange.length > 0) amiss.push(`new beside it: ${strange.join(', ')}`);
  const gone = before.beside.filter((path) => !seen.beside.includes(path));
  if (gone.length > 0) amiss.push(`gone: ${gone.join(', ')}`);
  return [...amiss, ...seen.leftovers];
}
