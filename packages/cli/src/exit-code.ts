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

/** What is true now, for the second line of an error. */
export function trueNow(exit: ExitCode): string {
  switch (exit) {
    case 0:
      return 'All is as it was asked for.';
    case 1:
      return 'This is a fault of flatnet-maint; if a run is open, its journal says how far it came.';
    case 2:
      return 'Nothing was started.';
    case 3:
      return 'Refused; nothing live was changed.';
    case 4:
      return 'Rolled back; the old version was seen answering.';
    case 5:
      return 'Stuck: the run is open, and a human is needed.';
    case 6:
      return 'Another run is open, or took this one over.';
    case 7:
      return 'The run waits for a decision.';
    case 8:
      return 'Not healthy; nothing was changed.';
  }
}
