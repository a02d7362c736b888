import {
  keepLastGood,
  type ReplaceFileArgs,
  replaceFile,
  type SwapPointerArgs,
  swapPointer,
} from '@flatnet-maint/actions';
import { foldRun, type Hosts, type Item, MaintError, type RunState, type Way } from '@flatnet-maint/core';
import { openRun, readRun } from '@flatnet-maint/engine';
import type { LastGood } from './compose.ts';
import { t } from './texts.ts';

/** What is known when an emergency is called; every part of it may be missing. */
export interface Known {
  /** What the last-good file says. */
  readonly record: LastGood | null;
  /** The file could not be read, and this is the one from before it. */
  readonly outdated: boolean;
  /** The run of the same component that the emergency takes the place of; `unreadable` = its journal does not even tell what it was. */
  readonly open: RunState | 'unreadable' | null;
  /** The tree that the pointer leads to now. */
  readonly live: string | null;
}

/**
 * Where an emergency goes, as the record that will stand when it is there; null = there is nothing to go to. An open run
 * tells best: where it was going back to already, or what it was leaving. Else it is the last good generation, and the one
 * before when that one is live.
 */
export function emergencyTarget({ record, outdated, open, live }: Known): LastGood | null {
  const meant = open === null || open === 'unreadable' ? null : goalOf(open);
  if (meant !== null) return meant;
  if (record === null || record.previous === null) return record;
  // Before its swap a run leaves the last good one live, and that is no reason to go past it.
  if (open === 'unreadable' && !outdated) return record;
  // A second emergency must not lead back to what the first one was called against.
  return live === record.good.generation.tree ? { good: record.previous, previous: null } : record;
}

function goalOf({ plan, goesBack, failure }: RunState): LastGood | null {
  switch (plan.command) {
    case 'emergency':
      return kept(plan.cleanup);
    case 'rollback':
      // What an operator was leaving on purpose is not where an emergency goes, unless the target has failed by itself.
      return kept(goesBack && failure?.code !== 'E_RUN_INTERRUPTED' ? plan.backup : plan.cleanup);
    case 'upgrade':
    case 'config':
      return kept(plan.backup);
    case 'backup':
    case 'verify':
    case 'prune':
    case 'adopt':
    case 'dashboards':
      return null;
  }
}

function kept(items: readonly Item[]): LastGood | null {
  const keep = items.find((item) => item.kind === 'step' && item.action === keepLastGood.name);
  return keep?.kind === 'step' ? ((keep.args as { record: unknown }).record as LastGood) : null;
}

/** What the open run's journal says, as far as it can be believed. */
export function openState(state: string): Known['open'] {
  const id = openRun(state);
  if (id === null) return null;
  try {
    const { entries } = readRun(state, id);
    return entries[0]?.type === 'opened' ? foldRun(entries) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/**
 * What the open run tells an emergency of this component. Another component's run tells nothing of where to go, and is
 * refused (E_RUN_OPEN, 6) while it can be brought to an end by itself: the emergency would leave that component half-way.
 * One that is stuck or cannot be believed is no reason to wait.
 */
export function openOf(state: string, component: string): Known['open'] {
  const open = openState(state);
  if (open === null || open === 'unreadable' || open.plan.component === component) return open;
  const { plan } = open;
  const isLive = plan.cutover.length > 0 || plan.command === 'emergency';
  if (isLive && open.closed !== 'stuck' && readRun(state, plan.id).damage === null) {
    const values = { run: plan.id, component: plan.component, wanted: component };
    throw new MaintError('E_RUN_OPEN', t('other-component-open', values), t('other-component-open-next', values), {
      exit: 6,
    });
  }
  return null;
}

/** The tree that is live, as far as the last good way tells where to look; null = none that can be told. */
export async function liveTree(hosts: Hosts, record: LastGood | null): Promise<string | null> {
  if (record === null) return null;
  const { files } = hosts.view('local', 5_000);
  const { cutover, generation, marks } = record.good;
  const [swap] = argsOf<SwapPointerArgs>(cutover, swapPointer.name);
  if (swap !== undefined) return files.real(swap.live).catch(() => null);
  // Where files are replaced, the generation whose files they are is the one that is live.
  const placed = marks ?? argsOf<ReplaceFileArgs>(cutover, replaceFile.name);
  const same = await Promise.all(
    placed.map(async ({ path, sha256 }) => (await files.digest(path).catch(() => null)) === sha256),
  );
  return placed.length > 0 && same.every(Boolean) ? generation.tree : null;
}

const argsOf = <Args>(items: readonly Item[], action: string): readonly Args[] =>
  items.flatMap((item) => (item.kind === 'step' && item.action === action ? [item.args as unknown as Args] : []));

/**
 * What a way needs and is not there as it was kept, so that nothing is stopped or replaced for it; null = all of it is, or nobody can
 * tell. A plain folder that becomes a pointer is where it was until then.
 */
export async function goneOf(hosts: Hosts, { cutover }: Way): Promise<string | null> {
  const { files } = hosts.view('local', 5_000);
  const isThere = async ({ live, to, aside }: SwapPointerArgs) =>
    (await files.stat(to)) !== null || (aside === to && (await files.stat(live))?.kind === 'folder');
  try {
    for (const args of argsOf<SwapPointerArgs>(cutover, swapPointer.name)) {
      // Twice: the owner of an open run may be moving it between the two looks.
      if (!(await isThere(args)) && !(await isThere(args))) return args.to;
    }
    for (const { from, path, sha256 } of argsOf<ReplaceFileArgs>(cutover, replaceFile.name)) {
      const holdsIt = async (file: string) =>
        (await files.stat(file))?.kind === 'file' && (await files.digest(file)) === sha256;
      // What is in its place already needs no copy.
      if (!(await holdsIt(from)) && !(await holdsIt(path))) return from;
    }
  } catch {
    return null;
  }
  return null;
}
