import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';

const secrets = async (name: string) => `value of ${name}`;
const { http, run } = posixHosts({ ids: ['local'], secrets }).lend('local', 60_000, 'http').host;
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('each request has a connection of its own, closed after it', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, answer) => {
    ports.add(request.socket.remotePort);
    answer.end(request.headers.connection);
  });
  for (let n = 0; n < 3; n++) expect((await http.get(url)).body).toBe('close');
  const [sampled] = await http.sample(url, { connections: 1 });
  expect((sampled as { body: string }).body).toBe('close');
  expect(ports.size).toBe(4);
});

test('a redirect is an answer', async () => {
  const url = await serve((_, answer) => answer.writeHead(302, { location: '/elsewhere' }).end());
  expect(await http.get(url)).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
});

test('a method, headers and a body are sent as given, and UTF-8 comes back', async () => {
  const url = await serve(async (request, answer) => {
    let body = '';
    for await (const piece of request) body += piece;
    answer.end(JSON.stringify([request.method, request.headers['x-name'], request.headers['content-length'], body]));
  });
  const how = { method: 'PUT', headers: { 'x-name': 'a' }, body: 'größer' };
  expect(JSON.parse((await http.send(url, how)).body)).toEqual(['PUT', 'a', '8', 'größer']);
});

test('a secret is filled in where it is sent, and is in no error', async () => {
  const url = await serve((request, answer) => answer.end(request.headers.authorization));
  const headers = { authorization: 'Bearer {secret:grafana-token}' };
  expect((await http.get(url, { headers })).body).toBe('Bearer value of grafana-token');
  const output = await run(['sh', '-c', 'printf %s "$TOKEN"'], { env: { TOKEN: '{secret:a}' } });
  expect(output.stdout).toBe('value of a');
  await expect(http.get('http://user:pass@127.0.0.1:1/x?token=y')).rejects.toMatchObject({
    message: 'http://127.0.0.1:1/x could not be asked: ECONNREFUSED.',
  });
  const bare = posixHosts({ ids: ['local'] }).view('local', 1000);
  await expect(bare.http.get(url, { headers })).rejects.toMatchObject({ code: 'E_SECRET_ABSENT' });
});

test('a body past 1 MiB is cut, and half an answer is none', async () => {
  const url = await serve((request, answer) => {
    if (request.url === '/big') {
      // Without an end.
      const more = () => answer.write('x'.repeat(100_000), () => setTimeout(more, 1));
      more();
      return;
    }
    answer.writeHead(200, { 'content-length': 100 });
    answer.write('half');
    setTimeout(() => answer.destroy(), 20);
  });
  expect((await http.get(`${url}big`)).body).toHaveLength(1024 * 1024);
  await expect(http.get(url)).rejects.toMatchObject({ code: 'E_HTTP_UNANSWERED' });
});

test.for(['headers', 'body'])('the limit holds while waiting for the %s', async (where) => {
  const url = await serve((_, answer) => {
    if (where === 'body') answer.write('never ends');
  });
  const began = performance.now();
  await expect(http.get(url, { limit: 150 })).rejects.toMatchObject({ code: 'E_LIMIT' });
  const [sampled] = await http.sample(url, { connections: 1, limit: 150 });
  expect(sampled).toMatchObject({ code: 'E_LIMIT' });
  expect(performance.now() - began).toBeLessThan(1000);
});
