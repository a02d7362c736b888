import * as fs from 'node:fs';
import { basename, join } from 'node:path';

const tailBytes = 256 * 1024;

/**
 * The ends of the files that tell why, copied into the run's folder, 0600. What cannot be had is named, not skipped, and
 * keeps nothing from the rest. Waits for nothing: the way back begins right after it.
 */
export function keepTails(files: readonly string[], folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const absent: string[] = [];
  for (const [index, file] of files.entries()) {
    try {
      fs.writeFileSync(join(folder, `${index + 1}-${basename(file)}`), tailOf(file), { mode: 0o600 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      absent.push(code === undefined || code === 'ENOENT' ? file : `${code} ${file}`);
    }
  }
  if (absent.length > 0) fs.writeFileSync(join(folder, 'absent.txt'), `${absent.join('\n')}\n`, { mode: 0o600 });
}

function tailOf(file: string): Uint8Array {
  // Without O_NONBLOCK the open itself would wait for whoever writes into a pipe.
  const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  try {
    const found = fs.fstatSync(fd);
    if (!found.isFile()) throw Object.assign(new Error(), { code: found.isDirectory() ? 'EISDIR' : 'ESPIPE' });
    const bytes = Buffer.alloc(Math.min(found.size, tailBytes));
    return bytes.subarray(0, fs.readSync(fd, bytes, 0, bytes.length, found.size - bytes.length));
  } finally {
    fs.closeSync(fd);
  }
}
