import type { Inquiry } from '@flatnet-maint/core';

export type HttpAnswerArgs = { readonly url: string; readonly json: boolean };

/** 200, and JSON where Lua must have made it: `curl` alone is content with a 502, and a static answer with dead Lua (H8, H9). */
export const httpAnswer: Inquiry<HttpAnswerArgs> = {
  name: 'gateway-http@1',
  async ask({ url, json }, host) {
    const { status, body } = await host.http.get(url, { limit: 3_000 });
    if (status !== 200) return { ok: false, value: status, detail: `${url} answers ${status}` };
    if (!json) return { ok: true, value: status, detail: `${url} answers 200` };
    try {
      JSON.parse(body);
      return { ok: true, value: status, detail: `${url} answers 200 with JSON` };
    } catch {
      return { ok: false, value: status, detail: `${url} answers 200, but not with JSON` };
    }
  },
};
