import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';
import { startWeb, stopChild } from './posix-under-spec.ts';

const lent = posixHosts({ ids: ['local'] }).lend('local', 60_000, 'sample');
const { http, processes } = lent.host;
let stop = async () => {};
afterEach(() => stop());

async function serve(script: string | string[]): Promise<{ url: (host?: string) => string; pid: number }> {
  const { port, child } = await startWeb(typeof script === 'string' ? [process.execPath, '-e', script] : script);
  stop = () => stopChild(child);
  return { url: (host = '127.0.0.1') => `http://${host}:${port}/`, pid: child.pid! };
}

const workers = [process.execPath, join(import.meta.dirname, 'workers.ts')];

test.for(['127.0.0.1', '[::1]', 'localhost'])(
  'of workers that share a port, the one that answers was named before it was asked (%s)',
  async (host) => {
    const { url, pid } = await serve(workers);
    const answers = await http.sample(url(host), { connections: 60 });
    for (const answer of answers) {
      if (answer instanceof Error) throw answer;
      expect(String(answer.by?.pid)).toBe(answer.body);
      expect(answer.by?.parent).toBe(pid);
    }
    const [first] = answers;
    const mine = (first as { by: { pid: number } }).by.pid;
    const only = await http.sample(url(host), { connections: 60, acceptedBy: [mine] });
    expect(
      only.every((one) =>
        one instanceof Error ? (one as { code?: string }).code === 'E_HTTP_OTHER_ACCEPTOR' : one.body === String(mine),
      ),
    ).toBe(true);
  },
);

test('connections are counted by the process that holds the server end', async () => {
  const { url, pid } = await serve(
    `require('node:net').createServer(() => {}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
  );
  const { Socket } = await import('node:net');
  const sockets = Array.from({ length: 3 }, () => new Socket().connect(Number(new URL(url()).port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  while ((await processes.connections([pid])).get(pid) !== 3) await lent.host.sleep(5);
  // Our own ends of them are not ours to serve.
  expect((await processes.connections([process.pid])).get(process.pid)).toBe(0);
  for (const socket of sockets) socket.destroy();
});

test('a server that takes one connection at a time is asked one after the other', async () => {
  const { url, pid } = await serve(oneAtATime);
  const answers = await http.sample(url(), { connections: 5 });
  expect(answers.map((one) => (one instanceof Error ? one.message : one.by?.pid))).toEqual([pid, pid, pid, pid, pid]);
});

test('a server that has closed its door since is named all the same', async () => {
  const { url, pid } = await serve(`const server = require('node:http').createServer((_, answer) => answer.end('ok'));
    server.on('connection', () => server.close()).${listens}`);
  const [answer] = await http.sample(url(), { connections: 1 });
  expect(answer).toMatchObject({ body: 'ok', by: { pid } });
});

test('a connection that nobody takes from the queue is an error, within the limit', async () => {
  const { url } = await serve(neverAccepts);
  const began = performance.now();
  const [answer] = await http.sample(url(), { connections: 1, limit: 300 });
  expect(answer).toMatchObject({ code: 'E_HTTP_NOT_ACCEPTED' });
  expect(performance.now() - began).toBeLessThan(800);
});

test('a listener that waits for data is given an empty line and then named', async () => {
  const { url, pid } = await serve(deferred);
  const [answer] = await http.sample(url(), { connections: 1, limit: 3000 });
  expect(answer).toMatchObject({ status: 200, body: 'ok', by: { pid } });
});

test.for([
  ['in pieces', "answer.write('half '); setTimeout(() => answer.end('rest'), 20)", 'half rest'],
  ['until it closes', "answer.socket.end('HTTP/1.1 200 OK\\r\\n\\r\\nto the end')", 'to the end'],
  ['of a known length', "answer.setHeader('content-length', 4); answer.end('four')", 'four'],
] as const)('a body that comes %s is read whole', async ([, script, body]) => {
  const { url } = await serve(
    `require('node:http').createServer((_, answer) => { ${script} }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
  );
  expect((await http.get(url())).body).toBe(body);
  const [sampled] = await http.sample(url(), { connections: 1 });
  expect((sampled as { body: string }).body).toBe(body);
});

const perl = (prepare: string, accept: string) => [
  'perl',
  '-MIO::Socket::INET',
  '-e',
  `$| = 1; $s = IO::Socket::INET->new(Listen => 20, LocalAddr => '127.0.0.1', LocalPort => 0) or die;
   ${prepare}; print $s->sockport, "\\n"; ${accept}; sleep 600;`,
];
const answerEach = `while ($c = $s->accept) {
  do { $line = <$c> } while $line eq "\\r\\n";
  while (<$c>) { last if $_ eq "\\r\\n" }
  print $c "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"; close $c;
}`;
const oneAtATime = perl('', answerEach);
const neverAccepts = perl('', '');
/** TCP_DEFER_ACCEPT */
const deferred = perl("setsockopt($s, 6, 9, pack('i', 5))", answerEach);
const listens = "listen(0, '127.0.0.1', function () { console.log(this.address().port) })";
