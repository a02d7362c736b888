import {
  type HttpAnswer,
  type HttpHow,
  MaintError,
  type ProcessInfo,
  type SampledAnswer,
  type SendHttp,
} from '@flatnet-maint/core';
import type { Life } from './memory-life.ts';
import { infoOf } from './memory-processes.ts';
import type { WebServer } from './memory-web.ts';
import type { World } from './world.ts';

export function memoryHttp(life: Life): SendHttp {
  const { world, call } = life;
  const ask = async (url: string, how: HttpHow, connection: number, by: number | null): Promise<HttpAnswer> => {
    const server = serverOf(world, new URL(url));
    const { method = 'GET', headers = {}, body = '' } = how;
    const reply = await server?.answer({ method, url: new URL(url), headers, body, connection, by });
    if (!reply || reply instanceof Error)
      throw unanswered(url, reply instanceof Error ? reply.message : 'ECONNREFUSED');
    const took = reply.took ?? 1;
    const limit = Math.min(how.limit ?? 10_000, life.left());
    world.clock.advance(Math.min(took, limit));
    if (took > limit) throw life.limitError(`${method} ${url}`);
    return { status: reply.status, headers: reply.headers ?? {}, body: reply.body ?? '', took };
  };
  const one = (name: string, url: string, how: HttpHow) =>
    call(name, [url, how], () => ask(url, how, 0, acceptor(world, new URL(url), 0)));
  return {
    get: (url, how = {}) => one('http.get', url, how),
    send: (url, how) => one('http.send', url, how),
    sample: (url, how) =>
      call('http.sample', [url, how], async () => {
        const answers: (SampledAnswer | Error)[] = [];
        const accepted = Array.from({ length: how.connections }, (_, n) => acceptor(world, new URL(url), n));
        const asks = (pid: number | null) => !how.acceptedBy || (pid !== null && how.acceptedBy.includes(pid));
        if (accepted.some(asks)) await how.before?.();
        for (let connection = 0; connection < how.connections; connection++) {
          answers.push(await sampled(connection, accepted[connection] ?? null));
        }
        return answers;

        async function sampled(connection: number, pid: number | null): Promise<SampledAnswer | Error> {
          if (!asks(pid)) {
            return new MaintError('E_HTTP_OTHER_ACCEPTOR', `Process ${pid} accepted; it was not asked.`, 'Nothing.');
          }
          try {
            const body = how.bodies?.[connection] ?? how.body;
            const own = body === undefined ? how : { ...how, body };
            return { ...(await ask(url, own, connection, pid)), by: processOf(world, pid) };
          } catch (error) {
            if ((error as { killed?: boolean }).killed) throw error;
            return error as Error;
          }
        }
      }),
    tcp: (host, port, limit) =>
      call('http.tcp', [host, port, limit], () => {
        const isListening = [...world.processes.values()].some(({ listens }) =>
          listens.some((end) => end.port === port),
        );
        return isListening || world.servers.some((server) => server.port === port && fits(server, host));
      }),
  };
}

const portOf = (url: URL) => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const fits = (server: WebServer, host: string) => server.hostname === undefined || server.hostname === host;
const serverOf = (world: World, url: URL): WebServer | undefined =>
  world.servers.find((server) => server.port === portOf(url) && fits(server, url.hostname));

function acceptor(world: World, url: URL, connection: number): number | null {
  const accepts = serverOf(world, url)?.accepts;
  if (accepts) return accepts(connection);
  const holders = [...world.processes.values()].filter(({ listens }) =>
    listens.some((end) => end.port === portOf(url)),
  );
  return holders[0]?.pid ?? null;
}

function processOf(world: World, pid: number | null): ProcessInfo | null {
  const process = pid === null ? undefined : world.processes.get(pid);
  return process === undefined ? null : infoOf(world, process);
}

const unanswered = (url: string, why: string) =>
  new MaintError('E_HTTP_UNANSWERED', `${url} could not be asked: ${why}.`, 'Look whether the service runs.');
