import type { Machine } from '../../machine/machine.ts';
import { entry, installation } from '../../machine/places.ts';

/** Where an ordinary user sees the tool: a checkout may lie in a folder that only root may enter. */
const seenAt = '/run/practice-tool';
const homeAt = '/run/practice-operator';

/** `flatnet-maint` as an ordinary user of the machine types it, who has a home of his own and no rights. */
export async function ordinaryUser(machine: Machine): Promise<(...args: readonly string[]) => string[]> {
  const script = 'mkdir -p "$1" "$3" && mount --bind "$2" "$1" && chown 1000:1000 "$3"';
  const made = await machine.exec(['sh', '-c', script, 'sh', seenAt, installation, homeAt]);
  if (made.code !== 0) throw new Error(`the tool cannot be shown to a user: ${made.stderr}`);
  const seen = (path: string) =>
    path.startsWith(`${installation}/`) ? seenAt + path.slice(installation.length) : path;
  const user = ['setpriv', '--reuid', '1000', '--regid', '1000', '--clear-groups', 'env', `HOME=${homeAt}`];
  return (...args) => [...user, seen(process.execPath), seen(entry('main')), ...args];
}
