import { connect, type Socket } from 'node:net';
import { MaintError, type Millis } from '@flatnet-maint/core';
import { limitError } from './span.ts';
import { t } from './texts.ts';

/** A new TCP connection, or the error of the system. */
export function openConnection(host: string, port: number, limit: Millis, ended: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  // `[::1]` in a URL is `::1` to the system.
  const socket = connect({ host: host.replace(/^\[(.*)\]$/, '$1'), port });
  const fail = (error: Error) => {
    socket.destroy();
    reject(error);
  };
  const timer = setTimeout(
    () => fail(limitError(t('connecting', { address: `${host}:${port}` }), limit)),
    Math.max(1, limit),
  );
  const stop = () => fail(limitError(t('connecting', { address: `${host}:${port}` }), limit));
  ended.addEventListener('abort', stop, { once: true });
  socket.once('connect', () => resolve(socket));
  socket.once('error', fail);
  return promise.finally(() => {
    clearTimeout(timer);
    ended.removeEventListener('abort', stop);
  });
}

/** false = nobody accepts there (refused, unreachable, no answer in time). A name that cannot be looked up is no answer. */
export async function acceptsTcp(host: string, port: number, limit: Millis, ended: AbortSignal): Promise<boolean> {
  try {
    (await openConnection(host, port, limit, ended)).destroy();
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'E_LIMIT' || refusals.has(code)) return false;
    throw new MaintError(
      'E_TCP_UNASKED',
      t('not-asked-url', { url: `${host}:${port}`, why: code }),
      t('look-at-name', { host }),
      {
        cause: error,
      },
    );
  }
}

const refusals = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']);
