import { type Action, type Host, type HostView, MaintError, sha256 } from '@flatnet-maint/core';
import type { ConfigPart } from '../facts.ts';
import { isLoaded, type Loads, load } from '../loading.ts';
import { t } from '../texts.ts';

type Source = { readonly from: string; readonly sha256: string };
export type PlacedPart = {
  readonly path: string;
  readonly live: ConfigPart['live'];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** 'absent' = it goes; what it held is kept where `back` is. */
  readonly to: Source | 'absent';
  /** What was there before. 'absent' = nothing was; null = forward only, whatever is there. */
  readonly back: Source | 'absent' | null;
};
export type PlaceConfigArgs = {
  readonly parts: readonly PlacedPart[];
  /** What reads the files anew when they are in place, and when they are back. */
  readonly loads: readonly Loads[];
  readonly loadsBack: readonly Loads[];
};

/**
 * Files of the configuration take their place, and the services that run read them. One that a container mounts alone is
 * written into, for the container would go on seeing the old file behind a new one of its name (H17).
 */
export const placeConfig: Action<PlaceConfigArgs, null> = {
  name: 'place-config@1',
  posixOnly: true,
  touches: ({ parts }) =>
    parts.flatMap(({ path, to }) => [
      ...(to === 'absent' ? [] : [{ kind: 'path' as const, name: to.from, access: 'reads' as const }]),
      { kind: 'path' as const, name: path, access: 'writes' as const },
    ]),
  async capture({ parts }, host) {
    for (const { path, to, back } of parts) {
      const now = await digestAt(host, path);
      if (back !== null && now !== digestOf(back) && now !== digestOf(to))
        throw new MaintError('E_FILE_CHANGED', t('config-changed', { path }), 'flatnet-maint status');
    }
    return null;
  },
  async do({ parts, loads }, _saved, host) {
    for (const part of parts) await place(host, part, part.to);
    for (const one of loads) if (!(await isLoaded(host, one))) await load(host, one);
  },
  async undo({ parts, loadsBack }, _saved, host) {
    const told: string[] = [];
    for (const part of parts) {
      if (part.back === null) continue;
      const beside = await place(host, part, part.back);
      if (beside !== null) told.push(beside);
    }
    for (const one of loadsBack) if (!(await isLoaded(host, one))) await load(host, one);
    return told.length === 0 ? undefined : told.join(' ');
  },
  async check({ parts, loads, loadsBack }, _saved, host) {
    const now = await Promise.all(parts.map(({ path }) => digestAt(host, path)));
    const isNew = parts.every(({ to }, at) => now[at] === digestOf(to));
    const isOld = parts.every(({ back }, at) => back !== null && now[at] === digestOf(back));
    if (isNew && (await allLoaded(host, loads))) return isOld ? 'either' : 'done';
    if (isOld && (await allLoaded(host, loadsBack))) return 'undone';
    for (const [at, part] of parts.entries()) {
      const { to, back } = part;
      const isKnown = back === null || [digestOf(to), digestOf(back)].includes(now[at] ?? null);
      if (!isKnown && !(await isTorn(host, part))) return 'foreign';
    }
    return 'partly';
  },
};

const digestOf = (source: Source | 'absent'): string | null => (source === 'absent' ? null : source.sha256);

const digestAt = async (host: HostView, path: string): Promise<string | null> =>
  (await host.files.stat(path))?.kind === 'file' ? host.files.digest(path) : null;

async function allLoaded(host: HostView, loads: readonly Loads[]): Promise<boolean> {
  for (const one of loads) if (!(await isLoaded(host, one))) return false;
  return true;
}

/** What is written into a file in place may be cut short: it is the beginning of what it was to be, and nobody else’s. */
async function isTorn(host: HostView, { path, live, to, back }: PlacedPart): Promise<boolean> {
  if (live !== 'alone' || (await digestAt(host, path)) === null) return false;
  const now = await host.files.read(path);
  for (const source of [to, back]) {
    if (source === null || source === 'absent' || (await host.files.stat(source.from)) === null) continue;
    const whole = await host.files.read(source.from, { max: now.length });
    if (whole.length === now.length && Buffer.compare(whole, now) === 0) return true;
  }
  return false;
}

/** Where what is there is kept as a file of its own; one that an earlier try made is enough. */
async function keptBeside(host: Host, path: string, digest: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const beside = `${path}.found-${n}`;
    const there = await host.files.stat(beside);
    if (there === null) await host.files.copy(path, beside);
    else if (there.kind !== 'file' || (await host.files.digest(beside)) !== digest) continue;
    return beside;
  }
}

/** Returns what was kept beside: somebody else's, or half of what was being written. */
async function place(host: Host, part: PlacedPart, source: Source | 'absent'): Promise<string | null> {
  const { path, live, mode, uid, gid, to, back } = part;
  const now = await digestAt(host, path);
  if (now === digestOf(source)) return null;
  let told: string | null = null;
  const isKnown = now === null || now === digestOf(to) || (back !== null && now === digestOf(back));
  if (!isKnown && !(await isTorn(host, part))) {
    const beside = await keptBeside(host, path, now);
    told = t('config-beside', { path, beside });
  }
  if (source === 'absent') {
    await host.files.remove(path);
    return told;
  }
  const content = await host.files.read(source.from);
  if (sha256(content) !== source.sha256)
    throw new MaintError('E_STACK_DIGEST', t('stack-digest', { path: source.from }), t('stack-digest-next'));
  if (live === 'alone' && now !== null) {
    const out = await host.run(['cp', '--', source.from, path]);
    if (out.code !== 0)
      throw new MaintError(
        'E_CONFIG_WRITE',
        t('config-write', { path, said: out.stderr.trim() }),
        'flatnet-maint status',
      );
    await host.run(['sync', path]);
  } else {
    await host.files.makeFolder(path.slice(0, path.lastIndexOf('/')));
    await host.files.write(path, content, { mode, uid, gid });
  }
  return told;
}
