import { type Action, type Host, type HostView, kindText, MaintError, sha256 } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** A kept file, and how it is put in place. */
export type FileSource = {
  readonly from: string;
  readonly sha256: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
};
export type ReplaceFileArgs = FileSource & {
  /** The file that is live. */
  readonly path: string;
  /** What is there before, kept as well: what undo puts back. 'absent' = nothing is. null = forward only, whatever is there. */
  readonly back: FileSource | 'absent' | null;
};

/**
 * A file becomes what a kept one holds, at once, with the mode and the owner that are said: whoever starts it meets the
 * old one or the new one, never half of one, and no running program is written into (H46). What is neither of both is
 * copied beside first, never lost.
 */
export const replaceFile: Action<ReplaceFileArgs, null> = {
  name: 'replace-file@1',
  touches: ({ path, from }) => [
    { kind: 'path', name: from, access: 'reads' },
    { kind: 'path', name: path, access: 'writes' },
  ],
  async capture(args, host) {
    const { path, back } = args;
    const there = await placed(host, path);
    if (back === null) return null;
    if (back === 'absent' ? there === null : there !== null && holds(there, back)) return null;
    // A plan that is typed again finds it half-way or done; anything else is somebody's change since it was made.
    if (there !== null && holds(there, args)) return null;
    throw new MaintError('E_FILE_CHANGED', t('file-changed', { path }), t('plan-anew'));
  },
  async do(args, _saved, host) {
    const { path, back } = args;
    const there = await placed(host, path);
    // As it is to be: then it does not matter what became of the kept one.
    if (there !== null && isAs(there, args)) return;
    if (there !== null && !known(there, args, back)) await keepBeside(host, path);
    await put(host, path, args);
  },
  async undo({ path, back, ...args }, _saved, host) {
    if (back === null) return null;
    const there = await placed(host, path);
    if (back !== 'absent' && there !== null && isAs(there, back)) return null;
    const told = there === null || known(there, args, back) ? null : await keepBeside(host, path);
    if (back === 'absent') await host.files.remove(path);
    else await put(host, path, back);
    return told;
  },
  async check(args, _saved, host) {
    const { path, back } = args;
    const there = await placed(host, path);
    const isNew = there !== null && isAs(there, args);
    if (back === null) return isNew ? 'done' : 'undone';
    const isOld = back === 'absent' ? there === null : there !== null && isAs(there, back);
    if (isNew) return isOld ? 'either' : 'done';
    if (isOld) return 'undone';
    return there === null || known(there, args, back) ? 'partly' : 'foreign';
  },
};

type There = Omit<FileSource, 'from'>;

/** null = nothing is there; what is no plain file is refused. */
async function placed({ files }: HostView, path: string): Promise<There | null> {
  const stat = await files.stat(path);
  if (stat === null) return null;
  if (stat.kind === 'file') return { sha256: await files.digest(path), mode: stat.mode, uid: stat.uid, gid: stat.gid };
  throw new MaintError(
    'E_FILE_OCCUPIED',
    t('file-occupied', { path, kind: kindText(stat.kind) }),
    t('move-away', { path }),
  );
}

const holds = (there: There, wanted: There): boolean => there.sha256 === wanted.sha256;
const isAs = (there: There, wanted: There): boolean =>
  holds(there, wanted) && there.mode === wanted.mode && there.uid === wanted.uid && there.gid === wanted.gid;
const known = (there: There, wanted: There, back: ReplaceFileArgs['back']): boolean =>
  holds(there, wanted) || (back !== null && back !== 'absent' && holds(there, back));

/** What was planned is what is installed, whatever became of the kept file since (H51). */
async function put(host: Host, path: string, source: FileSource): Promise<void> {
  const { from, sha256: want, mode, uid, gid } = source;
  const content = await host.files.read(from);
  if (sha256(content) !== want)
    throw new MaintError('E_FILE_DIGEST', t('file-digest', { path: from, want }), 'flatnet-maint snapshots verify');
  await host.files.write(path, content, { mode, uid, gid });
}

/** Somebody else's: a copy stays beside it under a name that tells; where is returned. */
async function keepBeside({ files }: Host, path: string): Promise<string> {
  const own = await files.digest(path);
  for (let n = 1; ; n += 1) {
    const name = `${path}.found-${n}`;
    const there = await files.stat(name);
    if (there === null) await files.copy(path, name);
    else if (there.kind !== 'file' || (await files.digest(name)) !== own) continue;
    return t('file-beside', { path, name });
  }
}
