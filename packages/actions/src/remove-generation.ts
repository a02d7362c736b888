import { type Action, type HostView, type Json, MaintError } from '@flatnet-maint/core';
import { generationRemoved, readLastGood, readProtections, removeGeneration as remove } from '@flatnet-maint/store';
import { isBelow } from './paths.ts';
import { t } from './texts.ts';

export type RemoveGenerationArgs = {
  readonly state: string;
  readonly component: string;
  readonly id: string;
  readonly digest: string;
  /** Its tree and what belongs to it. */
  readonly folders: readonly string[];
  /** The folder of generations. */
  readonly base: string;
  /** What leads to the live generation: none of it may lead here. */
  readonly pointers: readonly string[];
  /** Where files are replaced: the live files, and what they hold when this generation is the live one. */
  readonly placed?: readonly { readonly path: string; readonly sha256: string }[];
};

/**
 * A kept generation goes, with its record, for good. Asked again right before: what is live, runs, is the way back or was
 * protected meanwhile stays, whatever the plan says (U7), and so does what something is mounted in. Forward only.
 */
export const removeGeneration: Action<RemoveGenerationArgs, null> = {
  name: 'remove-generation@1',
  touches: ({ state, component, folders }) =>
    [`${state}/generations/${component}`, ...folders].map((name) => ({ kind: 'path', name, access: 'writes' })),
  capture: async () => null,
  async do(args, _saved, host) {
    const there = await this.check(args, null, host);
    if (there === 'done') return;
    // Once its record is away it is none any more; what is left of it is only finished.
    if (there === 'undone') await refuseNeeded(args, host);
    await refuseMounted(args, host);
    await remove(host.files, args);
  },
  check: (args, _saved, host) => generationRemoved(host.files, args),
};

async function refuseNeeded(args: RemoveGenerationArgs, host: HostView): Promise<void> {
  const { state, component, id, folders, pointers, placed = [] } = args;
  const guard = (await readProtections(host.files, state, component)).get(id);
  if (guard !== undefined) throw needed(id, t('is-protected', { reason: guard.reason }));
  const way = await readLastGood(host.files, state, component);
  if (waysOf(way?.record ?? null).includes(id)) throw needed(id, t('is-way-back'));
  const [first] = placed;
  if (first !== undefined && (await areThere(host, placed))) throw needed(id, t('is-placed', { path: first.path }));
  for (const folder of folders) {
    const real = (await host.files.real(folder)) ?? folder;
    const within = (path: string | null) => path !== null && (path === real || isBelow(path, real));
    for (const pointer of pointers) {
      if (within(await host.files.real(pointer))) throw needed(id, t('is-live', { pointer, folder }));
    }
    const running = (await host.processes.list()).find((process) => !process.zombie && within(process.exe));
    if (running !== undefined) throw needed(id, t('is-running', { pid: running.pid, exe: running.exe ?? '' }));
  }
}

async function areThere({ files }: HostView, placed: NonNullable<RemoveGenerationArgs['placed']>): Promise<boolean> {
  for (const { path, sha256 } of placed)
    if ((await files.stat(path))?.kind !== 'file' || (await files.digest(path)) !== sha256) return false;
  return true;
}

/** Ids of the generations that the ready way back leads to. */
function waysOf(record: Json): readonly string[] {
  const ways = (record ?? {}) as Readonly<Record<string, { readonly generation?: { readonly id?: string } } | null>>;
  return [ways.good, ways.previous].flatMap((way) => way?.generation?.id ?? []);
}

/** What is mounted in a folder lies elsewhere and belongs to somebody else; removing the folder would empty it. */
async function refuseMounted({ id, folders }: RemoveGenerationArgs, host: HostView): Promise<void> {
  const table = '/proc/self/mountinfo';
  if (host.os === 'windows' || (await host.files.stat(table)) === null) return;
  const mounts = (await host.files.text(table)).split('\n').flatMap((line) => line.split(' ')[4] ?? []);
  for (const folder of folders.flatMap((one) => [one, `${one}.removing`])) {
    const mount = mounts.map(unescaped).find((one) => one === folder || isBelow(one, folder));
    if (mount !== undefined) throw needed(id, t('is-mounted', { mount }));
  }
}

/** The table writes spaces and the like in octal. */
const unescaped = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));

const needed = (id: string, why: string): MaintError =>
  new MaintError('E_REMOVE_NEEDED', t('still-needed', { id, why }), t('still-needed-next'));
