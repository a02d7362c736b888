import { isAbsolute, join } from 'node:path/posix';
import { mover } from '../config/edit.ts';
import { valuesOf } from '../config/read.ts';
import type { Look } from './look.ts';
import type { TreeFacts } from './tree-facts.ts';

const end = 64 * 1024;
const longest = 300;

/**
 * The last line of a tree's own access log; of one that lies elsewhere, and that every tree would write to, only for the
 * tree that serves or is started.
 */
export async function lastAccess(look: Look, tree: TreeFacts, home: string): Promise<string | null> {
  if (tree.role === 'backup') return null;
  const move = mover([{ from: home, to: tree.path }]);
  const named = (tree.config === null ? [] : valuesOf(tree.config, 'access_log'))
    .filter((path) => !/^(?:off$|syslog:)|\$/.test(path))
    .map((path) => move(isAbsolute(path) ? path : join(tree.path, path)));
  const inside = (path: string) => path.startsWith(`${tree.path}/`) || path.startsWith(`${tree.real}/`);
  const isStarted = tree.role === 'live' || tree.role === 'home';
  for (const path of [join(tree.path, 'logs/access.log'), ...named.filter((one) => isStarted || inside(one))]) {
    const stat = await look.stat(path);
    if (stat?.kind !== 'file' || stat.bytes === 0) continue;
    const from = Math.max(0, stat.bytes - end);
    const bytes = await look.bytes(path, { from, max: end });
    const line =
      bytes === null
        ? undefined
        : new TextDecoder()
            .decode(bytes)
            .split('\n')
            .findLast((one) => one.trim() !== '');
    if (line !== undefined) return printable(line);
  }
  return null;
}

/** No control characters; neither what a query carries nor a name and password before a host. */
function printable(line: string): string {
  const plain = line.replace(/\p{C}/gu, '·').trim();
  return plain
    .replace(/\?[^\s"]*/g, '?…')
    .replace(/\/\/[^/\s"@]*@/g, '//')
    .slice(0, longest);
}
