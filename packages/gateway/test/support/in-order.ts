import type { Action, AnyAction, Checked, Host, HostView, Json } from '@flatnet-maint/core';

type Part = readonly [action: AnyAction, args: Json];

/**
 * Several actions as a plan has them: done in order, each until it is seen done, and undone in reverse where anything is
 * to be undone. What one leaves to an earlier one to undo is then seen as well.
 */
export function inOrder(name: string, actions: readonly AnyAction[]): Action<Json, Json> {
  const parts = (args: Json): Part[] => actions.map((action, n) => [action, (args as readonly Json[])[n] as Json]);
  const savedOf = (saved: Json, n: number) => (saved as readonly Json[])[n] as Json;
  const checks = async (args: Json, saved: Json, host: HostView): Promise<Checked[]> => {
    const all: Checked[] = [];
    for (const [n, [action, own]] of parts(args).entries()) all.push(await action.check(own, savedOf(saved, n), host));
    return all;
  };
  const until = async (wanted: Checked, check: () => Promise<Checked>, host: Host) => {
    for (let wait = 20; (await check()) !== wanted; wait = Math.min(wait * 2, 1_000)) await host.sleep(wait);
  };
  const action: Action<Json, Json> = {
    name,
    touches: () => [],
    async capture(args, host, keep) {
      const all: Json[] = [];
      for (const [one, own] of parts(args)) all.push(await one.capture(own, host, keep));
      return all;
    },
    async do(args, saved, host) {
      const from = (await checks(args, saved, host)).lastIndexOf('done') + 1;
      for (const [n, [one, own]] of parts(args).entries()) {
        if (n < from) continue;
        await one.do(own, savedOf(saved, n), host);
        await until('done', () => one.check(own, savedOf(saved, n), host), host);
      }
    },
    async undo(args, saved, host) {
      for (const [n, [one, own]] of [...parts(args).entries()].reverse()) {
        const check = () => one.check(own, savedOf(saved, n), host);
        if ((await check()) === 'undone') continue;
        await one.undo?.(own, savedOf(saved, n), host);
        await until('undone', check, host);
      }
    },
    async check(args, saved, host) {
      const all = await checks(args, saved, host);
      if (all.at(-1) === 'done') return 'done';
      return all.every((one) => one === 'undone') ? 'undone' : 'partly';
    },
  };
  return actions.some((one) => one.posixOnly) ? { ...action, posixOnly: true } : action;
}
