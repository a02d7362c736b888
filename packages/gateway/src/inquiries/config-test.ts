import { lastLines } from '@flatnet-maint/actions';
import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type ConfigTestArgs = { readonly argv: readonly [string, ...string[]] };

/** `nginx -t` by the build that will run it, on the files it will read (H38). It does not start Lua: the rehearsal does. */
export const configTest: Inquiry<ConfigTestArgs> = {
  name: 'gateway-config-test@1',
  async ask({ argv }, host) {
    const out = await host.query([argv[0], '-t', ...argv.slice(1)], { limit: 8_000 });
    const said = lastLines(
      out.stderr
        .split('\n')
        .filter((line) => /emerg|alert|crit|error/.test(line))
        .join('\n'),
    );
    return {
      ok: out.code === 0,
      value: out.code,
      final: true,
      detail: out.code === 0 ? t('config-passes') : t('config-fails', { said: said || lastLines(out.stderr) }),
    };
  },
};
