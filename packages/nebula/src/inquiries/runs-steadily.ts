import { lastLines } from '@flatnet-maint/actions';
import type { HostView, Inquiry } from '@flatnet-maint/core';
import { logLines } from '../log.ts';
import { mainOf } from '../processes.ts';
import { t } from '../texts.ts';

export type RunsSteadilyArgs = { readonly service: string; readonly log: string | null; readonly watch: number };

/**
 * Whether it runs on as one process while it is watched (Q8: a broken program dies after the start); the value holds how often
 * its manager started it again by itself, and nothing where it never did.
 */
export const runsSteadily: Inquiry<RunsSteadilyArgs> = {
  name: 'runs-steadily@1',
  async ask({ service, log, watch }, host) {
    const first = await mainOf(host, service);
    await host.sleep(watch);
    const then = await mainOf(host, service);
    const restarts = await restartsOf(host, service);
    const value = restarts === 0 ? [] : [`${restarts ?? '?'}`];
    if (first !== null && then !== null && same(first.process, then.process))
      return { ok: true, value, detail: t('steady', { service, restarts: restarts ?? '?' }) };
    const said = lastLines((await logLines(host, { service, log }, null).catch(() => [])).join('\n'));
    return { ok: false, value, detail: t('unsteady', { service, restarts: restarts ?? '?', said: said || '-' }) };
  },
};

const same = (a: { pid: number; started: string }, b: { pid: number; started: string }): boolean =>
  a.pid === b.pid && a.started === b.started;

async function restartsOf(host: HostView, service: string): Promise<number | null> {
  const out = await host.query(['systemctl', 'show', service, '-p', 'NRestarts', '--value'], { limit: 5_000 });
  const count = Number.parseInt(out.stdout, 10);
  return Number.isNaN(count) ? null : count;
}
