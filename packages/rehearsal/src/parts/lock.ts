import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs `work` while no other process holds the same file. The kernel's lock, held by a child that lives as long as our
 * pipe to it: whatever kills this process frees the lock, so there is no stale one to judge.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', ['-x', file, 'sh', '-c', 'echo held; read -r end'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(holder, 'exit');
  await Promise.race([once(holder.stdout, 'data'), gone.then(() => refuse(file))]);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await gone;
  }
}

function refuse(file: string): never {
  throw new Error(`cannot lock ${file}`);
}
