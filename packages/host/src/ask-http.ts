import type http from 'node:http';
import type { Socket } from 'node:net';
import { type HttpAnswer, type HttpHow, MaintError, type Millis, plainUrl } from '@flatnet-maint/core';
import { decode, outputCap } from './command-output.ts';
import { limitError } from './span.ts';
import { t } from './texts.ts';

export interface Ask extends HttpHow {
  /** Covers name, connection, headers and body. */
  readonly limit: Millis;
  readonly ended: AbortSignal;
  /** A connection that is already there. */
  readonly over?: Socket;
}

/** One request over one connection of its own, which is closed after it. Redirects are an answer, they are not followed. */
export function askHttp(url: string, how: Ask): Promise<HttpAnswer> {
  const began = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const target = new URL(url);
  // An import would make Node's own fetch ready as well, some 25 ms of each start that asks nobody anything.
  const { request: ask } = process.getBuiltinModule(target.protocol === 'https:' ? 'node:https' : 'node:http');
  const request = ask(target, {
    method: how.method ?? 'GET',
    headers: { ...how.headers, ...(how.body === undefined ? {} : { 'content-length': Buffer.byteLength(how.body) }) },
    ...(how.over ? { createConnection: () => how.over as Socket } : { agent: false }),
  });
  const fail = (error: Error) => {
    request.destroy();
    reject(error);
  };
  const timer = setTimeout(
    () => fail(limitError(`${how.method ?? 'GET'} ${plainUrl(url)}`, how.limit)),
    Math.max(1, how.limit),
  );
  const stop = () => fail(unanswered(url, new Error(t('work-stopped'))));
  how.ended.addEventListener('abort', stop, { once: true });

  request.on('error', (error) => fail(unanswered(url, error)));
  request.on('response', (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (cut: boolean) => {
      const body = decode(Buffer.concat(chunks).subarray(0, outputCap), cut);
      resolve({
        status: response.statusCode ?? 0,
        headers: flat(response.headers),
        body,
        took: performance.now() - began,
      });
      if (cut) request.destroy();
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > outputCap) done(true);
    });
    response.once('end', () => done(false));
    // Half an answer is none: the server may have died in the middle of it.
    response.once('error', (error) => fail(unanswered(url, error)));
  });
  request.end(how.body);
  return promise.finally(() => {
    clearTimeout(timer);
    how.ended.removeEventListener('abort', stop);
  });
}

export function unanswered(url: string, cause: Error): MaintError {
  const code = (cause as NodeJS.ErrnoException).code;
  const why = code ?? cause.message;
  return new MaintError(
    'E_HTTP_UNANSWERED',
    t('not-asked-url', { url: plainUrl(url), why }),
    t('look-whether-listens'),
    { cause },
  );
}

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
