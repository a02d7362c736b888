import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type LogSignsArgs = { readonly logs: readonly string[]; readonly bytes: number };

/** Error lines near the end of the logs, with numbers and times taken out: a new one is a new kind of trouble (H14). */
export const logSigns: Inquiry<LogSignsArgs> = {
  name: 'gateway-log-signs@1',
  async ask({ logs, bytes }, host) {
    const signs = new Set<string>();
    for (const log of logs) {
      const stat = await host.files.stat(log);
      if (stat === null) continue;
      const text = Buffer.from(
        await host.files.read(log, { from: Math.max(0, stat.bytes - bytes), max: bytes }),
      ).toString('utf8');
      for (const line of text.split('\n')) {
        const match = /\[(emerg|alert|crit)\] (.*)$/.exec(line);
        if (match !== null) signs.add(`${match[1]} ${(match[2] as string).replace(/\d+/g, 'N').slice(0, 120)}`);
      }
    }
    const list = [...signs].sort();
    return {
      ok: true,
      value: list,
      detail: list.length === 0 ? t('log-quiet') : t('log-signs', { lines: list.join(' · ') }).slice(0, 400),
    };
  },
};
