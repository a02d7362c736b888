import { MaintError, type Millis } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** The time that a lend or a view may use. It starts no timer of its own, so a view that is forgotten keeps no process alive. */
export interface Span {
  /** Aborted by end(); the children of running calls die by it. */
  readonly ended: AbortSignal;
  /** Milliseconds that are left, 0 when none are. */
  left(): Millis;
  /** Throws when the time is over or the lend was released. Long work asks between two pieces. */
  check(): void;
  /** The error of a call that the time ran out on. */
  over(what: string): MaintError;
  /** One call that is cut off at the limit. `work` must stop by itself, by check() or because it is short. */
  call<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** One call that ends itself at left() and at `ended`, because it has more to do then than to reject: a command ends its tree. */
  own<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** After this every call is refused and running ones reject. Resolves when they have come to rest, within 3 s. */
  end(): Promise<void>;
}

export function limitError(what: string, limit: Millis, more = '', cause?: unknown): MaintError {
  return new MaintError(
    'E_LIMIT',
    `${t('limit', { what, limit: Math.round(limit) })}${more === '' ? '' : ` ${more}`}`,
    t('see-status'),
    { cause },
  );
}

export function makeSpan(host: string, limit: Millis): Span {
  const began = performance.now();
  const ender = new AbortController();
  const running = new Set<Promise<void>>();

  const left = () => Math.max(0, limit - (performance.now() - began));
  const over = (what: string) => (ender.signal.aborted ? releasedError(what, host) : limitError(what, limit));
  const isOver = () => ender.signal.aborted || left() === 0;

  function own<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (isOver()) return Promise.reject(over(what));
    const working = work();
    const rest = working.then(
      () => undefined,
      () => undefined,
    );
    running.add(rest);
    void rest.then(() => running.delete(rest));
    return working;
  }

  async function call<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { promise: cut, reject } = Promise.withResolvers<never>();
    const stop = () => reject(over(what));
    const timer = setTimeout(stop, Math.ceil(left()));
    ender.signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([own(what, work), cut]);
    } finally {
      clearTimeout(timer);
      ender.signal.removeEventListener('abort', stop);
    }
  }

  return {
    ended: ender.signal,
    left,
    over,
    call,
    own,
    check() {
      if (isOver()) throw over(t('work-on-host', { host }));
    },
    async end() {
      ender.abort();
      // A read that hangs in the kernel (a dead network file system) must not hold up the way back.
      const { promise: enough, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, 3000);
      await Promise.race([Promise.all(running), enough]);
      clearTimeout(timer);
    },
  };
}

/** The methods of `api`, each one a call inside `span`. */
export function within<T extends object>(span: Span, name: string, api: T): T {
  const bound = Object.entries(api).map(([key, method]) => [
    key,
    (...args: unknown[]) => span.call(`${name}.${key}(${brief(args[0])})`, () => (method as Work)(...args)),
  ]);
  return Object.fromEntries(bound) as T;
}

type Work = (...args: unknown[]) => Promise<unknown>;
const brief = (arg: unknown) => (typeof arg === 'string' || typeof arg === 'number' ? JSON.stringify(arg) : '');

function releasedError(what: string, host: string): MaintError {
  return new MaintError('E_LEND_RELEASED', t('released', { what, host }), t('released-bug'), { exit: 1 });
}
