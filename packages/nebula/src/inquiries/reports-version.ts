import type { Inquiry } from '@flatnet-maint/core';
import { reportedVersion } from '../programs.ts';
import { t } from '../texts.ts';

/** Whether a program that is not live yet says that it is of this version. */
export const reportsVersion: Inquiry<{ readonly program: string; readonly version: string }> = {
  name: 'reports-version@1',
  async ask({ program, version }, host) {
    const said = await reportedVersion(host, program);
    const ok = said === version;
    return {
      ok,
      value: said,
      detail: t(ok ? 'reports' : 'reports-other', { program, version, said: said ?? '-' }),
      final: !ok,
    };
  },
};
