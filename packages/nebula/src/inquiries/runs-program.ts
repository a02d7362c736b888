import type { Inquiry } from '@flatnet-maint/core';
import { mainOf } from '../processes.ts';
import { t } from '../texts.ts';

export type RunsProgramArgs = {
  readonly service: string;
  readonly program: string;
  readonly sha256: string;
  readonly version: string;
};

/** Whether the service runs this very program: by the bytes that run, not by those that lie there (H76). */
export const runsProgram: Inquiry<RunsProgramArgs> = {
  name: 'runs-program@1',
  async ask({ service, program, sha256, version }, host) {
    const main = await mainOf(host, service);
    if (main === null) {
      const { state } = await host.services.status(service);
      return { ok: false, value: null, detail: t('not-running', { service, state }) };
    }
    const { pid, exe } = main.process;
    const ok = main.sha256 === sha256 && exe === program;
    const detail = ok
      ? t('runs', { service, version, pid })
      : t('runs-other', { service, pid, program: exe ?? '?', sha256: main.sha256 });
    return { ok, value: main.sha256, detail };
  },
};
