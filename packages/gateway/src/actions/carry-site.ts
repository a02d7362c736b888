import { basename, dirname, join } from 'node:path/posix';
import type { Action, Host } from '@flatnet-maint/core';
import { movePaths, type PathChange } from '../config/edit.ts';
import { readConfig } from '../config/read.ts';
import { isUnder } from '../masters.ts';
import { type ChangedConfig, layConfig } from './lay-config.ts';

export type CarryArgs = {
  readonly fromTree: string;
  readonly toTree: string;
  /** Configuration folders, as they lie on disk. */
  readonly fromConfig: string;
  readonly toConfig: string;
  readonly mainConfig: string;
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** New configuration files that take the place of those that were carried; absent = all is carried as it is. */
  readonly changed?: ChangedConfig;
  readonly generation: { readonly id: string; readonly version: string };
};

/** Never carried: what a build brings itself, what a run wrote, and what names a generation. */
const vendor = [
  'sbin',
  'modules',
  'lualib',
  'conf',
  'bin',
  'logs',
  'luajit',
  'nginx',
  'COPYRIGHT',
  'resty.index',
  'pod',
  'include',
  'lib',
  'libexec',
  'man',
  'share',
];
const runtime = /(_temp|\.pid(\.oldbin)?)$|^(drain|boot|generation\.json|rehearsed\.json)$/;

/** The site's own files go into the new tree: configuration (with its paths moved), pages, own Lua; never the vendor's Lua (H36). */
export const carrySite: Action<CarryArgs, null> = {
  name: 'gateway-carry-site@1',
  touches: ({ toTree, toConfig }) => [
    { kind: 'path', name: toTree, access: 'writes' },
    { kind: 'path', name: toConfig, access: 'writes' },
  ],
  capture: async () => null,
  async do(args, _saved, host) {
    const { files } = host;
    await files.remove(join(args.toTree, 'generation.json'));
    await carryConfig(args, host);
    await carryMissing(host, join(args.fromTree, 'lualib'), join(args.toTree, 'lualib'), ['lualib', 'resty']);
    for (const name of await files.list(args.fromTree)) {
      if (vendor.includes(name) || runtime.test(name)) continue;
      // A socket or pipe belongs to the program that made it.
      if ((await files.stat(join(args.fromTree, name)))?.kind === 'other') continue;
      await files.remove(join(args.toTree, name));
      await files.copy(join(args.fromTree, name), join(args.toTree, name));
    }
    // Where the logs go is the site's word; what is in them belongs to the build that wrote it.
    const logs = await files.stat(join(args.fromTree, 'logs'));
    if (logs?.kind === 'link') {
      await files.remove(join(args.toTree, 'logs'));
      await files.point(join(args.toTree, 'logs'), logs.to ?? '');
    } else await files.makeFolder(join(args.toTree, 'logs'));
    if (args.changed !== undefined) await layConfig(args.changed, args, host);
    // Last: with it the tree is whole.
    await files.write(join(args.toTree, 'generation.json'), `${JSON.stringify(args.generation)}\n`, { mode: 0o644 });
  },
  async undo({ toTree, toConfig }, _saved, host) {
    await host.files.remove(join(toTree, 'generation.json'));
    if (!toConfig.startsWith(`${toTree}/`)) await host.files.remove(toConfig);
  },
  async check({ toTree, toConfig, generation }, _saved, host) {
    const marker = join(toTree, 'generation.json');
    if ((await host.files.stat(marker)) !== null) {
      const { id } = JSON.parse(await host.files.text(marker)) as { id?: string };
      return id === generation.id ? 'done' : 'foreign';
    }
    if (toConfig.startsWith(`${toTree}/`)) return 'undone';
    return (await host.files.stat(toConfig)) === null ? 'undone' : 'partly';
  },
};

async function carryConfig(args: CarryArgs, host: Host): Promise<void> {
  const { files } = host;
  // The vendor's own conf folder stays out: its stock nginx.conf would serve a welcome page (H25). What a configuration
  // elsewhere still reads of it (mime.types …) is the site's, too.
  const folders = new Map([
    [join(args.toTree, 'conf'), join(args.fromTree, 'conf')],
    [args.toConfig, args.fromConfig],
  ]);
  for (const [to, from] of folders) {
    // Copied as a link it would lead to the live files, and their paths would be moved there.
    const real = await files.real(from);
    if (real === null) continue;
    await files.remove(to);
    await files.copy(real, to);
  }
  const changes: PathChange[] = [...args.moves];
  const config = await readConfig(files, join(args.fromConfig, args.mainConfig));
  for (const file of config.files) {
    const inside = [args.fromConfig, ...args.moves.map((move) => move.from)].find((root) =>
      file.path.startsWith(`${root}/`),
    );
    const path = inside === undefined ? null : placeOf(file.path, args);
    const target = path === null ? null : await ownFile(path, [args.toTree, args.toConfig], host);
    const moved = movePaths(file.text, changes);
    if (target === null || moved === file.text) continue;
    const { mode, uid, gid } = (await files.stat((await files.real(file.path)) ?? file.path)) ?? none;
    await files.write(target, moved, { mode, uid, gid });
  }
}

const none = { mode: 0o644, uid: 0, gid: 0 };

/** Where to write so that only the new generation changes: a folder may be a link that leads to live files; a link to a file gives way to a file. */
async function ownFile(path: string, roots: readonly string[], host: Host): Promise<string | null> {
  const isOwn = (real: string | null) => roots.some((root) => isUnder(real === null ? null : `${real}/`, root));
  if ((await host.files.stat(path)) === null || !isOwn(await host.files.real(dirname(path)))) return null;
  const real = await host.files.real(path);
  return isOwn(real) ? real : path;
}

/** Where a configuration file of the old place lies in the new one. */
function placeOf(path: string, args: CarryArgs): string | null {
  if (path.startsWith(`${args.fromConfig}/`)) return join(args.toConfig, path.slice(args.fromConfig.length + 1));
  const move = [...args.moves]
    .sort((a, b) => b.from.length - a.from.length)
    .find(({ from }) => path.startsWith(`${from}/`));
  return move === undefined ? null : join(move.to, path.slice(move.from.length + 1));
}

/** Adds what the new build lacks. Folders that the new build has are its own, except the shared ones, whose children are looked at one by one. */
async function carryMissing(host: Host, from: string, to: string, shared: readonly string[]): Promise<void> {
  if ((await host.files.stat(from)) === null) return;
  await host.files.makeFolder(to);
  for (const name of await host.files.list(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    const there = await host.files.stat(target);
    if (there === null) await host.files.copy(source, target);
    else if (there.kind === 'folder' && shared.includes(name) && basename(dirname(target)) === 'lualib')
      await carryMissing(host, source, target, []);
  }
}
