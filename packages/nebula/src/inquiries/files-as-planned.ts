import type { Inquiry } from '@flatnet-maint/core';
import { t } from '../texts.ts';

export type FilesAsPlannedArgs = { readonly files: readonly { readonly path: string; readonly sha256: string }[] };

/**
 * Whether what would have to be started again is still what was backed up. Somebody's change since then is met while the
 * tunnel is up, and not when it is down and the former program cannot come back.
 */
export const filesAsPlanned: Inquiry<FilesAsPlannedArgs> = {
  name: 'files-as-planned@1',
  async ask({ files }, host) {
    const changed: string[] = [];
    for (const { path, sha256 } of files) {
      const stat = await host.files.stat(path);
      if (stat?.kind !== 'file' || (await host.files.digest(path)) !== sha256) changed.push(path);
    }
    const ok = changed.length === 0;
    return {
      ok,
      value: changed,
      detail: ok ? t('as-planned') : t('not-as-planned', { paths: changed.join(', ') }),
      final: !ok,
    };
  },
};
