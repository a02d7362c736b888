import { join } from 'node:path/posix';
import { type Look as AnyLook, makeLook as makeAnyLook, tellingFirst as sorted } from '@flatnet-maint/actions';
import type { HostView, Millis } from '@flatnet-maint/core';

export interface Look extends AnyLook {
  /** Whether the folder is laid out like a tree. */
  hasProgram(tree: string): Promise<boolean>;
}

export function makeLook(host: HostView, limit: Millis): Look {
  const look = makeAnyLook(host, limit, telling);
  return { ...look, hasProgram: async (tree) => (await look.stat(programOf(tree), tree))?.kind === 'file' };
}

/** Names that speak of a gateway, whatever lies beside them. */
export const telling = /flatnet|openresty|nginx|gateway/i;
export const tellingFirst = (names: readonly string[]): readonly string[] => sorted(names, telling);

export const programOf = (tree: string): string => join(tree, 'sbin/nginx');
/** `/srv/openresty` of `/srv/openresty/sbin/nginx`; null = not laid out like a tree. */
export const treeOfProgram = (program: string | null): string | null =>
  /^(.+)\/sbin\/nginx$/.exec(program ?? '')?.[1] ?? null;
