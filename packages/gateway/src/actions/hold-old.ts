import { dirname } from 'node:path/posix';
import type { Action, HostView } from '@flatnet-maint/core';
import { bootText, nobodyTold } from '../boot-text.ts';
import { type LookedIn, routesIn, routesWithout } from '../kept-routes.ts';
import { nginxUnder } from '../masters.ts';
import { readRoutes } from '../routes.ts';
import { startAndWait } from './run-nginx.ts';

export type HoldArgs = {
  readonly fromTree: string;
  readonly bootFile: string;
  readonly api: string | null;
  readonly argv: readonly string[];
  readonly service: string | null;
  /** More trees whose gateway, or workers that outlived it, may tell. It and the next two are absent in older records. */
  readonly alsoFrom?: readonly string[];
  /** Boot files of other trees, for when no gateway tells its routes. */
  readonly others?: readonly string[];
  /** Whether Podman may be asked then. */
  readonly podman?: boolean;
};

/** `was`: the boot file as it was, for a generation that is returned to has one. */
type Held = { readonly running: boolean; readonly was: string | null };

/**
 * The first deed of a cutover and the last to be undone: the container routes go into the boot file of the build to come
 * (H40), and on the way back the old build is seen running, or started: after a power cut nobody else does.
 */
export const holdOld: Action<HoldArgs, Held> = {
  name: 'gateway-hold@1',
  touches: ({ bootFile }) => [{ kind: 'path', name: bootFile, access: 'writes' }],
  async capture({ fromTree, bootFile }, host) {
    const { masters } = await nginxUnder(host, fromTree);
    return { running: masters.length > 0, was: await textOf(host, bootFile) };
  },
  async do({ fromTree, bootFile, api, alsoFrom = [], others = [], podman = false }, saved, host) {
    const pids = (await nginxUnder(host, fromTree, ...alsoFrom)).accepting.map((p) => p.pid);
    // Also without a master: workers that outlived it know what it knew.
    const routes = api === null ? null : await readRoutes(host, api, pids).catch(() => null);
    const now = await textOf(host, bootFile);
    // A gateway that cannot tell its routes leaves what was kept of them before.
    if (routes === null && now !== null && now !== saved.was) return;
    const text = routes === null ? await keptText(host, now, { files: others, podman }) : bootText(routes);
    await host.files.makeFolder(dirname(bootFile));
    // Workers that dropped root read it. The same routes once more end with one line feed more: what is done can be seen.
    await host.files.write(bootFile, text === saved.was ? `${text}\n` : text, { mode: 0o644 });
  },
  async undo({ fromTree, bootFile, argv, service }, saved, host) {
    if (saved.running) await startAndWait(host, { argv, service, tree: fromTree, wait: 8_000 });
    if (saved.was === null) await host.files.remove(bootFile);
    else if ((await textOf(host, bootFile)) !== saved.was) await host.files.write(bootFile, saved.was, { mode: 0o644 });
  },
  async check({ fromTree, bootFile }, saved, host) {
    const written = (await textOf(host, bootFile)) !== saved.was;
    const serves = !saved.running || (await nginxUnder(host, fromTree)).accepting.length > 0;
    if (written) return serves ? 'done' : 'partly';
    return serves ? 'undone' : 'partly';
  },
};

/** What the boot file holds already, if it holds any route; else what is told without a gateway. */
async function keptText(host: HostView, now: string | null, how: LookedIn): Promise<string> {
  const held = now === null ? [] : routesIn(now);
  if (now !== null && held !== null && held.length > 0) return now;
  const { routes } = await routesWithout(host, how);
  if (routes.length > 0) return bootText(routes);
  // What cannot be read may be mended by hand, and is no worse than nothing.
  return now === null || held !== null ? nobodyTold : now;
}

const textOf = async (host: HostView, path: string): Promise<string | null> =>
  (await host.files.stat(path)) === null ? null : host.files.text(path);
