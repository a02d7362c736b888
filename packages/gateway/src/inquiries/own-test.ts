import type { Inquiry } from '@flatnet-maint/core';
import { ownTest } from '../own-test.ts';

export type OwnTestArgs = {
  readonly tree: string;
  readonly home: string;
  readonly mainConfig: string;
  readonly configFolder: string | null;
};

/** What a tree's own program says of the configuration that it would run with, without touching either. */
export const passesOwnTest: Inquiry<OwnTestArgs> = {
  name: 'gateway-own-test@1',
  async ask(args, host) {
    const { ok, said } = await ownTest(host, args);
    return { ok: ok === true, value: ok, detail: said, final: true };
  },
};
