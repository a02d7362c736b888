import { type Action, type Host, type Json, MaintError, type ProcessInfo } from '@flatnet-maint/core';
import { folderOf, isBelow } from './paths.ts';
import { t } from './texts.ts';

type Fresh = { readonly into: string; readonly drain: number };

/**
 * How every tree comes to be: filled aside, renamed into place when it is whole, so that only a whole one bears the name, and
 * removed when nothing runs from it any more (H34).
 */
export function freshTree<Args extends Json & Fresh>(
  fill: (args: Args, partial: string, host: Host) => Promise<void>,
): Required<Pick<Action<Args, null>, 'capture' | 'do' | 'undo' | 'check'>> {
  return {
    async capture({ into }, host) {
      if ((await host.files.stat(into)) === null) return null;
      throw new MaintError('E_TREE_EXISTS', t('tree-exists', { path: into }), t('new-name'));
    },
    async do(args, _saved, host) {
      if ((await host.files.stat(args.into)) !== null) return;
      const partial = aside(args.into);
      await host.files.makeFolder(folderOf(args.into));
      await host.files.remove(partial);
      await fill(args, partial, host);
      await host.files.rename(partial, args.into);
    },
    async undo({ into, drain }, _saved, host) {
      await host.files.remove(aside(into));
      await emptied(host, into, drain);
      await host.files.remove(into);
    },
    async check({ into }, _saved, host) {
      if ((await host.files.stat(into)) !== null) return 'done';
      return (await host.files.stat(aside(into))) === null ? 'undone' : 'partly';
    },
  };
}

const aside = (into: string): string => `${into}.partial`;

/** Work that still runs from the tree finishes first; at the limit it is ended, where the system has signals. */
async function emptied(host: Host, tree: string, drain: number): Promise<void> {
  const running = async () =>
    (await host.processes.list()).filter((p) => !p.zombie && p.exe !== null && isBelow(p.exe, tree));
  for (let waited = 0; waited < drain && (await running()).length > 0; waited += 200) await host.sleep(200);
  const left = await running();
  if (left.length === 0) return;
  if (host.os === 'windows') throw inUse(tree, left);
  const boot = await host.processes.bootId();
  for (const { pid, started } of left) await host.signal({ pid, started, boot }, 'KILL');
}

/** Windows has no signal that ends one process and removes nothing that runs. */
function inUse(tree: string, left: readonly ProcessInfo[]): MaintError {
  return new MaintError(
    'E_TREE_IN_USE',
    t('tree-in-use', {
      path: tree,
      programs: left.map(({ exe, pid }) => t('program-of', { exe: exe ?? '', pid })).join('; '),
    }),
    t('end-them'),
    { exit: 5 },
  );
}
