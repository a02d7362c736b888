import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';
import type { Signals } from './world.ts';

export interface Watch {
  /** Rejects when the operator wants out at once. */
  readonly stopNow: Promise<never>;
  end(): void;
}

/** `pnpm` and others hand a Ctrl-C on that the terminal has already given to everyone: one key, two signals. */
const sameKey = 100;

/**
 * SIGINT, SIGTERM and SIGHUP ask for the way back. While a run waits under --confirm-within, a terminal that goes away is
 * what the wait is for, so SIGHUP changes nothing then. Only a SIGINT after that stops at once: a closing terminal sends
 * SIGHUP again and a shutdown SIGTERM, and neither is a wish to leave the way back unfinished.
 */
export function watchSignals(
  signals: Signals,
  on: { readonly turn: (by: string) => void; readonly lost: () => void; readonly confirming: () => boolean },
  now: () => number = () => performance.now(),
): Watch {
  let asked: number | null = null;
  const { promise: stopNow, reject } = Promise.withResolvers<never>();
  stopNow.catch(() => {});
  const turn = (by: string) => {
    if (asked !== null) return;
    asked = now();
    on.turn(by);
  };
  const interrupt = () => {
    if (asked === null) turn('SIGINT');
    else if (now() - asked > sameKey) reject(stopped());
  };
  const terminate = () => turn('SIGTERM');
  const hangUp = () => (on.confirming() ? on.lost() : turn('SIGHUP'));
  signals.on('SIGINT', interrupt);
  signals.on('SIGTERM', terminate);
  signals.on('SIGHUP', hangUp);
  return {
    stopNow,
    end() {
      signals.off('SIGINT', interrupt);
      signals.off('SIGTERM', terminate);
      signals.off('SIGHUP', hangUp);
    },
  };
}

function stopped(): MaintError {
  return new MaintError('E_RUN_LEFT_OPEN', t('left-open'), 'flatnet-maint resume', { exit: 5 });
}
