import type { HostView, Inquiry } from '@flatnet-maint/core';
import { mainOf } from '../processes.ts';
import { t } from '../texts.ts';

export type RunsSteadilyArgs = { readonly service: string; readonly watch: number };

/** Whether it runs on as one process while it is watched; the value is how often its manager started it again by itself. */
export const runsSteadily: Inquiry<RunsSteadilyArgs> = {
  name: 'runs-steadily@1',
  async ask({ service, watch }, host) {
    const first = await mainOf(host, service);
    await host.sleep(watch);
    const then = await mainOf(host, service);
    const restarts = await restartsOf(host, service);
    const ok = first !== null && then !== null && same(first.process, then.process);
    return { ok, value: restarts, detail: t(ok ? 'steady' : 'unsteady', { service, restarts: restarts ?? '?' }) };
  },
};

const same = (a: { pid: number; started: string }, b: { pid: number; started: string }): boolean =>
  a.pid === b.pid && a.started === b.started;

async function restartsOf(host: HostView, service: string): Promise<number | null> {
  const out = await host.query(['systemctl', 'show', service, '-p', 'NRestarts', '--value'], { limit: 5_000 });
  const count = Number.parseInt(out.stdout, 10);
  return Number.isNaN(count) ? null : count;
}
