import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FileStat, MaintError, type WriteFiles } from '@flatnet-maint/core';
import { onTestFinished } from 'vitest';

export interface Disk {
  readonly files: WriteFiles;
  readonly root: string;
  /** How many changes were asked for so far. */
  changes(): number;
  /** The n-th change from now on fails as a full disk does; a copy then leaves half of it. */
  fullAt(n: number): void;
  /** From the n-th change on nothing works any more, as after a power cut: no clean-up runs either. */
  diesAt(n: number): void;
  /** Every path below the root, as text: what a stranger would find. */
  paths(below?: string): string[];
}

/** core's WriteFiles on a temporary folder of this machine, with faults. */
export function disk(name = 'store'): Disk {
  const root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), `${name}-`)));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  let count = 0;
  let full = Number.POSITIVE_INFINITY;
  let dead = Number.POSITIVE_INFINITY;
  const change = (halfDone: () => void = () => undefined): void => {
    count += 1;
    if (count >= dead) throw new Error('the power is gone');
    if (count !== full) return;
    halfDone();
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  /** What a fault under test would write elsewhere stops here, and not in a file of this machine. */
  const own = (path: string): string => {
    const place = join(fs.realpathSync(dirname(path)), '.');
    if (place === root || place.startsWith(`${root}/`)) return path;
    throw new Error(`${path} lies outside of the test's own folder`);
  };
  const refuse = (path: string): void => {
    if (stat(path)) throw new MaintError('E_FILE_EXISTS', `${path} is there already.`, 'Look at it.');
  };
  const files: WriteFiles = {
    stat: async (path) => stat(path),
    read: async (path, part = {}) => {
      const from = part.from ?? 0;
      return fs.readFileSync(path).subarray(from, part.max === undefined ? undefined : from + part.max);
    },
    text: async (path) => fs.readFileSync(path, 'utf8'),
    list: async (path) => fs.readdirSync(path).sort(),
    digest: async (path) => createHash('sha256').update(fs.readFileSync(path)).digest('hex'),
    readPieces: async (path, take) => {
      const content = fs.readFileSync(path);
      for (let at = 0; at < content.length; at += 4096) await take(content.subarray(at, at + 4096));
      return { ...(stat(path) as FileStat), bytes: content.length };
    },
    real: async (path) => (fs.existsSync(path) ? fs.realpathSync(path) : null),
    free: async () => Number(fs.statfsSync(root).bavail) * Number(fs.statfsSync(root).bsize),
    write: async (path, content, how = {}) => {
      change();
      fs.writeFileSync(`${own(path)}.aside`, content);
      fs.chmodSync(`${path}.aside`, how.mode ?? 0o600);
      fs.renameSync(`${path}.aside`, path);
    },
    writePieces: async (path, fill, how = {}) => {
      const pieces: Buffer[] = [];
      await fill(async (piece) => {
        pieces.push(Buffer.from(piece));
      });
      change();
      const content = Buffer.concat(pieces);
      // Aside and renamed, as the real one does: nothing is ever written through a link.
      fs.writeFileSync(`${own(path)}.aside`, content);
      fs.chmodSync(`${path}.aside`, how.mode ?? 0o600);
      fs.renameSync(`${path}.aside`, path);
      return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    },
    makeFolder: async (path, how = {}) => {
      if (fs.existsSync(path)) return;
      change();
      fs.mkdirSync(path, { recursive: true });
      fs.chmodSync(path, how.mode ?? 0o755);
    },
    rename: async (from, to) => {
      change();
      refuse(to);
      fs.renameSync(from, to);
    },
    point: async (path, to) => {
      change();
      if (stat(path)?.kind !== 'link') refuse(path);
      fs.rmSync(`${path}.aside`, { force: true });
      fs.symlinkSync(to, `${path}.aside`);
      fs.renameSync(`${path}.aside`, path);
    },
    remove: async (path) => {
      if (!stat(path)) return;
      change();
      fs.rmSync(own(path), { recursive: true, force: true });
    },
    copy: async (from, to) => {
      refuse(to);
      change(() => {
        if (stat(from)?.kind === 'folder') fs.mkdirSync(to);
        else fs.writeFileSync(to, fs.readFileSync(from).subarray(0, 3));
      });
      fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
      keepModes(from, to);
    },
    chmod: async (path, mode) => {
      change();
      fs.chmodSync(own(path), mode);
    },
  };
  return {
    files,
    root,
    changes: () => count,
    fullAt: (n) => {
      full = count + n;
    },
    diesAt: (n) => {
      dead = count + n;
    },
    paths: (below = root) => (fs.readdirSync(below, { recursive: true }) as string[]).sort(),
  };
}

function stat(path: string): FileStat | null {
  const found = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  const kind = found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other';
  const { size, uid, gid, mtimeMs } = found;
  const common = { kind, bytes: size, mode: found.mode & 0o7777, uid, gid, modified: mtimeMs } as const;
  return kind === 'link' ? { ...common, to: fs.readlinkSync(path) } : common;
}

function keepModes(from: string, to: string): void {
  const found = stat(from);
  if (!found || found.kind === 'link') return;
  if (found.kind === 'folder') for (const name of fs.readdirSync(from)) keepModes(join(from, name), join(to, name));
  fs.chmodSync(to, found.mode);
  fs.chownSync(to, found.uid, found.gid);
}

/** A tree on the disk: text is a file, `->` a link, null a folder. */
export function lay(root: string, tree: Readonly<Record<string, string | null>>): string {
  fs.mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(tree)) {
    const whole = join(root, path);
    fs.mkdirSync(content === null ? whole : dirname(whole), { recursive: true });
    if (content?.startsWith('-> ')) fs.symlinkSync(content.slice(3), whole);
    else if (content !== null) fs.writeFileSync(whole, content);
  }
  return root;
}
