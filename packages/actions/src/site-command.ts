import { type Argv, type Inquiry, type Millis, type Probe, question } from '@flatnet-maint/core';
import { t } from './texts.ts';

export type SiteCommandArgs = { readonly command: readonly [string, ...string[]]; readonly limit: number };

/** A command of the site's own; 0 passes. */
export const siteCommand: Inquiry<SiteCommandArgs> = {
  name: 'site-command@1',
  async ask({ command, limit }, host) {
    const out = await host.query(command, { limit });
    const [program] = command;
    return {
      ok: out.code === 0,
      value: out.code,
      detail:
        out.code === 0
          ? t('command-ended', { command: program, code: out.code })
          : t('command-failed', {
              command: program,
              code: String(out.code ?? out.signal),
              said: lastLines(out.stderr),
            }),
    };
  },
};

/** The last lines of what a program said, on one line. */
export const lastLines = (text: string): string => text.trim().split('\n').slice(-3).join(' | ').slice(-600);

/** What the site file says under `verify`, as probes of any component. */
export const siteProbes = (
  host: string,
  commands: readonly { readonly id: string; readonly command: readonly string[]; readonly limit: Millis }[],
): readonly Probe[] =>
  commands.map(({ id, command, limit }) => ({
    host,
    id: `site-${id}`,
    severity: 'partial',
    every: 1_000,
    passes: 3,
    fails: 2,
    // Its own limit ends it; what is above it is for ending all that it started.
    limit: limit + 1_000,
    ask: question(siteCommand, { command: command as Argv as [string, ...string[]], limit }),
  }));
