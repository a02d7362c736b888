import type { Inquiry } from '@flatnet-maint/core';
import { tail } from '../actions/run-nginx.ts';
import { t } from '../texts.ts';

export type SiteCommandArgs = { readonly command: readonly [string, ...string[]]; readonly limit: number };

/** A command of the site's own; 0 passes. */
export const siteCommand: Inquiry<SiteCommandArgs> = {
  name: 'site-command@1',
  async ask({ command, limit }, host) {
    const out = await host.query(command, { limit });
    return {
      ok: out.code === 0,
      value: out.code,
      detail:
        out.code === 0
          ? t('command-ended', { command: command[0], code: out.code })
          : t('command-failed', { command: command[0], code: String(out.code ?? out.signal), said: tail(out.stderr) }),
    };
  },
};
