import fs, { type PathLike, type RmOptions } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

const disks = new Set<FullDisk>();
const paths = new Map<number, string>();
const { writeSync, writeFileSync, rmSync, openSync, closeSync } = fs;

/**
 * A disk that can be full, below one folder: writes take from `free` and fail with ENOSPC when it is used up, in the
 * middle of a line if need be; what is removed is free again.
 */
export class FullDisk {
  free = Number.POSITIVE_INFINITY;
  /** How many writes failed for want of space. */
  refused = 0;
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    if (disks.size === 0) install();
    disks.add(this);
    onTestFinished(() => {
      disks.delete(this);
      if (disks.size === 0) uninstall();
    });
  }

  take(bytes: number): number {
    const taken = Math.min(bytes, this.free);
    this.free -= taken;
    return taken;
  }

  full(): Error {
    this.refused += 1;
    return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  }
}

function diskOf(file: unknown): FullDisk | undefined {
  const path = typeof file === 'number' ? paths.get(file) : String(file);
  return [...disks].find(({ folder }) => path?.startsWith(folder));
}

/** Not a mock of ours: the system's own calls, as a full disk makes them behave. */
function install(): void {
  fs.openSync = ((path: PathLike, ...rest: [never]) => {
    const fd = openSync(path, ...rest);
    paths.set(fd, String(path));
    return fd;
  }) as typeof fs.openSync;
  fs.closeSync = (fd) => {
    paths.delete(fd);
    closeSync(fd);
  };
  fs.writeSync = ((fd: number, bytes: Uint8Array, from?: number) => {
    const disk = diskOf(fd);
    const at = from ?? 0;
    const room = disk === undefined ? bytes.length - at : disk.take(bytes.length - at);
    if (disk !== undefined && room === 0) throw disk.full();
    return writeSync(fd, bytes, at, room);
  }) as typeof fs.writeSync;
  fs.writeFileSync = ((file: number, content: Uint8Array | string, ...rest: [never]) => {
    const disk = diskOf(file);
    const { length } = Buffer.from(content as string);
    if (disk !== undefined && disk.take(length) < length) throw disk.full();
    writeFileSync(file, content, ...rest);
  }) as typeof fs.writeFileSync;
  fs.rmSync = (path: PathLike, options?: RmOptions) => {
    const disk = diskOf(path);
    const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    rmSync(path, options);
    if (disk !== undefined) disk.free += size;
  };
  syncBuiltinESMExports();
}

function uninstall(): void {
  Object.assign(fs, { writeSync, writeFileSync, rmSync, openSync, closeSync });
  syncBuiltinESMExports();
}
