import type { Inquiry } from '@flatnet-maint/core';
import { testConfig } from '../programs.ts';
import { t } from '../texts.ts';

export type ConfigPassesArgs = { readonly program: string; readonly config: string; readonly folder: string };

/** Whether this program takes this configuration, and the keys and certificates that it names (H73). */
export const configPasses: Inquiry<ConfigPassesArgs> = {
  name: 'config-passes@1',
  async ask({ program, config, folder }, host) {
    const { ok, said } = await testConfig(host, program, config, folder);
    return { ok, value: ok, detail: t(ok ? 'config-passes' : 'config-fails', { program, config, said }), final: !ok };
  },
};
