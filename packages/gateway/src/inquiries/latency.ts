import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type LatencyArgs = { readonly url: string; readonly samples: number };

/** Median time of some requests over new connections, in milliseconds; held against the baseline. */
export const latency: Inquiry<LatencyArgs> = {
  name: 'gateway-latency@1',
  async ask({ url, samples }, host) {
    const times: number[] = [];
    for (let n = 0; n < samples; n += 1) times.push((await host.http.get(url, { limit: 2_000 })).took);
    const median = times.sort((a, b) => a - b)[Math.floor(samples / 2)] as number;
    return { ok: true, value: Math.round(median * 100) / 100, detail: t('url-median', { url, ms: median.toFixed(1) }) };
  },
};
