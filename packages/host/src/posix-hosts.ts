import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Argv,
  type Host,
  type Hosts,
  type HttpHow,
  MaintError,
  type Millis,
  type SendHttp,
} from '@flatnet-maint/core';
import { absoluteOnly } from './absolute-only.ts';
import { askHttp } from './ask-http.ts';
import { acceptsTcp } from './open-connection.ts';
import { processes } from './processes.ts';
import { type CommandHow, runCommand } from './run-command.ts';
import { sampleHttp } from './sample-http.ts';
import { scratch } from './scratch.ts';
import { type Secrets, withSecrets } from './secrets.ts';
import { services } from './services.ts';
import { sendSignal } from './signal.ts';
import { makeSpan, type Span, within } from './span.ts';
import { startDaemon } from './start-daemon.ts';
import { sweep } from './sweep.ts';
import { t } from './texts.ts';
import { writeFiles } from './write-files.ts';

export interface PosixHostsOptions {
  /** All of them are this machine. */
  readonly ids: readonly string[];
  /** Asked for each `{secret:NAME}` in a header or in a command's environment. */
  readonly secrets?: Secrets;
}

/** This machine, over /proc, systemd and the file system. */
export function posixHosts({ ids, secrets }: PosixHostsOptions): Hosts {
  const know = (id: string) => {
    if (ids.includes(id)) return;
    throw new MaintError('E_HOST_UNKNOWN', t('no-host', { id, ids: ids.join(', ') }), t('look-at-site'), { exit: 2 });
  };
  return {
    ids,
    view(id, limit) {
      know(id);
      return makeHost(id, makeSpan(id, limit), { call: randomUUID() }, secrets).host;
    },
    lend(id, limit, mark) {
      know(id);
      const span = makeSpan(id, limit);
      const call = randomUUID();
      const { host, begun } = makeHost(id, span, { call, mark }, secrets);
      return {
        host,
        async release() {
          await span.end();
          // What a command left in the background ends with the step that started it.
          if (begun()) await sweep({ env: `FLATNET_CALL=${call}.`, orLonger: true, andChildren: true }, releaseLimit);
        },
      };
    },
  };
}

const releaseLimit: Millis = 5000;
const httpLimit: Millis = 10_000;
const tcpLimit: Millis = 2000;

/** A view is the same thing by another type: what it may not do, the compiler refuses. */
function makeHost(id: string, span: Span, marks: { call: string; mark?: string }, secrets: Secrets | undefined) {
  let calls = 0;
  const command = (argv: Argv, how: CommandHow = {}) =>
    span.own(argv[0], async () => {
      calls += 1;
      const call = `${marks.call}.${calls}`;
      const env = await withSecrets(how.env, secrets);
      if (marks.mark !== undefined) env.FLATNET_RUN = marks.mark;
      const endsAlone = marks.mark === undefined;
      return runCommand(argv, { ...how, env }, span, { call, endsAlone });
    });
  const files = within(span, 'files', absoluteOnly(writeFiles(span.check)));
  const host: Host = {
    id,
    os: 'posix',
    query: command,
    run: (argv, { leaves, ...how } = {}) =>
      leaves === 'daemon'
        ? span.own(argv[0], async () => startDaemon(argv, { ...how, env: await withSecrets(how.env, secrets) }, span))
        : command(argv, how),
    files,
    processes: within(span, 'processes', processes),
    services: within(span, 'services', services(command, files)),
    http: makeHttp(span, secrets),
    scratch: (use) => scratch(files, use),
    sleep: (time) =>
      span.call(t('waiting'), () => pause(Math.min(time, span.left() + 50), undefined, { signal: span.ended })),
    signal: (ref, signal) => span.call(`signal(${ref.pid}, ${signal})`, () => sendSignal(ref, signal)),
  };
  return { host, begun: () => calls > 0 };
}

function makeHttp(span: Span, secrets: Secrets | undefined): SendHttp {
  const prepare = async <How extends HttpHow>(how: How) => ({
    ...how,
    headers: await withSecrets(how.headers, secrets),
    limit: Math.min(how.limit ?? httpLimit, span.left()),
    ended: span.ended,
  });
  const send = (url: string, how: HttpHow = {}) => span.own(url, async () => askHttp(url, await prepare(how)));
  return {
    get: send,
    send,
    sample: (url, how) => span.own(url, async () => sampleHttp(url, await prepare(how))),
    tcp: (address, port, limit = tcpLimit) =>
      span.call(`tcp(${address}:${port})`, () =>
        acceptsTcp(address, port, Math.min(limit, span.left() + 50), span.ended),
      ),
  };
}
