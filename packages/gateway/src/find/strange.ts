import { dirname } from 'node:path/posix';
import { openTo } from '@flatnet-maint/actions';
import { t } from '../texts.ts';
import type { Family } from './families.ts';
import { type Look, programOf } from './look.ts';
import type { Tree } from './trees.ts';

/**
 * Why the program of a tree must not be run only to look at it: somebody else than root, or than who is looking, can put
 * there what he likes, and would have it run with the rights of whoever looks. null = nothing speaks against it. A tree that
 * somebody named, that a unit starts or that root runs already is trusted, and so is what lies beside it.
 */
export async function strangersProgram(
  look: Look,
  family: Family,
  tree: Tree,
  mainConfig: string,
): Promise<string | null> {
  if (isTrusted(family, tree)) return null;
  const self = (await look.host.processes.get(process.pid))?.uid ?? 0;
  for (const path of [programOf(tree.path), mainConfig]) {
    const open = await openTo(look, path, new Set([0, self]));
    if (open !== null) return t('find-strangers', { program: programOf(tree.path), path: open, tree: tree.path });
  }
  return null;
}

function isTrusted({ home, masters, unit, chosen }: Family, { path, real, role }: Tree): boolean {
  const byRoot = masters.filter(({ process }) => process.uid === 0);
  if (byRoot.some(({ tree }) => tree === real || tree === path)) return true;
  const isOwn = path === home || dirname(path) === dirname(home) || role === 'kept' || role === 'backup';
  return isOwn && (chosen || unit !== null || byRoot.length > 0);
}
