import * as fs from 'node:fs';
import { basename, join } from 'node:path';

const tailBytes = 256 * 1024;

/** The ends of the files that tell why, copied into the run's folder, 0600. A file that is not there is said, not skipped. */
export function keepTails(files: readonly string[], folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const absent: string[] = [];
  for (const [index, file] of files.entries()) {
    if (!fs.existsSync(file)) {
      absent.push(file);
      continue;
    }
    const { size } = fs.statSync(file);
    const fd = fs.openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(Math.min(size, tailBytes));
      const read = fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
      fs.writeFileSync(join(folder, `${index + 1}-${basename(file)}`), bytes.subarray(0, read), { mode: 0o600 });
    } finally {
      fs.closeSync(fd);
    }
  }
  if (absent.length > 0) fs.writeFileSync(join(folder, 'absent.txt'), `${absent.join('\n')}\n`, { mode: 0o600 });
}
