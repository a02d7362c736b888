import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isAlive, type ProcessIdentity } from '../parts/process-identity.ts';
import { asset } from './places.ts';

/** Where living machines keep their few files; /run is never part of a machine's own disk. */
export const machinesFolder = '/run/flatnet-practice';

/**
 * Clears machines whose owner is dead. Their holder does it by itself when the owner's pipe closes; this is for a
 * holder that was killed too.
 */
export function sweepMachines(): string[] {
  const swept: string[] = [];
  for (const name of existsSync(machinesFolder) ? readdirSync(machinesFolder) : []) {
    const folder = `${machinesFolder}/${name}`;
    const owner = readIdentity(`${folder}/owner`);
    const holder = readIdentity(`${folder}/holder`);
    if (!owner || isAlive(owner) || (holder && isAlive(holder))) continue;
    try {
      clearMachine(name);
      swept.push(name);
    } catch {
      // Another process sweeps it in this moment; what it leaves, the next one finds.
    }
  }
  return swept;
}

/** Ends a machine whose holder is gone, and removes its control groups and files. Its disk went with the holder. */
export function clearMachine(name: string): void {
  const folder = `${machinesFolder}/${name}`;
  const first = readIdentity(`${folder}/pid`);
  if (first && isAlive(first)) process.kill(first.pid, 'SIGKILL');
  execFileSync('bash', [asset('clear-cgroups.sh'), name], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}

/** Identity files hold `PID START`, a form that the shell reads too. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const [pid, start] = readFileSync(file, 'utf8').trim().split(' ');
    return pid && start ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}
