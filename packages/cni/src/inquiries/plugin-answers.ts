import type { Inquiry } from '@flatnet-maint/core';
import { answers } from '../answers.ts';
import { t } from '../texts.ts';

export type PluginAnswersArgs = { readonly plugin: string; readonly cniVersion: string | null };

/** Whether a program, wherever it lies, answers VERSION as its list wants it. */
export const pluginAnswers: Inquiry<PluginAnswersArgs> = {
  name: 'plugin-answers@1',
  async ask({ plugin, cniVersion }, host) {
    const { ok, said, took } = await answers(host, plugin, cniVersion);
    return { ok, value: took, detail: t(ok ? 'answers-well' : 'plugin-says', { path: plugin, said }) };
  },
};
