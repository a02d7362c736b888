import { type Machine, treesOf } from '../../src/index.ts';
import { diskOf } from '../acceptance/seen.ts';

/** Node's own compile cache, which any start of the tool may write. */
const cache = /^(\/root-upper)?\/root(\/\.cache(\/flatnet-maint(\/node.*)?)?)?$/;
/** What the gateway itself writes when it is asked, and the machine's own journal. */
const written = /\/logs\/(access|error)\.log$|^\/root-upper\/var\/(log\/journal|lib\/systemd)(\/|$)/;

/**
 * Everything that this machine's disk holds beyond what it was made of, wherever it lies: kind, mode, owner, content. A file
 * of the base that is opened for writing appears here too.
 */
export function wholeDisk(machine: Machine): Record<string, string> {
  const disk = diskOf(machine);
  const apart = { test: (name: string) => cache.test(name) || written.test(name) };
  const onDisk = treesOf({ path: (inside) => `${disk}${inside}` }, ['/root-upper', '/usr-upper'], apart);
  return { ...onDisk, ...treesOf(machine, ['/run/flatnet', '/run/flatnet2', '/tmp']) };
}
