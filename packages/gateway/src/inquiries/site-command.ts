import type { Inquiry } from '@flatnet-maint/core';
import { tail } from '../actions/run-nginx.ts';

export type SiteCommandArgs = { readonly command: readonly [string, ...string[]]; readonly limit: number };

/** A command of the site's own; 0 passes. */
export const siteCommand: Inquiry<SiteCommandArgs> = {
  name: 'site-command@1',
  async ask({ command, limit }, host) {
    const out = await host.query(command, { limit });
    return {
      ok: out.code === 0,
      value: out.code,
      detail: `${command[0]} ended with ${out.code ?? out.signal}${out.code === 0 ? '' : `: ${tail(out.stderr)}`}`,
    };
  },
};
