import { type Action, MaintError } from '@flatnet-maint/core';
import { nginxUnder } from '../masters.ts';
import { copyRoutes, readRoutes, sendRoutes } from '../routes.ts';
import { t } from '../texts.ts';
import { pidsOf, within } from './run-nginx.ts';
import { isAlive, type OldMaster, retreat } from './second-master.ts';

export type QuietOldArgs = {
  readonly fromTree: string;
  readonly toTree: string;
  readonly api: string | null;
  readonly reopen: readonly string[];
};

/** WINCH: the old workers take no more connections and finish what they have; the old master stays, ready to come back. */
export const quietOld: Action<QuietOldArgs, OldMaster> = {
  name: 'gateway-quiet-old@1',
  posixOnly: true,
  touches: ({ fromTree }) => [{ kind: 'process', name: fromTree, access: 'writes' }],
  async capture({ fromTree }, host) {
    const [master] = (await nginxUnder(host, fromTree)).masters;
    if (master === undefined) throw new MaintError('E_GATEWAY_GONE', t('gateway-gone-handover'), 'flatnet-maint show');
    return { old: { pid: master.pid, started: master.started, boot: await host.processes.bootId() } };
  },
  async do({ fromTree, toTree, api, reopen }, { old }, host) {
    let quiet = false;
    const goQuiet = async (): Promise<void> => {
      if (quiet) return;
      quiet = true;
      if (!(await host.signal(old, 'WINCH')))
        throw new MaintError('E_GATEWAY_GONE', t('gateway-gone-handover'), 'flatnet-maint show');
      await within(host, 3_000, async () => (await nginxUnder(host, fromTree)).accepting.length === 0);
    };
    if (api !== null) {
      const [from, to] = [await pidsOf(host, fromTree), await pidsOf(host, toTree)];
      // Registrations that came after the boot file was written are known to the old build only: most of them now, and
      // what comes until it takes no more connections over a connection that it took before.
      await copyRoutes(host, api, from, to);
      const last = await readRoutes(host, api, from, goQuiet);
      const known = new Set((await readRoutes(host, api, to))?.map((route) => route.name));
      await sendRoutes(
        host,
        api,
        (last ?? []).filter((route) => !known.has(route.name)),
        to,
      );
    }
    await goQuiet();
    if ((await pidsOf(host, fromTree)).length > 0) return;
    // The switch that asked connections to close is read by a build whose configuration does not say which tree is its own.
    for (const file of reopen) await host.files.remove(file);
  },
  async undo({ fromTree, toTree }, { old }, host) {
    if (await isAlive(host, old)) await retreat(host, fromTree, toTree);
  },
  async check({ fromTree }, { old }, host) {
    const alive = await isAlive(host, old);
    const accepting = (await nginxUnder(host, fromTree)).accepting.length;
    // A dead master quiets nobody; what it left is ended, and the old build started again, further back.
    if (!alive || accepting > 0) return 'undone';
    return 'done';
  },
};
