import type { Action, HostView } from '@flatnet-maint/core';
import { copyFolders, copyRecord, dataCopies, isReadBy } from '../data-copies.ts';
import type { KeptService, StackParts } from '../facts.ts';

export type SweepArgs = {
  readonly generations: string;
  /** Ids of the images that are live now. */
  readonly live: readonly string[];
};

/**
 * Archives of images and copies of data that no generation needs any more are removed: the one place where they go, after a
 * prune took the generations that needed them. One that cannot be read needs everything.
 */
export const sweep: Action<SweepArgs, null> = {
  name: 'sweep@1',
  touches: ({ generations }) => [{ kind: 'path', name: generations, access: 'writes' }],
  capture: async () => null,
  async do(args, _saved, host) {
    for (const path of await needless(args, host)) await host.files.remove(path);
  },
  async check(args, _saved, host) {
    return (await needless(args, host)).length === 0 ? 'done' : 'undone';
  },
};

async function needless({ generations, live }: SweepArgs, host: HostView): Promise<readonly string[]> {
  const needed = new Set(live);
  const kept: KeptService[] = [];
  if ((await host.files.stat(generations)) === null) return [];
  for (const name of (await host.files.list(generations)).filter((one) => one.startsWith('stack-'))) {
    const record = `${generations}/${name}/stack.json`;
    // Half removed: its record went first, or goes with it.
    if ((await host.files.stat(record)) === null) continue;
    kept.push(...(JSON.parse(await host.files.text(record)) as StackParts).services);
  }
  for (const { image } of kept) needed.add(image.id);
  const images = `${generations}/images`;
  const archives = (await host.files.stat(images)) === null ? [] : await host.files.list(images);
  const idle = archives.filter((name) => !needed.has(name.replace(/\.tar(\.partial)?$/, '')));
  const copies = (await dataCopies(host, generations)).filter(
    (copy) => !needed.has(copy.image) && !kept.some((service) => isReadBy(copy, service)),
  );
  return [
    ...idle.map((name) => `${images}/${name}`),
    ...copies.map(({ folder }) => folder),
    ...(await halfMade(generations, host)),
  ];
}

/** Copies without a record: whoever was making them is gone, for a prune is the only open run. */
async function halfMade(generations: string, host: HostView): Promise<readonly string[]> {
  const half: string[] = [];
  for (const folder of await copyFolders(host, generations))
    if ((await host.files.stat(`${folder}/${copyRecord}`)) === null) half.push(folder);
  return half;
}
