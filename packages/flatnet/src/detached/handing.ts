import { createServer, type Socket } from 'node:net';
import { MaintError, type Plan } from '@flatnet-maint/core';
import { t } from '../texts.ts';

/**
 * What the process that planned hands to the one that is to run it, over a socket in a folder that nobody else may enter: a
 * plan is a value, and what the environment holds, secrets among it, is in no argument, unit or file.
 */
export interface Handed {
  readonly plan: Plan;
  readonly env: Readonly<Record<string, string>>;
  /** Where the site file was looked for from. */
  readonly cwd: string;
}

/** What the other one answers, once: it owns the open run, or why not. */
export type Reply =
  | { readonly pid: number }
  | {
      readonly error: { readonly code: string; readonly message: string; readonly next: string; readonly exit: number };
    };

/** One line of JSON from a socket; null when that ends before the whole line came. */
export function lineFrom(socket: Socket): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    if (piece.at(-1) === lineEnd) resolve(JSON.parse(Buffer.concat(pieces).toString()));
  });
  socket.once('close', () => resolve(null));
  // Told by `close` as well.
  socket.on('error', () => {});
  return promise;
}

const lineEnd = '\n'.charCodeAt(0);

export const send = (socket: Socket, value: Handed | Reply): void => void socket.write(`${JSON.stringify(value)}\n`);

/** Of the name of a socket: a longer one is refused without a reason, or cut short in silence, as the version of Node has it. */
const mostBytes = 107;

/** Listens at a path for the one that comes for the plan. E_DETACH_PLACE. */
export async function listenAt(path: string): Promise<{ readonly came: Promise<Socket>; close(): void }> {
  if (Buffer.byteLength(path) > mostBytes)
    throw new MaintError('E_DETACH_PLACE', t('detach-place', { path, most: mostBytes }), t('detach-place-next'));
  const { promise: came, resolve } = Promise.withResolvers<Socket>();
  const server = createServer((socket) => {
    // One comes; a second has no business here.
    server.close();
    resolve(socket);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(path, done);
  });
  return { came, close: () => void server.close() };
}
