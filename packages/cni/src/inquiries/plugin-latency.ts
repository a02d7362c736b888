import type { Inquiry } from '@flatnet-maint/core';
import { answers } from '../answers.ts';
import { t } from '../texts.ts';

/** How long whatever plugin is there takes to say its versions, the quickest of three; in milliseconds. */
export const pluginLatency: Inquiry<{ readonly plugin: string }> = {
  name: 'plugin-latency@1',
  async ask({ plugin }, host) {
    const told = [];
    for (let n = 0; n < 3; n += 1) told.push(await answers(host, plugin, null));
    const bad = told.find(({ ok }) => !ok);
    if (bad !== undefined)
      return { ok: false, value: null, detail: t('plugin-says', { path: plugin, said: bad.said }) };
    const took = Math.min(...told.map((one) => one.took));
    return { ok: true, value: took, detail: t('plugin-took', { took: Math.round(took) }) };
  },
};
