import type { Inquiry } from '@flatnet-maint/core';
import { readConflist } from '../conflist.ts';
import { t } from '../texts.ts';

export type ListUsableArgs = { readonly conflist: string };

/** Whether the list tells a network at all: without one Podman knows none, and no new container starts. */
export const listUsable: Inquiry<ListUsableArgs> = {
  name: 'list-usable@1',
  async ask({ conflist }, host) {
    const stat = await host.files.stat(conflist);
    const read =
      stat === null
        ? { network: null, why: t('list-absent', { path: conflist }) }
        : readConflist(await host.files.text(conflist));
    if (read.network === null)
      return { ok: false, value: null, detail: t('list-unusable', { path: conflist, why: read.why }) };
    const { name, type } = read.network;
    return { ok: true, value: name, detail: t('list-tells', { path: conflist, name, type }) };
  },
};
