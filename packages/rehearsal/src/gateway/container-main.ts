/**
 * The one practice container: a small web service behind the gateway. Its answers name nothing of the gateway's build.
 *   GET /                      quick answer
 *   GET /slow?bytes=N&rate=B   N bytes at B bytes a second, with Content-Length
 *   Upgrade: websocket         echo
 */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const [port = '9900'] = process.argv.slice(2);

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://app');
  if (url.pathname === '/slow')
    slow(response, Number(url.searchParams.get('bytes')), Number(url.searchParams.get('rate')));
  else response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 4 }).end('app\n');
});

function slow(response: ServerResponse, bytes: number, rate: number): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  let left = bytes;
  const each = Math.max(1, Math.round(rate / 20));
  const timer = setInterval(() => {
    const now = Math.min(left, each);
    left -= now;
    response.write(Buffer.alloc(now, 0x61));
    if (left === 0) {
      clearInterval(timer);
      response.end();
    }
  }, 50);
  response.on('close', () => clearInterval(timer));
}

server.on('upgrade', (request, socket: Socket) => {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let kept = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    // Short masked frames only: 2 bytes of head, 4 of mask, fewer than 126 of text. That is all the load sends.
    while (kept.length >= 6 && kept.length >= 6 + (kept[1]! & 0x7f)) {
      const length = kept[1]! & 0x7f;
      const opcode = kept[0]! & 0x0f;
      const mask = kept.subarray(2, 6);
      const text = Buffer.from(kept.subarray(6, 6 + length).map((byte, i) => byte ^ mask[i % 4]!));
      kept = kept.subarray(6 + length);
      if (opcode === 8) return socket.end(Buffer.from([0x88, 0]));
      socket.write(Buffer.concat([Buffer.from([0x81, length]), text]));
    }
  });
});

server.keepAliveTimeout = 0;
server.listen(Number(port), '127.0.0.1');
