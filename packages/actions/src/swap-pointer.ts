import { type Action, kindText, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

export type SwapPointerArgs = {
  readonly live: string;
  readonly to: string;
  /** Where a plain folder at `live` goes when it becomes a pointer; null = only a pointer is replaced. */
  readonly aside: string | null;
  /** Forward only: a folder that stands there although `aside` is taken is kept beside it, not refused. */
  readonly clears?: true;
};
export type WasThere =
  | { readonly was: 'link'; readonly to: string }
  | { readonly was: 'folder' }
  | { readonly was: 'absent' };

/** The one atomic move of a cutover: a path that leads to the old tree leads to the new one (H33). */
export const swapPointer: Action<SwapPointerArgs, WasThere> = {
  name: 'swap-pointer@1',
  touches: ({ live, aside }) =>
    [live, ...(aside === null ? [] : [aside])].map((name) => ({ kind: 'path', name, access: 'writes' })),
  async capture({ live, aside, clears }, host) {
    const stat = await host.files.stat(live);
    if (stat === null) return { was: 'absent' };
    if (stat.kind === 'link') return { was: 'link', to: stat.to ?? '' };
    if (stat.kind === 'folder' && aside !== null && (await host.files.stat(aside)) === null) return { was: 'folder' };
    if (clears === true) return { was: 'absent' };
    throw new MaintError(
      'E_POINTER_OCCUPIED',
      aside === null || stat.kind !== 'folder'
        ? t('pointer-only', { path: live, kind: kindText(stat.kind) })
        : t('pointer-aside-taken', { path: live, kind: kindText(stat.kind), aside }),
      t('move-away', { path: live }),
    );
  },
  async do({ live, to, aside, clears }, _saved, host) {
    const stat = await host.files.stat(live);
    if (stat?.kind === 'folder' && aside !== null && (await host.files.stat(aside)) === null)
      await host.files.rename(live, aside);
    else if (clears === true) await setAside(live, host);
    await host.files.point(live, to);
  },
  async undo({ live, aside }, saved, host) {
    if (saved.was === 'link') {
      const kept = await setAside(live, host);
      await host.files.point(live, saved.to);
      return kept;
    }
    const stat = await host.files.stat(live);
    if (saved.was === 'absent') {
      if (stat?.kind === 'link') await host.files.remove(live);
      return null;
    }
    if (aside === null || (await host.files.stat(aside)) === null) return null;
    let kept: string | null = null;
    if (stat?.kind === 'link') await host.files.remove(live);
    else kept = await setAside(live, host);
    await host.files.rename(aside, live);
    return kept;
  },
  async check({ live, to, aside }, saved, host) {
    const stat = await host.files.stat(live);
    if (stat?.kind === 'link') {
      // A pointer that led there before is done from the start; an emergency may well find it so.
      if (stat.to === to) return saved.was === 'link' && saved.to === to ? 'either' : 'done';
      return saved.was === 'link' && stat.to === saved.to ? 'undone' : 'foreign';
    }
    // A pointer is absent for a moment while Windows replaces it.
    if (stat === null) return saved.was === 'absent' ? 'undone' : 'partly';
    if (saved.was === 'folder' && stat.kind === 'folder') {
      return aside !== null && (await host.files.stat(aside)) !== null ? 'foreign' : 'undone';
    }
    return 'foreign';
  },
};

/** Somebody put a file or folder where the pointer was: it is kept beside, under a name that tells; where is returned. */
async function setAside(
  live: string,
  host: Parameters<NonNullable<typeof swapPointer.undo>>[2],
): Promise<string | null> {
  const stat = await host.files.stat(live);
  if (stat === null || stat.kind === 'link') return null;
  for (let n = 1; ; n += 1) {
    const name = `${live}.found-${n}`;
    if ((await host.files.stat(name)) !== null) continue;
    await host.files.rename(live, name);
    return t('found-in-place', { kind: kindText(stat.kind), path: live, name });
  }
}
