import { connect, type Socket } from 'node:net';
import type { LossReason } from './report.ts';
import { ResponseReader } from './response-reader.ts';

export interface Answered {
  readonly ok: true;
  readonly reader: ResponseReader;
  readonly socket: Socket;
}

export interface Failed {
  readonly ok: false;
  readonly reason: LossReason;
  /** No byte of an answer had come. */
  readonly untouched: boolean;
}

export interface Request {
  readonly path: string;
  readonly keep: boolean;
  readonly limitMs: number;
}

/** Sends one request over a new or a kept connection. The socket of a good answer stays with the caller. */
export function exchange(to: { host: string; port: number } | Socket, request: Request): Promise<Answered | Failed> {
  const socket = 'port' in to ? connect({ host: to.host, port: to.port, noDelay: true }) : to;
  const reader = new ResponseReader();
  return new Promise((resolve) => {
    const finish = (result: Answered | Failed) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      // A kept socket may fail while it idles, and an ended one while it closes; neither is a request's loss.
      socket.on('error', () => {});
      if (!result.ok || !request.keep || reader.close) socket.destroy();
      resolve(result);
    };
    const lost = (reason: LossReason) => finish({ ok: false, reason, untouched: !reader.started });
    const timer = setTimeout(() => lost('silent'), request.limitMs);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') lost('refused');
      else lost(reader.started ? 'short' : 'reset');
    });
    socket.on('data', (chunk) => {
      if (reader.take(chunk))
        finish(
          reader.status === 200 ? { ok: true, reader, socket } : { ok: false, reason: 'status', untouched: false },
        );
    });
    socket.on('end', () => {
      if (reader.end() && reader.status === 200) finish({ ok: true, reader, socket });
      else lost(reader.started ? 'short' : 'reset');
    });
    socket.on('close', () => lost(reader.started ? 'short' : 'reset'));
    socket.write(
      `GET ${request.path} HTTP/1.1\r\nHost: practice\r\nConnection: ${request.keep ? 'keep-alive' : 'close'}\r\n\r\n`,
    );
  });
}
