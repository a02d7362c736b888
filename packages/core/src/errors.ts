import { t } from './texts.ts';
/**
 * Exit codes describe the system, not the program (design, "What the operator types").
 * 0 committed or healthy · 1 a bug · 2 usage or site file · 3 refused, nothing changed · 4 rolled back ·
 * 5 stuck · 6 another run is open · 7 waits for a decision · 8 unhealthy (commands that only look).
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** An error says what happened, what is true now, and the next thing to do. */
export class MaintError extends Error {
  readonly code: string;
  readonly next: string;
  readonly exit: ExitCode;

  /** @param code `E_NOUN_PROBLEM`. @param message what happened and what is true now. @param next the next command or deed. */
  constructor(code: string, message: string, next: string, how: { exit?: ExitCode; cause?: unknown } = {}) {
    super(message, how.cause === undefined ? undefined : { cause: how.cause });
    this.name = 'MaintError';
    this.code = code;
    this.next = next;
    this.exit = how.exit ?? 3;
  }
}

/** Any thrown thing as code, message and next step; a plain Error is a bug of ours or a fault of the host. */
export function describeError(error: unknown): { code: string; message: string; next: string } {
  if (error instanceof MaintError) return { code: error.code, message: error.message, next: error.next };
  const code = (error as { code?: unknown } | null)?.code;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: typeof code === 'string' ? (code.startsWith('E_') ? code : `E_HOST_${code}`) : 'E_INTERNAL',
    message,
    next: t('see-status'),
  };
}
