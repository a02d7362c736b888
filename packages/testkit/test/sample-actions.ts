import type { Action, Host, Json } from '@flatnet-maint/core';

type Swap = { readonly live: string; readonly to: string };

/** A pointer moved from one build to another: right on both systems, also while the junction is absent. */
export const swapPointer: Action<Swap, { readonly was: string | null }> = {
  name: 'swap-pointer@1',
  touches: ({ live }) => [{ kind: 'path', name: live, access: 'writes' }],
  capture: async ({ live }, host) => ({ was: (await host.files.stat(live))?.to ?? null }),
  do: ({ live, to }, _, host) => host.files.point(live, to),
  undo: async ({ live }, { was }, host) => (was === null ? host.files.remove(live) : host.files.point(live, was)),
  async check({ live, to }, { was }, host) {
    const now = (await host.files.stat(live))?.to ?? null;
    return now === to ? 'done' : now === was ? 'undone' : now === null ? 'partly' : 'foreign';
  },
};

/** The way that the manual does it: the live folder renamed aside, the new one renamed to its place. */
export const swapFolders: Action<{ readonly live: string; readonly next: string; readonly aside: string }, null> = {
  name: 'swap-folders@1',
  touches: ({ live }) => [{ kind: 'path', name: live, access: 'writes' }],
  capture: async () => null,
  async do({ live, next, aside }, _, { files }) {
    if ((await files.stat(aside)) === null) await files.rename(live, aside);
    if ((await files.stat(live)) === null) await files.rename(next, live);
  },
  async undo({ live, next, aside }, _, { files }) {
    if ((await files.stat(aside)) === null) return;
    if ((await files.stat(live)) !== null) await files.rename(live, next);
    await files.rename(aside, live);
  },
  async check({ live, next, aside }, _, { files }) {
    const [isLive, isNext, isAside] = [await files.stat(live), await files.stat(next), await files.stat(aside)];
    if (isLive && !isNext && isAside) return 'done';
    return isLive && isNext && !isAside ? 'undone' : 'partly';
  },
};

/** A service stopped, and started again on the way back. */
export const stopService: Action<{ readonly service: string }, null> = {
  name: 'stop-service@1',
  touches: ({ service }) => [{ kind: 'service', name: service, access: 'writes' }],
  capture: async () => null,
  do: ({ service }, _, host) => host.services.stop(service),
  async undo({ service }, _, host) {
    // Windows takes no order while the stop is under way.
    while ((await host.services.status(service)).state === 'stopping') await host.sleep(100);
    await host.services.start(service);
  },
  async check({ service }, _, host) {
    const { state } = await host.services.status(service);
    return state === 'stopped' ? 'done' : state === 'running' ? 'undone' : 'partly';
  },
};

/** Runs a program that has a helper for a moment: a death in that moment leaves the helper running, under our mark. */
export const runWithHelper: Action<{ readonly path: string }, null> = {
  name: 'run-with-helper@1',
  touches: ({ path }) => [{ kind: 'path', name: path, access: 'writes' }],
  capture: async () => null,
  async do({ path }, _, host) {
    await host.run(['with-helper', path]);
  },
  undo: ({ path }, _, host) => host.files.remove(path),
  check: async ({ path }, _, host) => ((await host.files.stat(path)) === null ? 'undone' : 'done'),
};

const marker = async (host: Host, path: string) => (await host.files.stat(path)) !== null;
type Path = { readonly path: string };
const base = { touches: () => [], capture: async () => null } as const;

/** Wrong: writes in place of what may be there and gives nothing back. */
export const forgetful: Action<Path, Json> = {
  ...base,
  name: 'forgetful@1',
  do: ({ path }, _, host) => host.files.write(path, 'new'),
  undo: ({ path }, _, host) => host.files.remove(path),
  check: async ({ path }, _, host) =>
    (await host.files.stat(path)) && (await host.files.text(path)) === 'new' ? 'done' : 'undone',
};

/** Wrong: between its two deeds check() says that nothing was done. */
export const blind: Action<Path, Json> = {
  ...base,
  name: 'blind@1',
  async do({ path }, _, { files }) {
    await files.write(`${path}.first`, '1');
    await files.write(path, '2');
  },
  async undo({ path }, _, { files }) {
    await files.remove(path);
    await files.remove(`${path}.first`);
  },
  check: async ({ path }, _, host) => ((await marker(host as Host, path)) ? 'done' : 'undone'),
};

/** Wrong: cannot go on from where it was killed. */
export const onceOnly: Action<Path, Json> = {
  ...base,
  name: 'once-only@1',
  async do({ path }, _, { files }) {
    await files.rename(path, `${path}.aside`);
    await files.write(path, 'new');
  },
  async undo({ path }, _, { files }) {
    await files.remove(path);
    await files.rename(`${path}.aside`, path);
  },
  async check({ path }, _, host) {
    const [isThere, isAside] = [await marker(host as Host, path), await marker(host as Host, `${path}.aside`)];
    return isThere && isAside ? 'done' : isThere ? 'undone' : 'partly';
  },
};

/** Wrong: changes the world while it only looks. */
export const meddling: Action<Path, Json> = {
  ...base,
  name: 'meddling@1',
  async capture({ path }, host) {
    await (host as Host).files.write(path, 'seen');
    return null;
  },
  do: async () => undefined,
  check: async () => 'undone',
};
