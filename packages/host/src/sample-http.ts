import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { MaintError, type ProcessInfo, type SampledAnswer, type SampleHow } from '@flatnet-maint/core';
import { type Acceptor, acceptorLookup } from './acceptors.ts';
import { type Ask, askHttp, plainUrl, unanswered } from './ask-http.ts';
import { openConnection } from './open-connection.ts';
import { t } from './texts.ts';

/**
 * Opens all connections, reads from the system who accepted each, and only then asks. Which build answered is thus known
 * without asking the build. A connection is asked as soon as its acceptor is known, since a server that takes one at a
 * time takes the next only after that answer.
 */
export async function sampleHttp(url: string, how: Ask & SampleHow): Promise<(SampledAnswer | Error)[]> {
  const target = new URL(url);
  const isTls = target.protocol === 'https:';
  const port = Number(target.port || (isTls ? 443 : 80));
  const until = performance.now() + how.limit;
  const left = () => until - performance.now();

  const opened = await Promise.all(
    Array.from({ length: how.connections }, () =>
      openConnection(target.hostname, port, left(), how.ended).catch((error: Error) => unanswered(url, error)),
    ),
  );
  const answers: (Promise<SampledAnswer | Error> | Error)[] = opened.map((one) =>
    one instanceof Error ? one : notAccepted(url),
  );
  const ask = async (socket: Socket, by: ProcessInfo | null, index: number): Promise<SampledAnswer | Error> => {
    const body = how.bodies?.[index] ?? how.body;
    try {
      const over = isTls ? await secured(socket, target.hostname) : socket;
      return { ...(await askHttp(url, { ...how, ...(body === undefined ? {} : { body }), limit: left(), over })), by };
    } catch (error) {
      return error as Error;
    } finally {
      socket.destroy();
    }
  };

  let open = opened.flatMap((socket, index) => (socket instanceof Error ? [] : [{ socket, index, looks: 0 }]));
  const held: { socket: Socket; index: number; acceptor: ProcessInfo | null }[] = [];
  const lookUp = acceptorLookup(port);
  while (open.length > 0 && left() > 0 && !how.ended.aborted) {
    const asked = performance.now();
    const found = await lookUp(open.map((one) => one.socket));
    open = open.filter((one, at) => {
      one.looks += 1;
      const acceptor = settle(found[at] ?? null, one, isTls);
      if (acceptor === 'waiting') return true;
      const isAsked = how.acceptedBy === undefined || (acceptor !== null && how.acceptedBy.includes(acceptor.pid));
      if (!isAsked) answers[one.index] = notAsked(url, one.socket, acceptor);
      else if (how.before === undefined) answers[one.index] = ask(one.socket, acceptor, one.index);
      else {
        // An empty line: the server waits for the rest of the request and does not count the connection as idle.
        if (!isTls) one.socket.write('\r\n');
        held.push({ ...one, acceptor });
      }
      return false;
    });
    // A look takes this thread; with a long table, at least as much time is left for reading the answers.
    const rest = Math.max(3, performance.now() - asked);
    if (open.length > 0) await pause(Math.max(1, Math.min(rest, left())));
  }
  for (const { socket } of open) socket.destroy();
  if (held.length > 0) {
    await how.before?.();
    for (const { socket, index, acceptor } of held) answers[index] = ask(socket, acceptor, index);
  }
  return Promise.all(answers);
}

function settle(
  found: Acceptor,
  one: { socket: Socket; looks: number },
  isTls: boolean,
): ProcessInfo | null | 'waiting' {
  switch (found) {
    case 'waiting':
      return 'waiting';
    case 'elsewhere':
      return one.looks < 2 ? 'waiting' : null;
    case 'deferred':
      // The listener wants data first: an empty line, which a server skips before a request (RFC 9112, 2.2).
      if (isTls) return null;
      if (one.looks === 3) one.socket.write('\r\n');
      return 'waiting';
    default:
      return found;
  }
}

function secured(socket: Socket, servername: string): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const tls = connectTls({ socket, servername }, () => resolve(tls));
  tls.once('error', reject);
  socket.once('close', () => reject(new Error(t('connection-closed'))));
  return promise;
}

const notAccepted = (url: string) =>
  new MaintError('E_HTTP_NOT_ACCEPTED', t('not-accepted', { url: plainUrl(url) }), t('listener-hangs'));

function notAsked(url: string, socket: Socket, by: ProcessInfo | null): MaintError {
  socket.destroy();
  const at = plainUrl(url);
  return new MaintError(
    'E_HTTP_OTHER_ACCEPTOR',
    by === null ? t('accepted-by-unknown', { url: at }) : t('accepted-by-other', { url: at, pid: by.pid }),
    t('others-were-asked'),
  );
}
