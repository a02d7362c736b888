import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type HttpAnswerArgs = { readonly url: string; readonly json: boolean };

/** 200, and JSON where Lua must have made it: `curl` alone is content with a 502, and a static answer with dead Lua (H8, H9). */
export const httpAnswer: Inquiry<HttpAnswerArgs> = {
  name: 'gateway-http@1',
  async ask({ url, json }, host) {
    const { status, body } = await host.http.get(url, { limit: 3_000 });
    if (status !== 200) return { ok: false, value: status, detail: t('url-answers', { url, status }) };
    if (!json) return { ok: true, value: status, detail: t('url-answers', { url, status }) };
    try {
      JSON.parse(body);
      return { ok: true, value: status, detail: t('url-answers-json', { url }) };
    } catch {
      return { ok: false, value: status, detail: t('url-answers-no-json', { url }) };
    }
  },
};
