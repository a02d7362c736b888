import type { ExitCode } from '@flatnet-maint/core';
import type { RunReport } from 'flatnet';

/** Exit codes describe the system after the command, whatever the command was. */
export function exitOf(outcome: RunReport['outcome']): ExitCode {
  switch (outcome) {
    case 'committed':
      return 0;
    case 'refused':
      return 3;
    case 'rolled-back':
      return 4;
    case 'stuck':
      return 5;
    case 'superseded':
      return 6;
    case 'waiting':
      return 7;
  }
}

/** `verify` only looks: an answer that is not a pass is the state of the system, not a refusal to look. */
export function exitOfVerify(report: RunReport): ExitCode {
  const unhealthy = report.probes.some(({ verdict }) => verdict !== 'pass');
  return unhealthy && (report.outcome === 'refused' || report.outcome === 'rolled-back') ? 8 : exitOf(report.outcome);
}
